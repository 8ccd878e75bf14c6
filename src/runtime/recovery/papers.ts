/** What all processes of a cluster share beside the loop, as a restore fills it; and its mark among it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Said, VolanoError } from '../../base/index.ts';
import { createTables, storedColumns } from '../../learn/index.ts';
import { type DeskKind, openDeskFolder, type Papers, type StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { deskOfFile, isOfFolderQuarantine, PAPERS, putInto, RESTORED_MARK, RESTORING } from '../backup/index.ts';
import { CONFIG_FILE } from '../config/index.ts';
import type { Desks } from '../desks.ts';
import { clearState, copyDesk } from '../migrate/index.ts';

/** Of a cluster. */
export interface Shared {
  /** For people. */
  readonly name: string;
  readonly desks: Desks;
  openPapers(): Promise<Papers>;
  /** What lies there already, for people; undefined: nothing. */
  found(): Promise<Said | undefined>;
}

/** Rejects with VOLANO_RESTORE_NOT_EMPTY, unless a restore with this mark was interrupted there. */
export async function assertFree(place: Shared, mark: string): Promise<void> {
  const there = await withPapers(place, (papers) => papers.read(RESTORING));
  if (there === mark) return;
  const found = await place.found();
  if (found !== undefined || (there !== undefined && there !== RESTORED_MARK))
    throw new VolanoError('VOLANO_RESTORE_NOT_EMPTY', { path: found ?? place.name });
}

/** Resolves to whether a restore with this mark had been begun there. */
export async function begin(place: Shared, mark: string): Promise<boolean> {
  return withPapers(place, async (papers) => {
    const there = await papers.read(RESTORING);
    await papers.change(RESTORING, () => mark);
    return there === mark;
  });
}

export function finish(place: Shared): Promise<void> {
  return withPapers(place, (papers) => papers.change(RESTORING, () => RESTORED_MARK));
}

/** What an interrupted restore has left. Closes both. */
export async function clear(states: readonly StateStore[], warehouse: Warehouse): Promise<void> {
  try {
    for (const state of states) await clearState(state);
    await createTables(warehouse);
    for (const { name } of storedColumns()) await warehouse.execute(`TRUNCATE TABLE ${name}`);
  } finally {
    for (const one of [...states, warehouse]) await one.close();
  }
}

interface File {
  /** Where the settings go that every process has in a folder of its own. */
  readonly directory: string;
  readonly name: string;
  readonly contents: AsyncIterable<Uint8Array>;
}

export async function put(place: Shared, { directory, name, contents }: File): Promise<void> {
  const desk = deskOfFile(name);
  if (desk) return putDesk(place, desk, contents);
  if (PAPERS.includes(name)) {
    const text = await textOf(contents);
    return withPapers(place, (papers) => papers.change(name, () => text));
  }
  // The configuration of the new cluster is the one that was given.
  if (name !== CONFIG_FILE && !isOfFolderQuarantine(name)) await putInto(join(directory, name), contents);
}

async function withPapers<Result>(place: Shared, work: (papers: Papers) => Promise<Result>): Promise<Result> {
  const papers = await place.openPapers();
  return work(papers).finally(() => papers.close());
}

async function putDesk({ desks }: Shared, kind: DeskKind, contents: AsyncIterable<Uint8Array>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-restore-'));
  try {
    await putInto(join(folder, kind.name, 'data.mdb'), contents);
    const source = await openDeskFolder({ ...kind, path: join(folder, kind.name) });
    try {
      const target = await desks.open(kind);
      await copyDesk(source, target).finally(() => target.close());
    } finally {
      await source.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function textOf(contents: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of contents) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
