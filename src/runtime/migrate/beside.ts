/** What rooms keep beside the loop: desks and papers, from one side to the other. */
import { VolanoError, verbatim } from '../../base/index.ts';
import type { Desk, DeskKind, Papers } from '../../port/state/index.ts';
import { DESKS, PAPERS, pagesOf } from '../backup/index.ts';
import type { Desks } from '../desks.ts';
import { said } from '../said.ts';

/** Afterwards both hold the same, while nobody else writes. Gives how many rows that is. */
export async function copyDesk(source: Desk, target: Desk, progress: (rows: number) => void = () => undefined): Promise<number> {
  let rows = 0;
  for await (const pairs of pagesOf(source)) {
    await target.write(...pairs.map(([key, value]) => ({ key, value })));
    rows += pairs.length;
    progress(rows);
  }
  await removeOthers(source, target);
  return rows;
}

/** Afterwards both hold the same. Gives how many rows that is. Rejects with VOLANO_MIGRATION_DIFFERENT. */
export async function copyDesks(from: Desks, to: Desks, progress: (rows: number) => void): Promise<number> {
  let rows = 0;
  for (const kind of DESKS) {
    const source = await from.open(kind);
    try {
      const target = await to.open(kind);
      try {
        const begun = rows;
        rows += await copyDesk(source, target, (some) => progress(begun + some));
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
    if ((await to.read(name)) !== text) throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`files`, where: verbatim(name) });
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
      throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', {
        part: said`desks`,
        where: verbatim(`${name} ${Buffer.from(odd[0]).toString('hex')}`),
      });
  }
}
