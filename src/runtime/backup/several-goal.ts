/** Which moment of a backup of several partitions is restored: one of those at which it was taken, for between them nobody knows in which order the stages went on. */
import { VolanoError, verbatim } from '../../base/index.ts';
import { ENGINE_VERSION } from '../engine/index.ts';
import { said } from '../said.ts';
import type { StoredFile } from '../snapshots/index.ts';
import { type Manifest, type OfPart, type Point, partOf, type SeveralEnds, type SeveralHeads } from './format.ts';
import type { GoalQuestion } from './goal.ts';

export interface SeveralGoal extends Pick<Manifest, 'log' | 'warehouse' | 'files'> {
  readonly point: Point;
  readonly heads: SeveralHeads;
  readonly ends: SeveralEnds;
  /** What was taken later, ms, does not count; undefined: all that was copied with the state does. */
  readonly time: number | undefined;
  readonly state: readonly (StoredFile & OfPart)[];
}

interface Moment extends Pick<SeveralGoal, 'point' | 'heads' | 'ends'> {
  /** From the last entry that the cut cannot do without, to the last one that was copied with it; ms. */
  readonly begin: number;
  readonly end: number;
}

/** Throws VOLANO_RESTORE_MOMENT and VOLANO_RESTORE_VERSION. */
export function severalGoalOf(manifest: Manifest, question: GoalQuestion): SeveralGoal {
  const { point, heads, ends, time } = chosen(manifest.points.flatMap(momentOf), question);
  const { engine, position } = point;
  // Of the entries behind a state some are always stepped again.
  if (engine !== ENGINE_VERSION && engine !== '')
    throw new VolanoError('VOLANO_RESTORE_VERSION', { version: engine, own: ENGINE_VERSION, position });
  const sunk = new Map(heads.customers.map((head, partition) => [partOf('customers', partition), head.sunk]));
  const until = new Map([
    ...ends.customers.map((end, partition) => [partOf('customers', partition), end.position] as const),
    ...ends.events.map((end, partition) => [partOf('events', partition), end.position] as const),
  ]);
  return {
    point,
    heads,
    ends,
    time,
    log: manifest.log.filter(({ part, first }) => first <= until.get(part!)!),
    state: point.files,
    warehouse: manifest.warehouse.filter(({ part, to }) => to <= sunk.get(part!)!),
    files: manifest.files,
  };
}

function chosen(moments: readonly Moment[], { position, time }: GoalQuestion): Moment & Pick<SeveralGoal, 'time'> {
  const newest = moments.at(-1)!;
  if (position === undefined && (time === undefined || time >= newest.end)) return { ...newest, time: undefined };
  const moment = moments.findLast(({ begin }) => time !== undefined && begin <= time);
  if (moment && time! <= moment.end) return { ...moment, time };
  const iso = (ms: number): string => new Date(ms).toISOString();
  throw new VolanoError('VOLANO_RESTORE_MOMENT', {
    asked: time === undefined ? said`position ${String(position)}` : verbatim(iso(time)),
    moments: moments.map(({ begin, end }) => said`${iso(begin)} to ${iso(end)}`).reduce((all, one) => said`${all}, ${one}`),
  });
}

function momentOf(point: Point): Moment[] {
  const { several: heads, ends } = point;
  if (!heads || !ends) return [];
  const begin = Math.max(...[...heads.customers, ...heads.sure, ...heads.events].map(({ at }) => at));
  return [{ point, heads, ends, begin, end: Math.max(begin, ...[...ends.customers, ...ends.events].map(({ at }) => at)) }];
}
