/** Compiling one version of a journey. */
import { clockMs, durationMs, HOUR } from '../../base/index.ts';
import {
  type Condition,
  type DateTrigger,
  dayOfDate,
  type EventMatch,
  hasEventAtHand,
  type JourneyDefinition,
  keepsProperties,
  parseRecurrence,
  type Reentry,
  type Released,
  type ScheduleTrigger,
  type TraitDefinition,
  type TraitType,
} from '../../define/index.ts';
import { type CompileCondition, parsePath } from '../know/index.ts';
import { said } from '../said.ts';
import { worthOf } from './arbitration.ts';
import { capturedOf, refuseUnfilled, type TemplateUse } from './captured.ts';
import { flatten, invalid, isWeekday } from './instructions.ts';
import type { CompiledChannel, CompiledJourney, CompiledTrigger, Ending, Timing } from './plan.ts';

/** At most so many instances of one journey at a time: a source that sends keys without end fills no customer's state. */
const ACTIVE_MAX = 200;

/** What a journey is compiled with. */
export interface Parts {
  readonly templates: ReadonlyMap<string, TemplateUse>;
  readonly channels: ReadonlyMap<string, CompiledChannel>;
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  readonly recommendations?: ReadonlyMap<string, string | undefined> | undefined;
  readonly benefits: ReadonlyMap<string, unknown>;
  readonly compile: CompileCondition;
}

/** Throws VOLANO_DEFINITION_INVALID, VOLANO_REFERENCE_UNKNOWN, and what `compile` throws. Of a live one, more is asked. */
export function compileJourney(
  { version, definition }: Released<JourneyDefinition>,
  parts: Parts,
  { isLive }: { isLive: boolean },
): CompiledJourney {
  const { id, holdout = 0, key, trigger } = definition;
  const { compile } = parts;
  const path = `journey.${id}`;
  if (!(holdout >= 0 && holdout < 1)) invalid(`${path}.holdout`, said`a holdout is a share from 0 to less than 1`);
  if (key !== undefined && !hasEventAtHand(trigger))
    invalid(`${path}.key`, said`a key is a property of the triggering event, and none triggers`);
  if (isLive && !hasEventAtHand(trigger)) refuseUnfilled(definition.steps, path, parts.templates);
  const scope = hasEventAtHand(trigger) ? 'event' : 'customer';
  const kept = keepsProperties(definition) ? 'event' : 'customer';
  const ending = (end: EventMatch | Condition, at: string): Ending => endingOf(end, at, compile);
  const goal = definition.goal && ending(definition.goal, `${path}.goal`);
  const exits = (definition.exits ?? []).map((exit, index) => ending(exit, `${path}.exits[${index}]`));
  const endings = goal ? [goal, ...exits] : exits;
  return {
    id,
    version,
    name: definition.name.en,
    stage: definition.stage,
    key,
    trigger: triggerOf(definition, path, compile),
    when: definition.when && compile(definition.when, `${path}.when`, scope),
    reentry: reentryOf(definition.reentry, `${path}.reentry`),
    goal,
    goalWithinMs: definition.goalWithin === undefined ? Infinity : durationMs(definition.goalWithin),
    cooldownMs: definition.limits?.cooldown === undefined ? 0 : durationMs(definition.limits.cooldown),
    entriesPerDay: definition.limits?.entriesPerDay ?? Infinity,
    concurrent: definition.limits?.concurrent ?? ACTIVE_MAX,
    exits,
    conditions: endings.flatMap((end) => (end.type === 'condition' ? [end.condition] : [])),
    endingEvents: new Set(endings.flatMap((end) => (end.type === 'event' ? [end.event] : []))),
    holdout,
    worth: worthOf(definition),
    instructions: flatten(definition.steps, path, {
      condition: (condition, at) => compile(condition, at, kept),
      ending,
      hasBenefit: (id) => parts.benefits.has(id),
      pathOf: (trait) => pathOf(parts.traits.get(trait)),
      typeOf: (trait) => typeOf(parts.traits.get(trait)),
    }),
    captured: capturedOf(definition.steps, path, parts),
  };
}

