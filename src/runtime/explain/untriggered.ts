/** Why a journey's trigger never led to a decision about a customer: looked up in the customer's events and in what is known now. */

import { type CompiledJourney, dateIn, occurrenceOf, timingRead } from '../../core/decide/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { viewOf } from '../../core/index.ts';
import { readMember } from '../../core/know/index.ts';
import type { Untriggered, UntriggeredRule } from './explanation.ts';
import { type FoundEvent, shownOf } from './rows.ts';
import type { Person as Explained, ExplainWorld } from './world.ts';

/** What is asked of a customer. */
export type Untouched = Pick<Explained, 'customer' | 'plan' | 'now' | 'facts' | 'done' | 'releases'> & {
  readonly world: Pick<ExplainWorld, 'firstRelease'>;
};
type Person = Untouched;

export function whyUntriggered(person: Person, journey: CompiledJourney): Promise<Untriggered> | Untriggered {
  switch (journey.trigger.type) {
    case 'event':
      return whyNoEvent(person, journey);
    case 'segment':
      return whyNoTransition(person, journey);
    case 'start':
      return { rule: 'trigger.not_started', read: {} };
    default:
      return whyNoMoment(person, journey);
  }
}

async function whyNoEvent(person: Person, { id, trigger }: CompiledJourney): Promise<Untriggered> {
  const { count, latest } = await person.done(trigger.name);
  const about = { event: trigger.name, count };
  const [last] = latest;
  if (!last) return { rule: 'trigger.event_absent', read: about };
  const matching = latest.filter((one) => matches(person, trigger, one));
  const [match] = matching;
  if (!match) return { rule: 'trigger.where_false', read: { ...about, ...readOf(person, trigger, last) }, evidence: shownOf(last) };
  const releasedAt = await releasedAtOf(person, id);
  const rule: UntriggeredRule = match.at <= releasedAt ? 'trigger.before_release' : 'trigger.where_false_then';
  return { rule, read: { ...about, matching: matching.length, releasedAt, ...readOf(person, trigger, match) }, evidence: shownOf(match) };
}

type Trigger = CompiledJourney['trigger'];

function matches(person: Person, { filter, where }: Trigger, event: FoundEvent): boolean {
  if (filter) return filter(event);
  return !where || where.test(view(person).withEvent(event));
}

function readOf(person: Person, { where }: Trigger, event: FoundEvent): JsonObject {
  return where ? where.read(view(person).withEvent(event)) : {};
}

function view({ customer, plan, now }: Person): ReturnType<typeof viewOf> {
  return viewOf(customer.known, plan.know, now);
}

/** When the first release that had the journey came into force, ms; 0 when the warehouse does not know. */
async function releasedAtOf({ world, releases }: Person, journey: string): Promise<number> {
  const number = world.firstRelease(journey);
  const times = await releases();
  return (number === undefined ? undefined : times.get(number)) ?? 0;
}

async function whyNoTransition(person: Person, { id, trigger }: CompiledJourney): Promise<Untriggered> {
  const { facts, plan } = person;
  const segment = trigger.name;
  const now = view(person);
  const inside = now.inSegment(segment);
  const told = facts.findLast(({ kind, name, action }) => kind === 'segment' && name === segment && action !== 'kept');
  const wanted = trigger.on === 'exit' ? 'left' : 'entered';
  const happened = facts.findLast(({ kind, name, action }) => kind === 'segment' && name === segment && action === wanted);
  const read = { segment, inside, ...readMember(plan.know, { kind: 'segment', id: segment }, now) };
  const evidence = told && { evidence: told };
  if (happened)
    return { rule: 'trigger.segment_before_release', read: { ...read, releasedAt: await releasedAtOf(person, id) }, evidence: happened };
  return { rule: trigger.on === 'exit' ? 'trigger.segment_not_left' : 'trigger.segment_outside', read, ...evidence };
}

function whyNoMoment(person: Person, journey: CompiledJourney): Untriggered {
  const { customer, plan, now } = person;
  const timing = journey.trigger.timing!;
  const seen = view(person);
  const asked = { view: seen, plan: plan.journeys };
  const read = timingRead(asked, timing);
  const next = occurrenceOf({ ...asked, journeys: customer.journeys }, journey, now)?.at;
  if (timing.type === 'schedule') {
    if (next !== undefined) return { rule: 'trigger.schedule_ahead', read, next };
    const segment = timing.segment ?? '';
    const inside = { segment, inside: false, ...readMember(plan.know, { kind: 'segment', id: segment }, seen) };
    return { rule: 'trigger.schedule_outside', read: { ...read, ...inside } };
  }
  const told = person.facts.findLast(({ kind, name }) => kind === 'profile' && name === timing.trait);
  const evidence = told && { evidence: told };
  if (next !== undefined) return { rule: 'trigger.date_ahead', read, next, ...evidence };
  return { rule: noDateRule(person, timing), read, ...evidence };
}

type Dated = Extract<NonNullable<CompiledJourney['trigger']['timing']>, { type: 'date' }>;

function noDateRule(person: Person, { trait, every }: Dated): UntriggeredRule {
  const value = view(person).trait(trait);
  if (value === undefined) return 'trigger.date_missing';
  const date = dateIn(value, person.plan.journeys.zone);
  const isDate = date !== undefined && (every === 'year' || date.year !== undefined);
  return isDate ? 'trigger.date_past' : 'trigger.date_unreadable';
}
