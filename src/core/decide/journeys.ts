/**
 * What journeys do with one entry about one customer.
 *
 * J1. entered = active + completed + converted + exited + failed, over facts, at any time: an instance ends exactly once, in `end`.
 * J2. A customer never has two active instances of one journey and key, whatever their versions.
 * J3. A send is decided (sent or suppressed) at most once per (instance, step), and sends at most once per channel: again only where it failed and
 *     has a next way. Instructions only lead forward, and a deferral rests at its send without having decided it.
 * J4. An assignment (holdout, global control) is drawn once and never changes once stored.
 * J5. An instance stays on the version it entered with, unless a release moves it (`versions.ts`).
 * J6. Whatever ends an instance goes before whatever is due: at the moment of a goal nothing more is sent.
 * J7. A wait ends at its due moment at the latest, that for an outcome included; `wakeAt` is later than the `now` of the last call.
 * J8. A message stays open from its decision to its receipt. It is stale from the moment at which something ends, or would have ended, its
 *     instance early, also after the instance has completed. The latest that failed stay as well, since they may be sent once more.
 * J9. Of each step of a version: entered = instances that rest there + proceeded + failed + exited, over passages, after each call.
 */
import { hasEdits } from './edits.ts';
import { endEarly, isTakenBack, judgeOpenSends, noteFlip } from './endings.ts';
import { type CompiledJourney, journeyOf } from './plan.ts';
import { type DecideContext, end, type Run, STALE_VERSION } from './run.ts';
import { startByStep, startJourneys } from './start.ts';
import type { Instance, OpenSend } from './state.ts';
import { mayMoveNext } from './timed.ts';
import { followEdits } from './versions.ts';
import { arrive, resume, settle, waitsFor } from './walk.ts';

/**
 * Ends, goes on with and starts journeys of one customer, after know has applied the entry. Writes facts and commands into the
 * context and changes its `journeys` in place; true when that part has changed.
 */
export function decide(context: DecideContext): boolean {
  const startOther: Run['startOther'] = (by, journey, properties) => startByStep(run, by, { journey, properties });
  const run: Run = { ...context, changed: false, bids: [], asked: new Set(), here: new Map(), failures: new Map(), starts: 0, startOther };
  // One may have been stopped by a step of another.
  for (const instance of [...run.journeys.instances]) if (run.journeys.instances.includes(instance)) proceed(run, instance);
  judgeOpenSends(run);
  startJourneys(run);
  settle(run);
  for (const instance of run.journeys.instances) {
    const journey = journeyOf(run.plan, instance);
    if (journey) noteFlip(run, { journey, instance });
  }
  return run.changed;
}

/** What tells whether an entry concerns journeys: everything but what is known of the customer. */
export type Concern = Pick<DecideContext, 'journeys' | 'plan' | 'cause' | 'now' | 'segmentsEntered' | 'segmentsLeft' | 'segmentsRetracted'>;

/** False when `decide` would surely do nothing: most entries touch no journey, and need no view for it. */
export function concernsJourneys(concern: Concern): boolean {
  for (const instance of concern.journeys.instances) if (concernsInstance(concern, instance)) return true;
  for (const send of concern.journeys.sends) if (concernsSend(concern, send)) return true;
  return startsSome(concern);
}

function concernsInstance(concern: Concern, instance: Instance): boolean {
  const { plan, now } = concern;
  if (instance.due <= now || instance.flip !== 0 || hasEdits(plan, instance)) return true;
  const journey = journeyOf(plan, instance);
  if (!journey?.instructions.positions.has(instance.step) || mayEnd(concern, journey)) return true;
  return waitsFor({ journey, instance }, concern);
}

function concernsSend(concern: Concern, send: OpenSend): boolean {
  if (send.stale) return false;
  const journey = journeyOf(concern.plan, send);
  return !journey || mayEnd(concern, journey);
}

/** Whether the entry may meet what ends a journey early. */
function mayEnd({ cause, segmentsRetracted }: Concern, journey: CompiledJourney): boolean {
  if (journey.conditions.length > 0) return true;
  if (cause.type === 'event' && journey.endingEvents.has(cause.entry.event)) return true;
  return segmentsRetracted.length > 0 && isTakenBack(journey, segmentsRetracted);
}

function startsSome(concern: Concern): boolean {
  const { plan, cause, segmentsEntered, segmentsLeft } = concern;
  if (mayMoveNext(concern)) return true;
  for (const segment of segmentsEntered) if (plan.bySegment.has(segment)) return true;
  for (const segment of segmentsLeft) if (plan.bySegmentLeft.has(segment)) return true;
  if (cause.type !== 'event') return false;
  const { entry } = cause;
  if (entry.start) return true;
  const journeys = plan.byEvent.get(entry.event);
  if (journeys) for (const { trigger } of journeys) if (!trigger.filter || trigger.filter(entry)) return true;
  return false;
}

function proceed(run: Run, instance: Instance): void {
  if (hasEdits(run.plan, instance) && !followEdits(run, instance)) return;
  const journey = journeyOf(run.plan, instance);
  if (!journey?.instructions.positions.has(instance.step)) {
    end(run, instance, { outcome: 'failed', detail: { rule: STALE_VERSION } });
    return;
  }
  const active = { journey, instance };
  if (endEarly(run, active)) return;
  if (instance.due <= run.now) resume(run, active);
  else arrive(run, active);
}
