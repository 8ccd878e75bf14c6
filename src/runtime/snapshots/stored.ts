/** One compressed file of a backup or a snapshot: written, checked, read. Readable by its owner only. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress, constants as zlib } from 'node:zlib';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { said } from '../said.ts';

export interface StoredFile {
  /** Below the folder of what it belongs to. */
  readonly path: string;
  /** On disk. */
  readonly bytes: number;
  /** Before compression. */
  readonly rawBytes: number;
  /** Of the file as it lies on disk, hexadecimal. */
  readonly sha256: string;
}

export const FILE_MODE = 0o600;
export const FOLDER_MODE = 0o700;
/** Fast, and half of what matters. */
const LEVEL = 1;

/** Writes `folder/name.zst` and resolves when it is on disk. Rejects with what the file system says. */
export async function writeStored(folder: string, name: string, chunks: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const path = `${name}.zst`;
  const place = join(folder, path);
  await mkdir(dirname(place), { recursive: true, mode: FOLDER_MODE });
  const { sums, contents } = compressed(chunks);
  await pipeline(contents, createWriteStream(place, { flags: 'w', mode: FILE_MODE, flush: true }));
  return { path, ...sums() };
}

/** Its bytes compressed, and what they come to when all of them have been read. */
export function compressed(chunks: AsyncIterable<Uint8Array>): {
  readonly contents: AsyncIterable<Uint8Array>;
  readonly sums: () => Omit<StoredFile, 'path'>;
} {
  const sizes = { raw: 0, stored: 0 };
  const hash = createHash('sha256');
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      sizes.raw += chunk.byteLength;
      yield chunk;
    }
  };
  const summed = async function* (): AsyncGenerator<Uint8Array> {
    const out = new PassThrough();
    const compress = createZstdCompress({ params: { [zlib.ZSTD_c_compressionLevel]: LEVEL } });
    const done = pipeline(Readable.from(counted(), { objectMode: false }), compress, out);
    done.catch((error: Error) => out.destroy(error));
    for await (const chunk of out as AsyncIterable<Buffer>) {
      sizes.stored += chunk.byteLength;
      hash.update(chunk);
      yield chunk;
    }
    await done;
  };
  return { contents: summed(), sums: () => ({ bytes: sizes.stored, rawBytes: sizes.raw, sha256: hash.digest('hex') }) };
}

/** The opposite. Throws what zlib says. */
export async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const out = new PassThrough();
  const done = pipeline(chunks, createZstdDecompress(), out);
  done.catch((error: Error) => out.destroy(error));
  for await (const chunk of out) yield chunk as Buffer;
  await done;
}

/** Rejects with VOLANO_BACKUP_DAMAGED when a file is not what the manifest says. */
export async function checkFile(folder: string, file: StoredFile): Promise<void> {
  const path = join(folder, file.path);
  const size = await stat(path).catch(ignoreMissing);
  if (!size) throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`it is missing` });
  if (size.size !== file.bytes)
    throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`it has ${size.size} bytes instead of ${file.bytes}` });
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  if (hash.digest('hex') !== file.sha256)
    throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: said`its checksum is another one` });
}

/** What is in a file, uncompressed. */
export async function* readStored(folder: string, file: StoredFile): AsyncGenerator<Uint8Array> {
  const path = join(folder, file.path);
  try {
    yield* decompressed(createReadStream(path));
  } catch (cause) {
    throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path, problem: wordsOf(cause) }, { cause });
  }
}

/** Writes a JSON document under another name first; whoever reads it finds the old one or the new one, on disk. */
export async function replaceDocument(path: string, document: unknown): Promise<void> {
  const file = await open(`${path}.new`, 'w', FILE_MODE);
  await file.writeFile(`${JSON.stringify(document, null, 1)}\n`).finally(async () => {
    await file.sync();
    await file.close();
  });
  await rename(`${path}.new`, path);
  await syncFolder(dirname(path));
}

export async function syncFolder(path: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

export function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
