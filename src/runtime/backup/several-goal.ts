/**
 * Which time of a backup of several partitions is restored, and from what.
 *
 * G1. It begins from the newest run whose states and identity had nothing of a later time. Behind it the stages' trails, which the copy of the next run has, tell who was
 *     found to be whom, and in which order.
 * G2. Where there are none, a run still is a moment of its own: up to where the logs ended that were copied with it, stages find anew.
 */
import { type Said, VolanoError, verbatim } from '../../base/index.ts';
import { ENGINE_VERSION } from '../engine/index.ts';
import { said } from '../said.ts';
import type { StoredFile } from '../snapshots/index.ts';
import { IDENTITY_PART, type Manifest, type OfPart, type Point, partOf, type SeveralEnds, type SeveralHeads } from './format.ts';
import type { GoalQuestion } from './goal.ts';

export interface SeveralGoal extends Pick<Manifest, 'log' | 'warehouse' | 'files'> {
  readonly point: Point;
  readonly heads: SeveralHeads;
  /** Where the copies of the logs end, and, by partition of customers, where those logs had ended when they were asked before (K5). */
  readonly ends: SeveralEnds;
  readonly sure: readonly number[];
  /** What was taken later, ms, does not count; undefined: all that was copied does. */
  readonly time: number | undefined;
  readonly state: readonly (StoredFile & OfPart)[];
  /** The copy of identity by whose trails it is brought on; none: by nothing. */
  readonly trail: readonly (StoredFile & OfPart)[];
}

interface Moment extends Pick<SeveralGoal, 'point' | 'heads' | 'ends'> {
  /** From the last entry that the cut cannot do without, to the last one that was copied with it; ms. */
  readonly begin: number;
  readonly end: number;
  /** The run after it, when its trails lead there from here. */
  next?: Moment;
}

/** Throws VOLANO_RESTORE_MOMENT and VOLANO_RESTORE_VERSION. */
export function severalGoalOf(manifest: Manifest, question: GoalQuestion): SeveralGoal {
  const { moment, time } = chosen(momentsOf(manifest), question);
  const { point, heads, next } = moment;
  const { engine, position } = point;
  // Of the entries behind a state some are always stepped again.
  if (engine !== ENGINE_VERSION && engine !== '')
    throw new VolanoError('VOLANO_RESTORE_VERSION', { version: engine, own: ENGINE_VERSION, position });
  // Where there is another run its copies reach further, and no further ones are needed.
  const { ends, heads: last } = next ?? moment;
  const sunk = new Map(heads.customers.map((head, partition) => [partOf('customers', partition), head.sunk]));
  const until = new Map([
    ...ends.customers.map((end, partition) => [partOf('customers', partition), end.position] as const),
    ...ends.events.map((end, partition) => [partOf('events', partition), end.position] as const),
  ]);
  return {
    point,
    heads,
    ends,
    sure: last.sure.map((end) => end.position),
    time,
    log: manifest.log.filter(({ part, first }) => first <= until.get(part!)!),
    state: point.files,
    trail: next?.point.files.filter(({ part }) => part === IDENTITY_PART) ?? [],
    warehouse: manifest.warehouse.filter(({ part, to }) => to <= sunk.get(part!)!),
    files: manifest.files,
  };
}

function chosen(
  moments: readonly Moment[],
  { position, time }: GoalQuestion,
): { readonly moment: Moment; readonly time: number | undefined } {
  const newest = moments.at(-1)!;
  if (position === undefined && (time === undefined || time >= newest.end)) return { moment: newest, time: undefined };
  if (time === undefined)
    throw notRestorable(moments, said`position ${String(position)}`, said`A position of one of its partitions says nothing of the others.`);
  const asked = verbatim(isoOf(time));
  const moment = moments.findLast(({ begin }) => begin <= time);
  if (!moment) throw notRestorable(moments, asked, said`What it was before is not there: a backup keeps as many states as --keep says.`);
  if (moment.next || time <= moment.end) return { moment, time };
  const why = said`Of what lay between two runs it does not have in which order it was found out who is who: an older version of Volano ran then, or the runs lie more than 8 days apart.`;
  throw notRestorable(moments, asked, why);
}

function notRestorable(moments: readonly Moment[], asked: Said, why: Said): VolanoError {
  const stretches = stretchesOf(moments).map(({ begin, end }) => said`${isoOf(begin)} to ${isoOf(end)}`);
  return new VolanoError('VOLANO_RESTORE_MOMENT', { asked, why, moments: stretches.reduce((all, one) => said`${all}, ${one}`) });
}

/** What can be restored, without gaps where there are none. */
function stretchesOf(moments: readonly Moment[]): readonly Pick<Moment, 'begin' | 'end'>[] {
  const stretches: { begin: number; end: number }[] = [];
  let isOpen = false;
  for (const { begin, end, next } of moments) {
    if (isOpen) stretches.at(-1)!.end = end;
    else stretches.push({ begin, end });
    isOpen = next !== undefined;
  }
  return stretches;
}

function momentsOf({ points }: Manifest): readonly Moment[] {
  const moments = points.flatMap(momentOf);
  for (const [i, moment] of moments.entries()) {
    const next = moments[i + 1];
    if (next && leadsOn(moment, next)) moment.next = next;
  }
  return moments;
}

function momentOf(point: Point): Moment[] {
  const { several: heads, ends } = point;
  if (!heads || !ends) return [];
  const begin = Math.max(...[...heads.customers, ...heads.sure, ...heads.events].map(({ at }) => at));
  return [{ point, heads, ends, begin, end: Math.max(begin, ...[...ends.customers, ...ends.events].map(({ at }) => at)) }];
}

function leadsOn({ heads }: Moment, next: Moment): boolean {
  return next.heads.events.every(({ position, trail = position }, partition) => trail <= heads.events[partition]!.position);
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
