/** What rooms keep beside the loop: desks and papers, from one side to the other. */
import { CAPTURE_DESK, INBOX_DESK, LETTERS_DESK } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { Desk, DeskKind, Papers } from '../../port/state/index.ts';
import type { Desks } from '../desks.ts';

/** By desk, and its folder in a data folder. */
export const DESKS: readonly DeskKind[] = [CAPTURE_DESK, INBOX_DESK, LETTERS_DESK];
export const PAPERS: readonly string[] = ['sources.json', 'links.key', 'tag-audits.json', 'alerts-told.json'];
const ROWS = 1_000;
const NOTHING = new Uint8Array(0);

type Pair = readonly [key: Uint8Array, value: Uint8Array];

/** Afterwards both hold the same. Gives how many rows that is. Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function copyDesks(from: Desks, to: Desks, progress: (rows: number) => void): Promise<number> {
  let rows = 0;
  for (const kind of DESKS) {
    const source = await from.open(kind);
    try {
      const target = await to.open(kind);
      try {
        for await (const pairs of pagesOf(source)) {
          await target.write(...pairs.map(([key, value]) => ({ key, value })));
          rows += pairs.length;
          progress(rows);
        }
        await removeOthers(source, target);
        await assertSame(kind, source, target);
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  }
  return rows;
}

/** Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function copyPapers(from: Papers, to: Papers): Promise<void> {
  for (const name of PAPERS) {
    const text = await from.read(name);
    if (text === undefined) continue;
    await to.change(name, () => text);
    if ((await to.read(name)) !== text) throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: 'files', where: name });
  }
}

export async function deskRows(desks: Desks): Promise<number> {
  let rows = 0;
  for (const kind of DESKS) {
    const desk = await desks.open(kind);
    try {
      for await (const pairs of pagesOf(desk)) rows += pairs.length;
    } finally {
      await desk.close();
    }
  }
  return rows;
}

/** What an earlier run has brought and is no longer there. */
async function removeOthers(source: Desk, target: Desk): Promise<void> {
  for await (const pairs of pagesOf(target)) {
    const values = await source.getMany(pairs.map(([key]) => key));
    const gone = pairs.filter((_, i) => values[i] === undefined);
    if (gone.length > 0) await target.write(...gone.map(([key]) => ({ key, value: undefined })));
  }
}

async function assertSame({ name }: DeskKind, source: Desk, target: Desk): Promise<void> {
  for await (const pairs of pagesOf(source)) {
    const values = await target.getMany(pairs.map(([key]) => key));
    const odd = pairs.find(([, value], i) => values[i] === undefined || Buffer.compare(values[i], value) !== 0);
    if (odd)
      throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: 'desks', where: `${name} ${Buffer.from(odd[0]).toString('hex')}` });
  }
}

async function* pagesOf(desk: Desk): AsyncGenerator<readonly Pair[]> {
  for (let start: Uint8Array = NOTHING; ; ) {
    const pairs = await desk.range({ prefix: NOTHING, start, limit: ROWS });
    if (pairs.length === 0) return;
    yield pairs;
    start = Buffer.concat([pairs.at(-1)![0], Uint8Array.of(0)]);
  }
}
