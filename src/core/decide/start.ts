/** Entering a journey: triggers, what speaks against it, and the new instance. */
import type { EventEntry, JsonObject } from '../entry.ts';
import type { View } from '../know/index.ts';
import { assignAtEntry, expose } from './assignment.ts';
import { capture } from './captured.ts';
import { latestEdit } from './edits.ts';
import { endedBefore } from './endings.ts';
import { keyIn } from './key.ts';
import type { CompiledJourney } from './plan.ts';
import { eventTimeNow, eventView, type Run, record } from './run.ts';
import { noteStage } from './stage.ts';
import { type Instance, insertInstance, instanceOf, recordOf, rememberKey, touchRecord } from './state.ts';
import { startTimed, timingRead } from './timed.ts';
import { walk } from './walk.ts';

interface Refusal {
  readonly rule:
    | 'trigger.too_old'
    | 'key.missing'
    | 'reentry.active'
    | 'reentry.limit'
    | 'reentry.once'
    | 'reentry.after'
    | 'when.false'
    | 'goal.met'
    | 'exit.met';
  readonly read: JsonObject;
}

/** Starts every journey that this entry triggers and nothing speaks against. */
export function startJourneys(run: Run): void {
  if (run.cause.type === 'event') {
    const { entry } = run.cause;
    for (const journey of run.plan.byEvent.get(entry.event) ?? []) {
      const { where, filter } = journey.trigger;
      if (filter ? filter(entry) : !where || where.test(eventView(run))) consider(run, journey);
    }
  }
  for (const segment of run.segmentsEntered) {
    for (const journey of run.plan.bySegment.get(segment) ?? []) consider(run, journey);
  }
  for (const segment of run.segmentsLeft) {
    for (const journey of run.plan.bySegmentLeft.get(segment) ?? []) consider(run, journey);
  }
  startTimed(run, (journey) => consider(run, journey));
}

function consider(run: Run, journey: CompiledJourney): void {
  const { id, version, trigger } = journey;
  const refusal = refusalOf(run, journey);
  if (refusal) {
    record(run, { kind: 'decision', action: 'not_entered', id, version, detail: { ...refusal, trigger: trigger.name } });
    return;
  }
  const instance = enter(run, journey, keyOf(run, journey) ?? '');
  const view = triggerView(run, journey);
  const read = { ...trigger.where?.read(view), ...(trigger.timing && timingRead(run, trigger.timing)), ...journey.when?.read(view) };
  const about = { id, version, subject: instance.id };
  const { rule } = trigger;
  const detail: JsonObject = { rule, trigger: trigger.name, read, ...(instance.key !== '' && { key: instance.key }) };
  const { cause } = run;
  record(run, {
    kind: 'decision',
    action: 'entered',
    ...about,
    detail: cause.type === 'event' ? { ...detail, messageId: cause.entry.messageId } : detail,
  });
  record(run, { kind: 'journey', action: 'entered', ...about, detail: { rule } });
  expose(run, journey, instance.id);
  noteStage(run, { journey, instance }, { stage: journey.stage });
  walk(run, { journey, instance }, journey.instructions.first);
}

/** The cheap reasons first. */
function refusalOf(run: Run, journey: CompiledJourney): Refusal | undefined {
  const { trigger, when } = journey;
  const event = triggerEvent(run, journey);
  const ageMs = event ? run.now - event.time : 0;
  if (ageMs > trigger.maxAgeMs) return { rule: 'trigger.too_old', read: { ageMs, maxAgeMs: trigger.maxAgeMs } };
  const key = keyOf(run, journey);
  if (journey.key && key === undefined) return { rule: 'key.missing', read: { property: journey.key } };
  const entry = reentryRefusal(run, journey, key);
  if (entry) return entry;
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

/** At most so many instances of one journey at a time: a source that sends keys without end fills no customer's state. */
const ACTIVE_MAX = 200;

function reentryRefusal({ journeys, now }: Run, { id, reentry }: CompiledJourney, key: string | undefined): Refusal | undefined {
  const active = instanceOf(journeys, id, key);
  const keyed = key === undefined ? {} : { key };
  if (active) return { rule: 'reentry.active', read: { ...keyed, instance: active.id, enteredAt: active.enteredAt } };
  if (key !== undefined && journeys.instances.filter(({ journey }) => journey === id).length >= ACTIVE_MAX)
    return { rule: 'reentry.limit', read: { ...keyed, max: ACTIVE_MAX } };
  const earlier = recordOf(journeys, id);
  const last = key === undefined ? (earlier?.entered ? earlier.last : undefined) : earlier?.keys?.find((one) => one.key === key)?.at;
  if (last === undefined) return undefined;
  if (reentry === 'once') return { rule: 'reentry.once', read: { ...keyed, enteredAt: last } };
  if (now < last + reentry) return { rule: 'reentry.after', read: { ...keyed, enteredAt: last, againAt: last + reentry } };
  return undefined;
}

/** The value of the journey's key in the triggering event; undefined when it has no key, or the event no value. */
function keyOf(run: Run, journey: CompiledJourney): string | undefined {
  const event = journey.key === undefined ? undefined : triggerEvent(run, journey);
  return event && keyIn(event, journey.key!);
}

function enter(run: Run, journey: CompiledJourney, key: string): Instance {
  const { now, journeys } = run;
  assignAtEntry(run, journey);
  const stored = touchRecord(journeys, journey.id);
  stored.entered++;
  stored.last = now;
  if (key !== '') rememberKey(stored, { key, at: now });
  const event = triggerEvent(run, journey);
  const edited = latestEdit(run.plan, journey.id);
  const instance: Instance = {
    journey: journey.id,
    id: run.nextEffectId('j'),
    version: journey.version,
    enteredAt: now,
    since: eventTimeNow(run),
    step: '',
    due: now,
    flip: 0,
    key,
    waitsSince: 0,
    properties: capture(event?.properties ?? {}, journey.captured),
    ...(event && { trigger: event.messageId }),
    ...(edited !== undefined && { edited }),
  };
  insertInstance(journeys, instance);
  run.changed = true;
  return instance;
}
