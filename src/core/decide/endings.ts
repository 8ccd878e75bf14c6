/** What ends an instance early: a goal, an exit, a trigger that turns out never to have been. Checked before anything due is done. */
import type { JsonObject } from '../entry.ts';
import type { View } from '../know/index.ts';
import { staleFrom } from './open.ts';
import { type CompiledJourney, type Ending, type JourneyPlan, journeyOf } from './plan.ts';
import { type Active, end, eventView, type Run, restingAt, STALE_VERSION } from './run.ts';
import type { OpenSend, Stale } from './state.ts';

interface Met {
  readonly rule: 'event' | 'condition';
  readonly read: JsonObject;
}

interface Ended {
  readonly outcome: 'converted' | 'exited';
  readonly detail: JsonObject;
}

/** Ends the instance when its goal or an exit is met; a goal goes before exits. True when it has ended. */
export function endEarly(run: Run, { journey, instance }: Active): boolean {
  const ended = endedBy(run, journey, instance.since);
  if (ended) end(run, instance, ended);
  return ended !== undefined;
}

/** Notes what speaks by now against messages that are not handed over yet and whose instances are over. */
export function judgeOpenSends(run: Run): void {
  const { journeys, plan } = run;
  for (const send of journeys.sends) {
    if (send.stale || journeys.instances.some(({ id }) => id === send.instance)) continue;
    const journey = journeyOf(plan, send);
    const detail = journey ? endedBy(run, journey, send.since)?.detail : { rule: STALE_VERSION };
    if (!detail) continue;
    send.stale = staleFrom(detail);
    run.changed = true;
  }
}

/**
 * Why this message must not be handed over at the view's instant: what was noted, or a goal or exit condition that holds by now though
 * nothing has arrived. Undefined when the journey has nothing against it.
 */
export function staleAt(send: OpenSend, plan: JourneyPlan, view: View): Stale | undefined {
  if (send.stale) return send.stale;
  const journey = journeyOf(plan, send);
  if (!journey) return { rule: STALE_VERSION, read: {} };
  const isInTime = view.now <= send.since + journey.goalWithinMs;
  const ended = endedNow(journey, (ending) => conditionMet(ending, view), isInTime);
  return ended && staleFrom(ended.detail);
}

function endedBy(run: Run, journey: CompiledJourney, since: number): Ended | undefined {
  if (isTakenBack(journey, run.segmentsRetracted)) {
    return { outcome: 'exited', detail: { rule: 'trigger.retracted', segment: journey.trigger.name } };
  }
  const { goal, goalWithinMs } = journey;
  const at = goal?.type === 'event' && run.cause.type === 'event' ? run.cause.entry.time : run.now;
  return endedNow(journey, (ending) => endingMet(run, ending, since), at <= since + goalWithinMs);
}

/** Whether the journey was started by entering one of these segments, which never was. */
export function isTakenBack({ trigger }: CompiledJourney, segmentsRetracted: readonly string[]): boolean {
  return trigger.type === 'segment' && trigger.on === 'enter' && segmentsRetracted.includes(trigger.name);
}

/** `isInTime`: whether the goal still counts. */
function endedNow({ goal, exits }: CompiledJourney, metBy: (ending: Ending) => Met | undefined, isInTime: boolean): Ended | undefined {
  const reached = goal && isInTime ? metBy(goal) : undefined;
  if (reached) return { outcome: 'converted', detail: { rule: `goal.${reached.rule}`, read: reached.read } };
  for (const [index, exit] of exits.entries()) {
    const left = metBy(exit);
    if (left) return { outcome: 'exited', detail: { rule: `exit.${left.rule}`, exit: index, read: left.read } };
  }
  return undefined;
}

function conditionMet(ending: Ending, view: View): Met | undefined {
  if (ending.type !== 'condition' || !ending.condition.test(view)) return undefined;
  return { rule: 'condition', read: ending.condition.read(view) };
}

/** An event counts by its own time: one that happened before `since`, however late it arrives, meets nothing. */
export function endingMet(run: Run, ending: Ending, since: number): Met | undefined {
  if (ending.type === 'condition') return conditionMet(ending, run.view);
  if (run.cause.type !== 'event' || run.cause.entry.event !== ending.event || run.cause.entry.time < since) return undefined;
  if (!ending.where) return { rule: 'event', read: { event: ending.event } };
  const view = eventView(run);
  return ending.where.test(view) ? { rule: 'event', read: { event: ending.event, ...ending.where.read(view) } } : undefined;
}

/** Goal or exit conditions that hold already when the customer would enter: there is nothing to reach, or no reason to begin. */
export function endedBefore(run: Run, journey: CompiledJourney): { rule: 'goal.met' | 'exit.met'; read: JsonObject } | undefined {
  if (journey.conditions.length === 0) return undefined;
  if (journey.goal?.type === 'condition' && journey.goal.condition.test(run.view)) {
    return { rule: 'goal.met', read: journey.goal.condition.read(run.view) };
  }
  for (const exit of journey.exits) {
    if (exit.type === 'condition' && exit.condition.test(run.view)) return { rule: 'exit.met', read: exit.condition.read(run.view) };
  }
  return undefined;
}

/** Notes when a condition that ends it, or that it waits for, may next flip by time alone. */
export function noteFlip(run: Run, { journey, instance }: Active): void {
  let flip = Infinity;
  for (const condition of journey.conditions) flip = Math.min(flip, condition.flipAt(run.view));
  const resting = restingAt({ journey, instance });
  if (resting?.op === 'wait_for') for (const condition of resting.conditions) flip = Math.min(flip, condition.flipAt(run.view));
  const noted = flip === Infinity ? 0 : Math.max(flip, run.now + 1);
  if (noted === instance.flip) return;
  instance.flip = noted;
  run.changed = true;
}
