/** What ends an instance early: a goal, an exit, a trigger that turns out never to have been. Checked before anything due is done. */
import type { JsonObject } from '../entry.ts';
import type { CompiledJourney, Ending } from './plan.ts';
import { type Active, end, eventView, type Run } from './run.ts';

interface Met {
  readonly rule: 'event' | 'condition';
  readonly read: JsonObject;
}

/** Ends the instance when its goal or an exit is met; a goal goes before exits. True when it has ended. */
export function endEarly(run: Run, { journey, instance }: Active): boolean {
  const { trigger } = journey;
  if (trigger.type === 'segment' && run.segmentsRetracted.includes(trigger.name)) {
    end(run, instance, { outcome: 'exited', detail: { rule: 'trigger.retracted', segment: trigger.name } });
    return true;
  }
  const reached = journey.goal && met(run, journey.goal, instance.since);
  if (reached) {
    end(run, instance, { outcome: 'converted', detail: { rule: `goal.${reached.rule}`, read: reached.read } });
    return true;
  }
  for (const [index, exit] of journey.exits.entries()) {
    const left = met(run, exit, instance.since);
    if (!left) continue;
    end(run, instance, { outcome: 'exited', detail: { rule: `exit.${left.rule}`, exit: index, read: left.read } });
    return true;
  }
  return false;
}

/** An event counts by its own time: one that happened before the trigger, however late it arrives, is neither goal nor exit. */
function met(run: Run, ending: Ending, since: number): Met | undefined {
  if (ending.type === 'condition') {
    return ending.condition.test(run.view) ? { rule: 'condition', read: ending.condition.read(run.view) } : undefined;
  }
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

/** Notes when a goal or exit condition may next flip by time alone. */
export function noteFlip(run: Run, { journey, instance }: Active): void {
  let flip = Infinity;
  for (const condition of journey.conditions) flip = Math.min(flip, condition.flipAt(run.view));
  const noted = flip === Infinity ? 0 : Math.max(flip, run.now + 1);
  if (noted === instance.flip) return;
  instance.flip = noted;
  run.changed = true;
}
