/** The chain of one message: from the signal that began it to what came of it. */
import { DAY } from '../../base/index.ts';
import { type CompiledJourney, journeyOf } from '../../core/decide/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { eventTestOf } from '../../core/know/index.ts';
import { mappingOf } from '../../learn/index.ts';
import type { ChainLink, EventEvidence, Evidence, FactEvidence, LinkName, MessageExplanation } from './explanation.ts';
import { type Facts, outcomeOf, text, verdictOn } from './outcomes.ts';
import { eventOf, eventsBetween, shownOf } from './rows.ts';
import type { Person } from './world.ts';

/** So long after its hand-over what is bought or reached is shown with a message. */
const CONVERSION_MS: number = 14 * DAY;
/** Of the identifiers that were linked, the latest so many are shown. */
const LINKED_MAX = 5;
const MOVED_BY_RECEIPT: ReadonlySet<string> = new Set(['sent', 'failed', 'withdrawn', 'redelivered']);

/** Undefined when no journey of this person ever wanted to send a message with this id. */
export async function explainMessage(person: Person, message: string): Promise<MessageExplanation | undefined> {
  const { facts, world } = person;
  const verdict = verdictOn(facts, message);
  if (!verdict) return undefined;
  const outcome = outcomeOf(facts, verdict);
  const instance = text(verdict.detail.instance);
  const name = world.journeyName(outcome.journey);
  const chain = await chainOf(person, { verdict, instance });
  return { ...outcome, ...(name && { journeyName: name }), journeyVersion: verdict.version, instance, chain };
}

interface Asked {
  readonly verdict: FactEvidence;
  readonly instance: string;
}

async function chainOf(person: Person, asked: Asked): Promise<readonly ChainLink[]> {
  const { facts } = person;
  const { verdict, instance } = asked;
  const ofInstance = facts.filter(({ subject }) => subject === instance && instance !== '');
  const entered = ofInstance.find(({ kind }) => kind === 'decision');
  const before = (fact: FactEvidence): boolean => isBefore(fact, verdict);
  const moves = ofInstance.filter((fact) => fact.kind === 'journey' && fact.action === 'moved' && before(fact));
  const ends = ofInstance.filter(
    ({ kind, action }) => kind === 'journey' && (action === 'completed' || action === 'exited' || action === 'failed'),
  );
  const asks = facts.filter((fact) => isSameAsk(fact, asked) && (fact === verdict || before(fact)));
  const own = facts.filter(({ kind, subject }) => kind === 'message' && subject === verdict.subject);
  const decisive = [...(entered ? [entered] : []), ...moves, ...asks];
  const link = (name: LinkName, rows: readonly Evidence[]): ChainLink[] => rows.map((evidence) => ({ link: name, evidence }));
  return [
    ...link('signal', entered ? [(await signalOf(person, entered)) ?? entered] : []),
    ...link('identity', identityOf(facts, verdict)),
    ...link('knowledge', await knowledgeOf(person, decisive)),
    ...link('trigger', entered ? [triggerOf(facts, entered)] : []),
    ...link('decision', [...(entered ? [entered] : []), ...ofInstance.filter(({ kind }) => kind === 'exposure')]),
    ...link('step', moves),
    ...link('verdict', asks),
    ...link(
      'delivery',
      own.filter(({ action }) => MOVED_BY_RECEIPT.has(action)),
    ),
    ...link(
      'receipt',
      own.filter(({ action }) => action !== 'decided' && !MOVED_BY_RECEIPT.has(action)),
    ),
    ...link('conversion', await conversionsOf(person, { own, ofInstance })),
    ...link('end', ends),
  ];
}

/** The same question, asked before a deferral ended. */
function isSameAsk({ kind, step, detail }: FactEvidence, { verdict, instance }: Asked): boolean {
  return kind === 'verdict' && step === verdict.step && detail.instance === instance;
}

export function isBefore(a: Evidence, b: Evidence): boolean {
  const [[aPartition, aSeq], [bPartition, bSeq]] = [numbersOf(a), numbersOf(b)];
  return aPartition === bPartition ? aSeq < bSeq : a.at < b.at;
}

function numbersOf({ id }: Evidence): readonly [partition: number, seq: number] {
  const [partition, seq] = id.split('-');
  return [Number(partition), Number(seq)];
}

