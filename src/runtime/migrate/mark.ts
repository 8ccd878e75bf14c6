/**
 * What a migration leaves on both of its sides, among the papers of each: a side that is half filled, and one that has been left, start no engine.
 * Without a mark, or with a settled one, an installation is its own.
 */
import { VolanoError } from '../../base/index.ts';
import type { Papers } from '../../port/state/index.ts';

export type Side = 'embedded' | 'cluster';

export interface Mark {
  /** `unfinished`: a migration into this one is under way. `moved`: the installation goes on at the other place. */
  readonly standing: 'unfinished' | 'moved' | 'settled';
  /** Which side this one is. */
  readonly side: Side;
  /** Where it comes from, or has gone to, for people. */
  readonly other: string;
  /** When that was, ms. */
  readonly at: number;
}

export const MARK_FILE = 'migration.json';

export async function markOf(papers: Papers): Promise<Mark | undefined> {
  const text = await papers.read(MARK_FILE);
  const mark = text === undefined ? undefined : (JSON.parse(text) as Mark);
  return mark?.standing === 'settled' ? undefined : mark;
}

export async function setMark(papers: Papers, mark: Mark): Promise<void> {
  await papers.change(MARK_FILE, () => `${JSON.stringify(mark, null, 2)}\n`);
}

/** To be asked before anything starts. Rejects with VOLANO_MIGRATION_UNFINISHED and VOLANO_MIGRATION_MOVED. */
export async function assertSettled(papers: Papers): Promise<void> {
  const mark = await markOf(papers);
  if (mark) throw refusalOf(mark, papers);
}

export function refusalOf({ standing, side, other, at }: Mark, papers: Papers): VolanoError {
  const place = papers.placeOf(MARK_FILE);
  if (standing === 'unfinished') return new VolanoError('VOLANO_MIGRATION_UNFINISHED', { side, other, place });
  return new VolanoError('VOLANO_MIGRATION_MOVED', { side, other, place, time: new Date(at).toISOString() });
}
