/**
 * What journeys do with one entry about one customer.
 *
 * J1. entered = active + completed + converted + exited, over facts, at any time: an instance ends exactly once, in `end`.
 * J2. A customer never has two active instances of one journey, whatever their versions.
 * J3. A send is decided (sent or suppressed) at most once per (instance, step). Instructions only lead forward, and a deferral rests
 *     at its send without having decided it.
 * J4. An assignment (holdout, global control) is drawn once and never changes once stored.
 * J5. An instance stays on the version it entered with.
 * J6. Whatever ends an instance goes before whatever is due: at the moment of a goal nothing more is sent.
 * J7. A wait ends at its due moment; `wakeAt` is later than the `now` of the last call.
 */
import { endEarly, noteFlip } from './endings.ts';
import { journeyOf } from './plan.ts';
import { type DecideContext, end, type Run } from './run.ts';
import { startJourneys } from './start.ts';
import type { Instance } from './state.ts';
import { resume } from './walk.ts';

/**
 * Ends, goes on with and starts journeys of one customer, after know has applied the entry. Writes facts and commands into the
 * context and changes its `journeys` in place; true when that part has changed.
 */
export function decide(context: DecideContext): boolean {
  const run: Run = { ...context, changed: false };
  for (const instance of [...run.journeys.instances]) proceed(run, instance);
  startJourneys(run);
  for (const instance of run.journeys.instances) {
    const journey = journeyOf(run.plan, instance);
    if (journey) noteFlip(run, { journey, instance });
  }
  return run.changed;
}

/** What tells whether an entry concerns journeys: everything but what is known of the customer. */
export type Concern = Pick<DecideContext, 'journeys' | 'plan' | 'cause' | 'now' | 'segmentsEntered' | 'segmentsRetracted'>;

/** False when `decide` would surely do nothing: most entries touch no journey, and need no view for it. */
export function concernsJourneys(concern: Concern): boolean {
  for (const instance of concern.journeys.instances) if (concernsInstance(concern, instance)) return true;
  return startsSome(concern);
}

function concernsInstance({ plan, cause, now, segmentsRetracted }: Concern, instance: Instance): boolean {
  if (instance.due <= now || instance.flip !== 0) return true;
  const journey = journeyOf(plan, instance);
  if (!journey?.instructions.positions.has(instance.step) || journey.conditions.length > 0) return true;
  if (cause.type === 'event' && journey.endingEvents.has(cause.entry.event)) return true;
  return segmentsRetracted.length > 0 && journey.trigger.type === 'segment' && segmentsRetracted.includes(journey.trigger.name);
}

function startsSome({ plan, cause, segmentsEntered }: Concern): boolean {
  for (const segment of segmentsEntered) if (plan.bySegment.has(segment)) return true;
  if (cause.type !== 'event') return false;
  const { event, properties } = cause.entry;
  const journeys = plan.byEvent.get(event);
  if (journeys) for (const { trigger } of journeys) if (!trigger.filter || trigger.filter(properties)) return true;
  return false;
}

function proceed(run: Run, instance: Instance): void {
  const journey = journeyOf(run.plan, instance);
  if (!journey?.instructions.positions.has(instance.step)) {
    end(run, instance, { outcome: 'exited', detail: { rule: 'journey.stale_version' } });
    return;
  }
  const active = { journey, instance };
  if (!endEarly(run, active) && instance.due <= run.now) resume(run, active);
}