/** The event that led to the decision, with the properties that the journey reads; none when time alone did. */
export async function signalOf({ whose, plan }: Person, decision: FactEvidence): Promise<EventEvidence | undefined> {
  const messageId = text(decision.detail.messageId);
  const event = messageId === '' ? undefined : await eventOf(whose, messageId);
  const journey = journeyOf(plan.journeys, { journey: decision.name, version: decision.version });
  return event && { ...event, properties: relevantOf(event.properties, decision, journey) };
}

/** What the journey keeps, what its key is and what its conditions read of the event; all of it when that is nothing. */
function relevantOf(properties: JsonObject, { detail }: FactEvidence, journey: CompiledJourney | undefined): JsonObject {
  const read = Object.keys((detail.read ?? {}) as JsonObject).flatMap((field) => propertyIn(field));
  const names = new Set([...read, ...(journey?.captured ?? []), ...(journey?.key ? [topLevel(journey.key)] : [])]);
  const shown = pick(properties, names);
  return Object.keys(shown).length > 0 ? shown : properties;
}

function pick(properties: JsonObject, names: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.has(name)));
}

function propertyIn(field: string): readonly string[] {
  return field.startsWith('property.') ? [topLevel(field.slice('property.'.length))] : [];
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0]!;
}

/** How this customer came to be: its creation, what was merged into it, whether that was taken back, and the latest identifiers. */
function identityOf(facts: Facts, until: FactEvidence): readonly FactEvidence[] {
  const identity = facts.filter((fact) => fact.kind === 'identity' && isBefore(fact, until));
  const linked = identity.filter(({ action }) => action === 'linked').slice(-LINKED_MAX);
  return identity.filter((fact) => ['created', 'merged', 'rebuilt'].includes(fact.action) || linked.includes(fact));
}

/** For each tag, segment and declared trait that was read: the fact that made it what it was, before it was read. */
export async function knowledgeOf(
  { facts, tagFacts }: Pick<Person, 'facts' | 'tagFacts'>,
  decisive: readonly FactEvidence[],
): Promise<readonly FactEvidence[]> {
  const tags = new Set(decisive.flatMap(fieldsRead).flatMap((field) => (field.startsWith('tag.') ? [field.slice('tag.'.length)] : [])));
  const known = [...(await tagFacts([...tags])), ...facts];
  const found = new Set<FactEvidence>();
  for (const fact of decisive) {
    for (const field of fieldsRead(fact)) {
      const source = known.findLast((one) => isAbout(one, field) && isBefore(one, fact));
      if (source) found.add(source);
    }
  }
  return [...found].sort((a, b) => a.at - b.at || (isBefore(a, b) ? -1 : 1));
}

const KIND_OF_FIELD: Readonly<Record<string, string>> = { segment: 'segment', tag: 'tag', trait: 'profile' };

function isAbout({ kind, name }: FactEvidence, field: string): boolean {
  const dot = field.indexOf('.');
  return kind === KIND_OF_FIELD[field.slice(0, dot)] && name === field.slice(dot + 1);
}

function fieldsRead({ detail }: FactEvidence): readonly string[] {
  const { read } = detail;
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? Object.keys(read) : [];
}

/** Of a segment its entering or leaving, at the same entry; of anything else the decision, which has the rule and the values. */
function triggerOf(facts: Facts, entered: FactEvidence): FactEvidence {
  if (!text(entered.detail.rule).startsWith('trigger.segment')) return entered;
  const segment = text(entered.detail.trigger);
  const isTransition = ({ kind, name, action }: FactEvidence) => kind === 'segment' && name === segment && action !== 'kept';
  return facts.findLast((one) => isTransition(one) && isBefore(one, entered)) ?? entered;
}

/** The goal that the way reached after the hand-over, and purchases within 14 days after it. */
async function conversionsOf(
  { whose, plan }: Person,
  { own, ofInstance }: { readonly own: Facts; readonly ofInstance: Facts },
): Promise<readonly Evidence[]> {
  const converted = ofInstance.filter(({ kind, action }) => kind === 'journey' && action === 'converted');
  const sent = own.find(({ action }) => action === 'sent');
  if (!sent) return converted;
  const { event, where, order, revenue } = mappingOf(plan.workspace).purchase;
  const shown = new Set([topLevel(revenue), ...(order === undefined ? [] : [topLevel(order)])]);
  const test = where && eventTestOf(where, plan.zone);
  const bought = await eventsBetween(whose, { event, after: sent.at, upTo: sent.at + CONVERSION_MS });
  const purchases = bought.filter((one) => test?.(one) ?? true);
  return [...converted, ...purchases.map((one) => ({ ...shownOf(one), properties: pick(one.properties, shown) }))];
}
