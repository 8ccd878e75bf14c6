/** Rules of journeys that no schema can state. */
import { DAY, durationMs } from '../../base/index.ts';
import { CAPTURE, type ChannelDefinition } from '../channel.ts';
import { ANY_STEP } from '../edit.ts';
import type { JourneyDefinition, Kpi } from '../journey.ts';
import type { Definition } from '../project.ts';
import { dayOfDate, parseRecurrence } from '../recurrence.ts';
import { typeWord } from '../said/places.ts';
import { said } from '../said/said.ts';
import {
  type HandingStep,
  handsOver,
  type StartJourneyStep,
  type Step,
  type StopJourneyStep,
  type TicketStep,
  usualWaysOf,
  type WaitForStep,
  type WaitStep,
} from '../step.ts';
import { isManual, type TagDefinition } from '../tag.ts';
import type { TemplateDefinition } from '../template.ts';
import type { TraitDefinition } from '../trait.ts';
import type { Trigger } from '../trigger.ts';
import type { Fault } from './content.ts';
import { fallbackFaults, fallbackSteps } from './fallbacks.ts';
import { rolloutFaults } from './rollout.ts';
import { variantFaults } from './templates.ts';
import type { ValueType } from './types.ts';
import { armsOf, hasEventAtHand, stepsIn } from './walk.ts';
import { responseFaults } from './webhooks.ts';

/** What the check of a journey asks the whole project. */
export interface Whole {
  readonly typeOf: (trait: string) => ValueType;
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  readonly channels: ReadonlyMap<string, ChannelDefinition>;
  readonly journeys: ReadonlyMap<string, JourneyDefinition>;
  readonly templates: ReadonlyMap<string, TemplateDefinition>;
  readonly tags: ReadonlyMap<string, TagDefinition>;
}

export function wholeOf(definitions: readonly Definition[], typeOf: Whole['typeOf']): Whole {
  const traits = new Map<string, TraitDefinition>();
  const channels = new Map<string, ChannelDefinition>();
  const journeys = new Map<string, JourneyDefinition>();
  const templates = new Map<string, TemplateDefinition>();
  const tags = new Map<string, TagDefinition>();
  for (const definition of definitions) {
    if (definition.kind === 'trait') traits.set(definition.id, definition);
    if (definition.kind === 'channel') channels.set(definition.id, definition);
    if (definition.kind === 'journey') journeys.set(definition.id, definition);
    if (definition.kind === 'template') templates.set(definition.id, definition);
    if (definition.kind === 'tag') tags.set(definition.id, definition);
  }
  return { typeOf, traits, channels, journeys, templates, tags };
}

/** What is wrong, and where inside the definition. */
export function* journeyFaults(journey: JourneyDefinition, whole: Whole): Generator<Fault> {
  yield* triggerFaults(journey.trigger, whole);
  if (journey.key !== undefined && !hasEventAtHand(journey.trigger)) {
    yield { path: 'key', text: said`a key is a property of the triggering event, and no event triggers this journey. Leave it out` };
  }
  if (journey.goalWithin !== undefined && !journey.goal)
    yield { path: 'goalWithin', text: said`there is no goal. Add one, or leave it out` };
  if (journey.limits?.concurrent !== undefined && journey.key === undefined)
    yield { path: 'limits.concurrent', text: said`without a key there is one instance at a time. Add a key, or leave it out` };
  if (journey.key?.includes('[]')) yield { path: 'key', text: said`a key is one value, "${journey.key}" is inside a list` };
  if (journey.kpi) yield* kpiFaults(journey, journey.kpi);
  if (journey.rollout) yield* rolloutFaults(journey.rollout, 'rollout');
  const seen = new Set<string>();
  for (const { step, path } of stepsIn(journey.steps)) {
    if (seen.has(step.id)) yield { path: `${path}.id`, text: said`another step has the id "${step.id}" already` };
    seen.add(step.id);
    yield* stepFaults(step, path, whole);
  }
  yield* editFaults(journey, seen);
  yield* fallbackFaults(journey.steps);
  yield* unreachable(journey.steps, 'steps', fallbackSteps(journey.steps));
  yield* variantFaults(journey, whole.templates);
}

