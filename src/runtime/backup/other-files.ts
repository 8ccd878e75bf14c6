/**
 * What lies in a data folder beside log, state and warehouse. All of it belongs to a backup, `links.key` and `sources.json` with their secrets as well:
 * without them no link that is out would open and no source could send. What channels need beyond that are references, which a backup keeps as such.
 */
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CAPTURE_DESK, INBOX_DESK, LETTERS_DESK } from '../../act/index.ts';
import { copyLmdb, type Desk, type DeskKind, type DeskPair, openDeskFolder } from '../../port/state/index.ts';
import { QUARANTINE_DESK } from '../../sense/index.ts';
import { CHANGES_DESK } from '../changes/index.ts';
import { CONFIG_FILE } from '../config/index.ts';
import { type Desks, openPapers } from '../desks.ts';
import { MEMBERS_DESK } from '../members/index.ts';
import { WRITE_KEYS_DESK } from '../sources/index.ts';
import type { OtherFile } from './source.ts';

/** Desks as they are at one instant, until they are closed. */
export type OpenedDesks = Desks & { close(): Promise<void> };

const ROWS = 1_000;
const NOTHING = new Uint8Array(0);

/** What people write, for each process in its own folder. */
const SETTINGS: readonly string[] = [CONFIG_FILE, 'channels.json', 'alerts.json'];
/** What processes write, whole: files of a data folder, papers of a cluster. */
export const PAPERS: readonly string[] = ['sources.json', 'links.key', 'tag-audits.json', 'alerts-told.json'];
/** Files that grow at their end, or are written anew and renamed. */
const QUARANTINE = 'quarantine';
/** Messages of in-app channels and of those that go nowhere, those that failed for good, members with the audit log, unpublished changes, and write keys: an LMDB environment each, or rows of a cluster. */
export const DESKS: readonly DeskKind[] = [CAPTURE_DESK, CHANGES_DESK, INBOX_DESK, LETTERS_DESK, MEMBERS_DESK, WRITE_KEYS_DESK];
/** What processes of a cluster keep there beside them. In a data folder the quarantine is files, and another thing. */
const SHARED_DESKS: readonly DeskKind[] = [...DESKS, QUARANTINE_DESK];
const ENVIRONMENT = 'data.mdb';

/** Of a data folder that an installation lies in. Below `within` environments are copied before they are read, one at a time. */
export async function* otherFilesOf(directory: string, within: string): AsyncGenerator<OtherFile> {
  yield* settingsOf(directory);
  yield* quarantineOf(directory);
  for (const name of PAPERS) yield* fileAt(join(directory, name), name);
  for (const { name } of DESKS) {
    const size = await stat(join(directory, name, ENVIRONMENT)).catch(ignoreMissing);
    if (!size) continue;
    yield { name: `${name}/${ENVIRONMENT}`, bytes: size.size, read: () => copied(join(directory, name), within) };
  }
}

/** Of a process of a cluster: what lies in its own folder, and what all of them share, as the files that it would be in a data folder. */
export async function* sharedFilesOf(directory: string, within: string, openDesks: () => Promise<OpenedDesks>): AsyncGenerator<OtherFile> {
  yield* settingsOf(directory);
  const desks = await openDesks();
  try {
    const papers = await openPapers(desks, directory);
    for (const name of PAPERS) {
      const text = await papers.read(name);
      if (text !== undefined) yield { name, bytes: Buffer.byteLength(text), read: () => bytesOf(text) };
    }
    for (const kind of SHARED_DESKS) {
      const desk = await desks.open(kind);
      const bytes = await sizeOf(desk);
      if (bytes > 0) yield { name: `${kind.name}/${ENVIRONMENT}`, bytes, read: () => written(desk, kind, within) };
    }
  } finally {
    await desks.close();
  }
}

/** The desk that a file of a backup holds; undefined: it is none of a desk. */
export function deskOfFile(name: string): DeskKind | undefined {
  return SHARED_DESKS.find((kind) => name === `${kind.name}/${ENVIRONMENT}`);
}

/** Rows of a desk, page by page. */
export async function* pagesOf(desk: Pick<Desk, 'range'>): AsyncGenerator<readonly DeskPair[]> {
  for (let start: Uint8Array = NOTHING; ; ) {
    const pairs = await desk.range({ prefix: NOTHING, start, limit: ROWS });
    if (pairs.length === 0) return;
    yield pairs;
    start = Buffer.concat([pairs.at(-1)![0], Uint8Array.of(0)]);
  }
}

/** Whether a file is of a folder's quarantine, which is nothing to a cluster. */
export function isOfFolderQuarantine(name: string): boolean {
  return name.startsWith(`${QUARANTINE}/`) && !deskOfFile(name);
}

/** Whether it is of a cluster's quarantine, which is nothing to a data folder. */
export function isOfSharedQuarantine(name: string): boolean {
  return deskOfFile(name) === QUARANTINE_DESK;
}

async function* settingsOf(directory: string): AsyncGenerator<OtherFile> {
  for (const name of SETTINGS) yield* fileAt(join(directory, name), name);
}

async function* quarantineOf(directory: string): AsyncGenerator<OtherFile> {
  const found = await readdir(join(directory, QUARANTINE), { recursive: true, withFileTypes: true }).catch(ignoreMissing);
  for (const file of found ?? []) {
    if (!file.isFile()) continue;
    const path = join(file.parentPath, file.name);
    yield* fileAt(path, relative(directory, path).split(sep).join('/'));
  }
}

async function* fileAt(path: string, name: string): AsyncGenerator<OtherFile> {
  const size = await stat(path).catch(ignoreMissing);
  // As long as it is now: what is added while it is read belongs to the next backup.
  if (size) yield { name, bytes: size.size, read: () => (size.size === 0 ? nothing() : createReadStream(path, { end: size.size - 1 })) };
}

function copied(path: string, within: string): AsyncGenerator<Uint8Array> {
  return environmentOf((folder) => copyLmdb(path, folder), within);
}

/** The same environment as a data folder has. */
function written(desk: Desk, { name }: DeskKind, within: string): AsyncGenerator<Uint8Array> {
  return environmentOf(async (folder) => {
    const copy = await openDeskFolder({ name, path: folder });
    try {
      for await (const pairs of pagesOf(desk)) await copy.write(...pairs.map(([key, value]) => ({ key, value })));
    } finally {
      await copy.close();
    }
  }, within);
}

async function* environmentOf(fill: (folder: string) => Promise<void>, within: string): AsyncGenerator<Uint8Array> {
  await mkdir(within, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(within, 'files-'));
  try {
    await fill(folder);
    for await (const chunk of createReadStream(join(folder, ENVIRONMENT))) yield chunk as Buffer;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of keys and values. */
async function sizeOf(desk: Desk): Promise<number> {
  let bytes = 0;
  for await (const pairs of pagesOf(desk)) for (const [key, value] of pairs) bytes += key.length + value.length;
  return bytes;
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield Buffer.from(text, 'utf8');
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
