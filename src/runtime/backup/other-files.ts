/**
 * What lies in a data folder beside log, state and warehouse. All of it belongs to a backup, `links.key` and `sources.json` with their secrets as well:
 * without them no link that is out would open and no source could send. What channels need beyond that are references, which a backup keeps as such.
 */
import { createReadStream } from 'node:fs';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { copyLmdb } from '../../port/state/index.ts';
import type { OtherFile } from './source.ts';

/** Written whole and renamed, each. */
const FILES: readonly string[] = [
  'volano.config.json',
  'channels.json',
  'alerts.json',
  'sources.json',
  'links.key',
  'tag-audits.json',
  'alerts-told.json',
];
/** Files that grow at their end, or are written anew and renamed. */
const FOLDERS: readonly string[] = ['quarantine'];
/** LMDB environments: messages of in-app channels and of those that go nowhere, and those that failed for good. */
const ENVIRONMENTS: readonly string[] = ['capture', 'inbox', 'dead-letters'];

/** Below `within` environments are copied before they are read, one at a time. */
export async function* otherFilesOf(directory: string, within: string): AsyncGenerator<OtherFile> {
  for (const name of FILES) yield* fileAt(join(directory, name), name);
  for (const folder of FOLDERS) {
    const found = await readdir(join(directory, folder), { recursive: true, withFileTypes: true }).catch(ignoreMissing);
    for (const file of found ?? []) {
      if (!file.isFile()) continue;
      const path = join(file.parentPath, file.name);
      yield* fileAt(path, relative(directory, path).split(sep).join('/'));
    }
  }
  for (const name of ENVIRONMENTS) {
    const size = await stat(join(directory, name, 'data.mdb')).catch(ignoreMissing);
    if (!size) continue;
    yield { name: `${name}/data.mdb`, bytes: size.size, read: () => copied(join(directory, name), within) };
  }
}

async function* fileAt(path: string, name: string): AsyncGenerator<OtherFile> {
  const size = await stat(path).catch(ignoreMissing);
  // As long as it is now: what is added while it is read belongs to the next backup.
  if (size) yield { name, bytes: size.size, read: () => (size.size === 0 ? nothing() : createReadStream(path, { end: size.size - 1 })) };
}

async function* copied(path: string, within: string): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(within, 'files-'));
  try {
    await copyLmdb(path, folder);
    for await (const chunk of createReadStream(join(folder, 'data.mdb'))) yield chunk as Buffer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