function* editFaults({ edits = {} }: JourneyDefinition, steps: ReadonlySet<string>): Generator<Fault> {
  for (const [step, edit] of Object.entries(edits)) {
    const to = typeof edit === 'object' ? edit.moveTo : edit === 'move' && step !== ANY_STEP ? step : undefined;
    if (to !== undefined && !steps.has(to))
      yield { path: `edits.${step}`, text: said`there is no step "${to}" to move to; name one of this version` };
  }
}

const PERIODS = { day: said`day`, week: said`week`, month: said`month` } as const;

function* triggerFaults(trigger: Trigger, { typeOf }: Whole): Generator<Fault> {
  if (trigger.type === 'date') {
    const type = typeOf(trigger.trait);
    if (type !== 'time' && type !== 'string' && type !== 'scalar')
      yield {
        path: 'trigger.trait',
        text: said`a date is of type time or a text like "1990-05-12", "${trigger.trait}" is a ${typeWord(type)}`,
      };
  }
  if (trigger.type !== 'schedule') return;
  const { every, weekday, day, rule, from, date } = trigger;
  if ([every, rule, date].filter((one) => one !== undefined).length !== 1)
    yield {
      path: 'trigger',
      text: said`a schedule comes each day, week or month ("every"), by a "rule", or on one "date": one of the three`,
    };
  if ((rule === undefined) !== (from === undefined))
    yield { path: 'trigger.from', text: said`a rule begins on a date, and nothing else does` };
  if (rule !== undefined && from !== undefined) {
    const parsed = parseRecurrence(rule, from);
    if ('problem' in parsed) yield { path: 'trigger.rule', text: parsed.problem };
  }
  if (date !== undefined && dayOfDate(date) === undefined) yield { path: 'trigger.date', text: said`there is no ${date}` };
  if (every === undefined) return;
  if (every === 'week' && weekday === undefined)
    yield { path: 'trigger', text: said`each week on which day? Add weekday, 1 (Monday) to 7` };
  if (every === 'month' && day === undefined) yield { path: 'trigger', text: said`each month on which day? Add day, 1 to 31` };
  if (every !== 'week' && weekday !== undefined)
    yield { path: 'trigger.weekday', text: said`each ${PERIODS[every]} has no weekday; leave it out` };
  if (every !== 'month' && day !== undefined)
    yield { path: 'trigger.day', text: said`each ${PERIODS[every]} has no day of the month; leave it out` };
}

/** Shares are decimals: 0.1 + 0.2 + 0.7 is 1. */
const SLACK = 1e-9;
const WAIT_MAX_DAYS = 730;

function* stepFaults(step: Step, path: string, whole: Whole): Generator<Fault> {
  switch (step.type) {
    case 'wait':
      yield* waitFaults(step, path);
      return;
    case 'wait_for':
      yield* waitForFaults(step, path);
      return;
    case 'split': {
      const sum = step.arms.reduce((total, { share }) => total + share, 0);
      if (sum > 1 + SLACK) yield { path: `${path}.arms`, text: said`the shares sum to ${Number(sum.toFixed(6))}, more than everybody` };
      for (const [index, { id }] of step.arms.entries())
        if (step.arms.findIndex((arm) => arm.id === id) < index)
          yield { path: `${path}.arms[${index}].id`, text: said`another arm has the id "${id}" already` };
      return;
    }
    case 'update':
      yield* updateFaults(step.traits, `${path}.traits`, whole);
      return;
    case 'set_tag':
    case 'remove_tag': {
      const tag = whole.tags.get(step.tag);
      if (tag && !isManual(tag))
        yield {
          path: `${path}.tag`,
          text: said`"${step.tag}" follows from its rule alone. To set it by hand as well, let the rule ask: manual('${step.tag}')`,
        };
      return;
    }
    case 'start_journey':
    case 'stop_journey':
      yield* otherFaults(step, path, whole);
      return;
    case 'webhook': {
      const type = whole.channels.get(step.channel)?.type;
      if (type !== 'webhook' && (type !== undefined || step.channel === 'capture'))
        yield {
          path: `${path}.channel`,
          text: said`a webhook step needs a channel of type webhook, "${step.channel}" is ${type ?? said`none`}`,
        };
      yield* responseFaults(step, path, whole.traits);
      break;
    }
    case 'ticket':
      yield* ticketFaults(step, path, whole);
  }
  if (handsOver(step)) yield* handingFaults(step, path, whole);
}