function pathOf(trait: TraitDefinition | undefined): readonly string[] | undefined {
  return trait && 'type' in trait ? parsePath(trait.from ?? trait.id).rest : undefined;
}

function typeOf(trait: TraitDefinition | undefined): TraitType | undefined {
  return trait && 'type' in trait ? trait.type : undefined;
}

function triggerOf(definition: JourneyDefinition, path: string, compile: CompileCondition): CompiledTrigger {
  const { trigger } = definition;
  const plain = {
    rule: `trigger.${trigger.type}`,
    on: 'enter',
    where: undefined,
    filter: undefined,
    maxAgeMs: Infinity,
    timing: undefined,
  } as const;
  switch (trigger.type) {
    case 'event': {
      const where = trigger.where && compile(trigger.where, `${path}.trigger.where`, 'event');
      return {
        ...plain,
        type: 'event',
        name: trigger.event,
        where,
        filter: where?.ofEvent,
        maxAgeMs: trigger.maxAge === undefined ? HOUR : durationMs(trigger.maxAge),
      };
    }
    case 'segment': {
      const { segment, on = 'enter' } = trigger;
      return { ...plain, type: 'segment', name: segment, on, ...(on === 'exit' && { rule: 'trigger.segment_exit' }) };
    }
    case 'date':
      return { ...plain, type: 'date', name: trigger.trait, timing: datedOf(trigger, `${path}.trigger`) };
    case 'schedule': {
      const name = trigger.every ?? trigger.rule ?? trigger.date ?? '';
      return { ...plain, type: 'schedule', name, timing: scheduleOf(trigger, `${path}.trigger`) };
    }
    case 'start':
      return { ...plain, type: 'start', name: definition.id };
  }
}

function datedOf({ trait, on, every, daysBefore = 0, at }: DateTrigger, path: string): Timing {
  if (!(Number.isInteger(daysBefore) && daysBefore >= 0 && daysBefore <= 365))
    invalid(path, said`daysBefore is a whole number from 0 to 365`);
  return { type: 'date', trait, on, every, daysBefore, atMs: clockMs(at) };
}

function scheduleOf({ every, weekday, day, rule, from = '', date = '', at, segment }: ScheduleTrigger, path: string): Timing {
  const own = { type: 'schedule', atMs: clockMs(at), segment } as const;
  if (rule !== undefined) {
    const recurrence = parseRecurrence(rule, from);
    if ('problem' in recurrence) invalid(`${path}.rule`, recurrence.problem);
    return { ...own, every: 'rule', recurrence };
  }
  if (every === undefined) {
    const once = dayOfDate(date);
    if (once === undefined) invalid(path, said`a schedule comes each day, week or month ("every"), by a "rule", or on one "date"`);
    return { ...own, every: 'date', date: once };
  }
  if (every === 'week' && !isWeekday(weekday ?? 0)) invalid(path, said`each week needs a weekday, 1 (Monday) to 7`);
  if (every === 'month' && !(Number.isInteger(day) && day! >= 1 && day! <= 31)) invalid(path, said`each month needs a day, 1 to 31`);
  const on = { ...(weekday !== undefined && { weekday }), ...(day !== undefined && { day }) };
  return { ...own, every, ...on };
}

function endingOf(end: EventMatch | Condition, path: string, compile: CompileCondition): Ending {
  if (!('event' in end)) return { type: 'condition', condition: compile(end, path, 'customer') };
  return { type: 'event', event: end.event, where: end.where && compile(end.where, `${path}.where`, 'event') };
}

function reentryOf(reentry: Reentry, path: string): 'once' | number {
  if (reentry === 'once') return 'once';
  if (reentry === 'always') return 0;
  const ms = durationMs(reentry.after);
  if (ms === 0) invalid(path, said`a re-entry span must be longer than 0. Write "always" for none`);
  return ms;
}
