/** A text file as a stream of texts: unzipped when it is gzipped, decoded strictly. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createGunzip } from 'node:zlib';

export interface TextFile {
  /** Decoded pieces, at any boundary. Throws a TypeError for bytes that are not of the encoding. */
  texts(): AsyncIterable<string>;
  bytesRead(): number;
  readonly bytesTotal: number;
  close(): void;
}

/** Throws a RangeError for an encoding that does not exist. */
export async function openTextFile(path: string, encoding: string): Promise<TextFile> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const { gzip, bytesTotal } = await look(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const plain: Readable = gzip ? file.pipe(createGunzip()) : file;
  if (gzip) file.on('error', (error) => plain.destroy(error));
  return {
    bytesTotal,
    bytesRead: () => file.bytesRead,
    texts: () => decode(plain, decoder),
    close: () => {
      file.destroy();
      plain.destroy();
    },
  };
}

async function look(path: string): Promise<{ gzip: boolean; bytesTotal: number }> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(2);
    await file.read(start, 0, 2, 0);
    return { gzip: start[0] === 0x1f && start[1] === 0x8b, bytesTotal: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

async function* decode(bytes: Readable, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const chunk of bytes) yield decoder.decode(chunk as Buffer, { stream: true });
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