function* otherFaults({ type, journey, ...step }: StartJourneyStep | StopJourneyStep, path: string, whole: Whole): Generator<Fault> {
  const other = whole.journeys.get(journey);
  if (!other) return;
  if (type === 'stop_journey') return;
  if (other.trigger.type !== 'start')
    yield { path: `${path}.journey`, text: said`"${journey}" is started by its own trigger. Let it start by name: onStart()` };
  const properties = 'properties' in step ? (step.properties ?? {}) : {};
  if (other.key !== undefined && !Object.hasOwn(properties, other.key.split('.')[0]!))
    yield { path: `${path}.properties`, text: said`"${journey}" has the key "${other.key}", and nothing of that name is handed over` };
}

function* waitForFaults(step: WaitForStep, path: string): Generator<Fault> {
  yield* lengthFaults(step.timeout, `${path}.timeout`);
  if ((step.event === undefined) === (step.branches === undefined))
    yield { path, text: said`a wait is for one event ("event") or for the first of several ways to open ("branches")` };
  if (step.event === undefined)
    for (const name of ['where', 'steps'] as const)
      if (step[name]) yield { path: `${path}.${name}`, text: said`"${name}" belongs to "event", and there is none` };
}

function* handingFaults(step: HandingStep, path: string, { typeOf, traits }: Whole): Generator<Fault> {
  if (step.await) yield* lengthFaults(step.await.timeout, `${path}.await.timeout`);
  if (step.type !== 'send') return;
  const channels = usualWaysOf(step).map(({ channel }) => channel);
  for (const [index, channel] of channels.entries())
    if (channels.indexOf(channel) < index)
      yield {
        path: `${path}.fallbacks[${index - 1}].channel`,
        text: said`"${channel}" is tried before; each way is on a channel of its own`,
      };
  if (step.preference !== undefined) {
    if (!step.fallbacks) yield { path: `${path}.preference`, text: said`there is one way only, and nothing to prefer. Add fallbacks` };
    const type = typeOf(step.preference);
    if (traits.has(step.preference) && type !== 'string' && type !== 'scalar')
      yield { path: `${path}.preference`, text: said`a channel is named by a text, "${step.preference}" is a ${typeWord(type)}` };
  }
  if (!step.nextOnFailure) return;
  if (!step.fallbacks) yield { path: `${path}.nextOnFailure`, text: said`there is no next way. Add fallbacks` };
  if (!step.await) yield { path: `${path}.nextOnFailure`, text: said`it goes on at once and hears of no failure. Add await` };
}

function* ticketFaults({ template, channel, due }: TicketStep, path: string, { channels, templates }: Whole): Generator<Fault> {
  yield* lengthFaults(due, `${path}.due`);
  const type = channels.get(channel ?? CAPTURE)?.type;
  if (type !== undefined && type !== 'webhook')
    yield {
      path: `${path}.channel`,
      text: said`a ticket goes to a channel of type webhook, "${channel ?? CAPTURE}" is ${type}. Without one it is kept here`,
    };
  if (templates.get(template)?.subject === undefined && templates.has(template))
    yield { path: `${path}.template`, text: said`a ticket's title is the subject of its template, and "${template}" has none` };
}

