/** Entering a journey: triggers, what speaks against it, and the new instance. */
import { dayOf, dayText } from '../../base/index.ts';
import type { EventEntry, JsonObject } from '../entry.ts';
import type { EventAtHand, View } from '../know/index.ts';
import { assignAtEntry, expose } from './assignment.ts';
import { capture } from './captured.ts';
import { sliceOf } from './commons.ts';
import { latestEdit } from './edits.ts';
import { endedBefore } from './endings.ts';
import { keyIn } from './key.ts';
import type { CompiledJourney } from './plan.ts';
import { type Share, subjectOf } from './rollout.ts';
import { type Active, eventTimeNow, eventView, isFor, isIn, type Run, record } from './run.ts';
import { noteStage } from './stage.ts';
import { type Instance, insertInstance, instanceOf, recordOf, rememberKey, touchRecord } from './state.ts';
import { startTimed, timingRead } from './timed.ts';
import { walk } from './walk.ts';

interface Refusal {
  readonly rule:
    | 'rollout.share'
    | 'trigger.too_old'
    | 'key.missing'
    | 'reentry.active'
    | 'reentry.limit'
    | 'reentry.cooldown'
    | 'start.limit'
    | 'start.unknown'
    | 'reentry.once'
    | 'reentry.after'
    | 'when.false'
    | 'goal.met'
    | 'exit.met'
    | 'entries.per_day';
  readonly read: JsonObject;
}

/** What is at hand: the event that triggers, or what is handed over by whoever starts it by name. */
type Given = EventAtHand & Pick<EventEntry, 'properties' | 'time'> & { readonly messageId?: string };

