/**
 * Journeys that a date or a schedule starts. Nothing polls: each customer keeps the earliest moment at which one may come, and it is found anew
 * whenever it may have moved. Each occurrence starts a journey once: its name is kept with the journey's record.
 */
import type { JsonObject } from '../entry.ts';
import { ZONE_TRAIT, zoneOfCustomer } from '../know/index.ts';
import { dateIn, nextOfDate, nextOfSchedule, type Occurrence, type Search } from './occurrence.ts';
import type { CompiledJourney, Timing } from './plan.ts';
import { type DecideContext, isFor, type Run } from './run.ts';
import { recordOf, touchRecord } from './state.ts';

type Moving = Pick<DecideContext, 'journeys' | 'plan' | 'cause' | 'now' | 'segmentsEntered' | 'segmentsLeft' | 'segmentsRetracted'>;

/** Whether the next moment has come or may have moved. Most entries say no without looking at anything. */
export function mayMoveNext({ journeys, plan, cause, now, segmentsEntered, segmentsLeft, segmentsRetracted }: Moving): boolean {
  const { timed } = plan;
  if (timed.journeys.length === 0) return journeys.next !== 0;
  if (cause.type === 'knowledge' || (journeys.next !== 0 && journeys.next <= now)) return true;
  if (cause.type === 'event' && (timed.anyEvent || timed.events.has(cause.entry.event))) return true;
  if (timed.segments.size === 0) return false;
  const isTimed = (segment: string) => timed.segments.has(segment);
  return segmentsEntered.some(isTimed) || segmentsLeft.some(isTimed) || segmentsRetracted.some(isTimed);
}

/** Starts what comes at this very moment, and notes the next one. `start`: puts the journey's trigger to the customer. */
export function startTimed(run: Run, start: (journey: CompiledJourney) => void): void {
  if (!mayMoveNext(run)) return;
  let next = Infinity;
  for (const journey of run.plan.timed.journeys) {
    // Of two versions one is for this customer.
    if (!isFor(run, journey)) continue;
    let coming = occurrenceOf(run, journey, run.now);
    if (coming?.at === run.now) {
      touchRecord(run.journeys, journey.id).fired = coming.name;
      run.changed = true;
      start(journey);
      coming = occurrenceOf(run, journey, run.now + 1);
    }
    if (coming && coming.at < next) next = coming.at;
  }
  const noted = next === Infinity ? 0 : next;
  if (noted === run.journeys.next) return;
  run.journeys.next = noted;
  run.changed = true;
}

/** What the moment was found from, for facts. */
export function timingRead({ plan, view }: Pick<Run, 'plan' | 'view'>, timing: Timing): JsonObject {
  const zone = { [ZONE_TRAIT]: zoneOfCustomer(view, plan.zone) };
  return timing.type === 'date' ? { ...zone, [`trait.${timing.trait}`]: view.trait(timing.trait) ?? null } : zone;
}

/** When a date or a schedule next starts the journey, from this instant (ms) on; undefined when it never does as things are. */
export function occurrenceOf(
  { view, plan, journeys }: Pick<Run, 'view' | 'plan' | 'journeys'>,
  { id, trigger }: CompiledJourney,
  from: number,
): Occurrence | undefined {
  const timing = trigger.timing!;
  const search: Search = { from, after: recordOf(journeys, id)?.fired ?? -Infinity, zone: zoneOfCustomer(view, plan.zone) };
  if (timing.type === 'schedule') {
    return timing.segment === undefined || view.inSegment(timing.segment) ? nextOfSchedule(timing, search) : undefined;
  }
  const date = dateIn(view.trait(timing.trait), plan.zone);
  return date && nextOfDate(timing, date, search);
}