function* kpiFaults({ goal, holdout = 0 }: JourneyDefinition, { metric, target }: Kpi): Generator<Fault> {
  if (metric === 'revenue_per_customer' ? target <= 0 : Math.abs(target) > 1 || target === 0 || (target < 0 && metric !== 'lift'))
    yield {
      path: 'kpi.target',
      text: metric === 'revenue_per_customer' ? said`expected an amount above 0` : said`expected a share, e.g. 0.05 for 5 %`,
    };
  if ((metric === 'conversion_rate' || metric === 'lift') && !goal)
    yield { path: 'kpi.metric', text: said`"${metric}" counts who reaches the goal, and the journey has none. Add a goal` };
  if (metric === 'lift' && holdout === 0)
    yield { path: 'kpi.metric', text: said`"lift" compares with a holdout, and the journey has none. Add holdout` };
}

function* waitFaults({ duration, until }: WaitStep, path: string): Generator<Fault> {
  if ((duration === undefined) === (until === undefined))
    yield { path, text: said`a wait has either a duration or a time until which it lasts` };
  if (duration !== undefined) yield* lengthFaults(duration, `${path}.duration`);
  const weekdays = until?.weekdays ?? [];
  if (new Set(weekdays).size < weekdays.length) yield { path: `${path}.until.weekdays`, text: said`a weekday stands there twice` };
}

function* lengthFaults(duration: string, path: string): Generator<Fault> {
  if (durationMs(duration) > WAIT_MAX_DAYS * DAY) yield { path, text: said`a wait may last ${WAIT_MAX_DAYS} days at most` };
}

function* updateFaults(traits: Readonly<Record<string, unknown>>, path: string, whole: Whole): Generator<Fault> {
  if (Object.keys(traits).length === 0) yield { path, text: said`name at least one trait` };
  for (const [id, value] of Object.entries(traits)) {
    const trait = whole.traits.get(id);
    if (!trait) continue;
    if (!('type' in trait)) yield { path: `${path}.${id}`, text: said`"${id}" is computed; only declared traits can be set` };
    else if (!fits(value, trait.type))
      yield { path: `${path}.${id}`, text: said`expected a ${typeWord(trait.type)}, got ${JSON.stringify(value) ?? said`nothing`}` };
  }
}

function fits(value: unknown, type: ValueType): boolean {
  if (type === 'time') return typeof value === 'number' || !Number.isNaN(Date.parse(String(value)));
  return typeof value === type;
}

/** `named`: steps that a fallback leads to. */
function* unreachable(steps: readonly Step[], path: string, named: ReadonlySet<string>): Generator<Fault> {
  const end = steps.findIndex(alwaysExits);
  if (end >= 0 && end < steps.length - 1 && !named.has(steps[end + 1]!.id))
    yield { path: `${path}[${end + 1}]`, text: said`nobody reaches it: step "${steps[end]!.id}" always ends the journey` };
  for (const [index, step] of steps.entries())
    for (const arm of armsOf(step, `${path}[${index}]`)) yield* unreachable(arm.steps, arm.path, named);
}

function alwaysExits(step: Step): boolean {
  if (step.type === 'exit') return true;
  return takesAnArm(step) && armsOf(step, '').every(({ steps }) => steps.some(alwaysExits));
}

/** Whether everybody goes one of the ways inside the step. */
function takesAnArm(step: Step): boolean {
  if (step.type === 'split') return step.arms.reduce((total, { share }) => total + share, 0) >= 1 - SLACK;
  if (step.type === 'wait_for' && step.event !== undefined && step.steps === undefined) return false;
  return (step.type === 'branch' || step.type === 'wait_for') && step.otherwise !== undefined;
}