/** Starts every journey that this entry triggers and nothing speaks against. */
export function startJourneys(run: Run): void {
  if (run.cause.type === 'event') {
    const { entry } = run.cause;
    if (entry.start) startByName(run, entry.start.journey, entry);
    for (const journey of run.plan.byEvent.get(entry.event) ?? []) {
      const { where, filter } = journey.trigger;
      if (filter ? filter(entry) : !where || where.test(eventView(run))) consider(run, journey, entry);
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

/** Journeys that steps may start in one call of `decide`: those that start each other without end come to an end. */
const STARTS_MAX = 20;

/** A step of an instance starts another journey. */
export function startByStep(run: Run, { journey: by, instance }: Active, what: { journey: string; properties: JsonObject }): void {
  const { journey, properties } = what;
  run.starts++;
  if (run.starts <= STARTS_MAX) startByName(run, journey, { properties, time: run.now });
  else
    refused(
      run,
      { id: journey, version: run.plan.byName.get(journey)?.at(-1)?.version ?? 0 },
      { rule: 'start.limit', read: { max: STARTS_MAX, by: by.id, instance: instance.id } },
    );
}

function startByName(run: Run, id: string, given: Given): void {
  const journeys = run.plan.byName.get(id) ?? [];
  for (const journey of journeys) consider(run, journey, given);
  if (journeys.length === 0) refused(run, { id, version: 0 }, { rule: 'start.unknown', read: {} });
}

function refused(run: Run, { id, version, trigger = id }: { id: string; version: number; trigger?: string }, refusal: Refusal): void {
  record(run, { kind: 'decision', action: 'not_entered', id, version, detail: { ...refusal, trigger } });
}

function consider(run: Run, journey: CompiledJourney, given?: Given): void {
  const { id, version, trigger, side } = journey;
  // The other version is for this customer: what comes of it is said there.
  if (side && !side.isOnly && !isFor(run, journey)) return;
  const refusal = refusalOf(run, journey, given);
  if (refusal) {
    refused(run, { id, version, trigger: trigger.name }, refusal);
    return;
  }
  const instance = enter(run, journey, given);
  const view = viewWith(run, given);
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
function refusalOf(run: Run, journey: CompiledJourney, given: Given | undefined): Refusal | undefined {
  const { trigger, when, side } = journey;
  if (side && !isFor(run, journey)) return { rule: 'rollout.share', read: readOf(run, side.share) };
  const ageMs = given ? run.now - given.time : 0;
  if (ageMs > trigger.maxAgeMs) return { rule: 'trigger.too_old', read: { ageMs, maxAgeMs: trigger.maxAgeMs } };
  const key = keyOf(journey, given);
  if (journey.key && key === undefined) return { rule: 'key.missing', read: { property: journey.key } };
  const entry = reentryRefusal(run, journey, key);
  if (entry) return entry;
  if (when) {
    const view = viewWith(run, given);
    if (!when.test(view)) return { rule: 'when.false', read: when.read(view) };
  }
  return endedBefore(run, journey) ?? dayRefusal(run, journey);
}

/** The last to be asked: who is refused for another reason takes up no place. */
function dayRefusal({ commons, slice, now, plan }: Run, { id, entriesPerDay }: CompiledJourney): Refusal | undefined {
  if (entriesPerDay === Infinity) return undefined;
  const day = dayOf(now, plan.zone);
  const [entries, max] = [commons.entriesOn(id, day), sliceOf(entriesPerDay, slice)];
  return entries < max ? undefined : { rule: 'entries.per_day', read: { day: dayText(day), entries, max } };
}

function readOf(run: Run, share: Share): JsonObject {
  const { rollout, percent, trait } = share;
  return { rollout, percent, ...(trait !== undefined && { [`trait.${trait}`]: subjectOf(share, run) ?? null }) };
}

function viewWith({ view }: Run, given: Given | undefined): View {
  return given ? view.withEvent(given) : view;
}

function reentryRefusal({ journeys, now }: Run, journey: CompiledJourney, key: string | undefined): Refusal | undefined {
  const { id, reentry, cooldownMs, concurrent } = journey;
  const active = instanceOf(journeys, id, key);
  const keyed = key === undefined ? {} : { key };
  if (active) return { rule: 'reentry.active', read: { ...keyed, instance: active.id, enteredAt: active.enteredAt } };
  if (key !== undefined && journeys.instances.filter((one) => one.journey === id).length >= concurrent)
    return { rule: 'reentry.limit', read: { ...keyed, max: concurrent } };
  const earlier = recordOf(journeys, id);
  if (earlier?.ended !== undefined && now < earlier.ended + cooldownMs)
    return { rule: 'reentry.cooldown', read: { ...keyed, endedAt: earlier.ended, againAt: earlier.ended + cooldownMs } };
  const last = key === undefined ? (earlier?.entered ? earlier.last : undefined) : earlier?.keys?.find((one) => one.key === key)?.at;
  if (last === undefined) return undefined;
  if (reentry === 'once') return { rule: 'reentry.once', read: { ...keyed, enteredAt: last } };
  if (now < last + reentry) return { rule: 'reentry.after', read: { ...keyed, enteredAt: last, againAt: last + reentry } };
  return undefined;
}

/** The value of the journey's key in what is at hand; undefined when it has no key, or there is no value. */
function keyOf({ key }: CompiledJourney, given: Given | undefined): string | undefined {
  return key === undefined || !given ? undefined : keyIn(given, key);
}

function enter(run: Run, journey: CompiledJourney, given: Given | undefined): Instance {
  const { now, journeys } = run;
  assignAtEntry(run, journey);
  if (journey.entriesPerDay !== Infinity) run.commons.countEntry(journey.id, dayOf(now, run.plan.zone));
  const stored = touchRecord(journeys, journey.id);
  stored.entered++;
  stored.last = now;
  const key = keyOf(journey, given) ?? '';
  if (key !== '') rememberKey(stored, { key, at: now });
  const edited = latestEdit(run.plan, journey.id, (share) => isIn(run, share));
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
    properties: capture(given?.properties ?? {}, journey.captured),
    ...(given?.messageId !== undefined && { trigger: given.messageId }),
    ...(edited !== undefined && { edited }),
  };
  insertInstance(journeys, instance);
  run.changed = true;
  return instance;
}
