/** Entering a journey: triggers, what speaks against it, and the new instance. */
import type { EventEntry, JsonObject } from '../entry.ts';
import type { View } from '../know/index.ts';
import { assignAtEntry, expose } from './assignment.ts';
import { capture } from './captured.ts';
import { endedBefore } from './endings.ts';
import type { CompiledJourney } from './plan.ts';
import { eventView, type Run, record } from './run.ts';
import { type Instance, insertSorted, instanceOf, recordOf, touchRecord } from './state.ts';
import { walk } from './walk.ts';

interface Refusal {
  readonly rule: 'trigger.too_old' | 'reentry.active' | 'reentry.once' | 'reentry.after' | 'when.false' | 'goal.met' | 'exit.met';
  readonly read: JsonObject;
}

/** Starts every journey that this entry triggers and nothing speaks against. */
export function startJourneys(run: Run): void {
  if (run.cause.type === 'event') {
    const { event, properties } = run.cause.entry;
    for (const journey of run.plan.byEvent.get(event) ?? []) {
      const { where, filter } = journey.trigger;
      if (filter ? filter(properties) : !where || where.test(eventView(run))) consider(run, journey);
    }
  }
  for (const segment of run.segmentsEntered) {
    for (const journey of run.plan.bySegment.get(segment) ?? []) consider(run, journey);
  }
}

function consider(run: Run, journey: CompiledJourney): void {
  const { id, version, trigger } = journey;
  const refusal = refusalOf(run, journey);
  if (refusal) {
    record(run, { kind: 'decision', action: 'not_entered', id, version, detail: { ...refusal, trigger: trigger.name } });
    return;
  }
  const instance = enter(run, journey);
  const view = triggerView(run, journey);
  const read = { ...trigger.where?.read(view), ...journey.when?.read(view) };
  const about = { id, version, subject: instance.id };
  const rule = `trigger.${trigger.type}`;
  const detail: JsonObject = { rule, trigger: trigger.name, read };
  const { cause } = run;
  record(run, {
    kind: 'decision',
    action: 'entered',
    ...about,
    detail: cause.type === 'event' ? { ...detail, messageId: cause.entry.messageId } : detail,
  });
  record(run, { kind: 'journey', action: 'entered', ...about, detail: { rule } });
  expose(run, journey, instance.id);
  walk(run, { journey, instance }, journey.instructions.first);
}

/** The cheap reasons first. */
function refusalOf(run: Run, journey: CompiledJourney): Refusal | undefined {
  const { trigger, when } = journey;
  const event = triggerEvent(run, journey);
  const ageMs = event ? run.now - event.time : 0;
  if (ageMs > trigger.maxAgeMs) return { rule: 'trigger.too_old', read: { ageMs, maxAgeMs: trigger.maxAgeMs } };
  const active = instanceOf(run.journeys, journey.id);
  if (active) return { rule: 'reentry.active', read: { instance: active.id, enteredAt: active.enteredAt } };
  const reentry = reentryRefusal(run, journey);
  if (reentry) return reentry;
  if (when) {
    const view = triggerView(run, journey);
    if (!when.test(view)) return { rule: 'when.false', read: when.read(view) };
  }
  return endedBefore(run, journey);
}

/** The event that triggers; none when a segment does, whatever event made the customer enter it. */
function triggerEvent({ cause }: Run, { trigger }: CompiledJourney): EventEntry | undefined {
  return trigger.type === 'event' && cause.type === 'event' ? cause.entry : undefined;
}

function triggerView(run: Run, journey: CompiledJourney): View {
  return journey.trigger.type === 'event' ? eventView(run) : run.view;
}

function reentryRefusal({ journeys, now }: Run, { id, reentry }: CompiledJourney): Refusal | undefined {
  const earlier = recordOf(journeys, id);
  if (!earlier || earlier.entered === 0) return undefined;
  if (reentry === 'once') return { rule: 'reentry.once', read: { enteredAt: earlier.last } };
  if (now < earlier.last + reentry) return { rule: 'reentry.after', read: { enteredAt: earlier.last, againAt: earlier.last + reentry } };
  return undefined;
}

function enter(run: Run, journey: CompiledJourney): Instance {
  const { now, cause, journeys } = run;
  assignAtEntry(run, journey);
  const stored = touchRecord(journeys, journey.id);
  stored.entered++;
  stored.last = now;
  const instance: Instance = {
    journey: journey.id,
    id: run.nextEffectId('j'),
    version: journey.version,
    enteredAt: now,
    since: cause.type === 'event' ? Math.min(cause.entry.time, now) : now,
    step: '',
    due: now,
    flip: 0,
    properties: capture(triggerEvent(run, journey)?.properties ?? {}, journey.captured),
  };
  insertSorted(journeys.instances, instance);
  run.changed = true;
  return instance;
}
