/** How far the stage of a partition is, as the key space that all stages share has it. */
import type { StateReader } from '../../port/state/index.ts';
import { OwnSpace } from './own-space.ts';

export interface Progress {
  /** Last entry resolved. */
  readonly position: number;
  /** `at` of that entry, ms. */
  readonly at: number;
  /** Everything up to there is known to be in `customers`. */
  readonly produced: number;
  /**
   * What the stage's trail covers: all that has been changed behind position `since` (T1), in rows that reach up to `upTo`. Absent: a version has written it that leaves
   * none.
   */
  readonly trail?: { readonly since: number; readonly upTo: number };
}

/** How far the stage of a partition is. */
export type StageStanding = Readonly<Progress>;

/** In the table `meta`, of the stage's own. */
export const PROGRESS: Buffer = Buffer.from('progress', 'latin1');

export const NOWHERE: Progress = { position: 0, at: 0, produced: 0 };

/** By partition of `events`. */
export async function stageStandings(state: StateReader, partitions: number): Promise<readonly StageStanding[]> {
  return (await state.getMany('meta', progressKeys(partitions))).map(readProgress);
}

/** Of all stages, in the shared key space. */
export function progressKeys(partitions: number): readonly Buffer[] {
  return Array.from({ length: partitions }, (_, partition) => OwnSpace.keyOf(partition, PROGRESS));
}

/** Up to where it has changed anything. */
export function changedUpTo({ trail, position }: Progress): number {
  return trail?.upTo ?? position;
}

export function readProgress(row: Uint8Array | undefined): Progress {
  return row ? { ...NOWHERE, ...(JSON.parse(Buffer.from(row).toString('utf8')) as Progress) } : NOWHERE;
}
