/** How a customer stands to one journey, and why. */
import type { CompiledJourney, Instance } from '../../core/decide/index.ts';
import type { FactEvidence, JourneyExplanation, MessageOutcome, Refused, Standing, Way } from './explanation.ts';
import { type Facts, outcomeOf, text } from './outcomes.ts';
import { rolloutOf } from './rollout.ts';
import { whyUntriggered } from './untriggered.ts';
import type { Person } from './world.ts';

const MESSAGES_MAX = 20;
const ENDINGS: ReadonlySet<string> = new Set(['completed', 'converted', 'exited', 'failed']);

/** `journey`: the running release's, undefined when it has none of this id. Undefined when nothing is known of such a journey. */
export async function explainJourney(
  person: Person,
  id: string,
  journey: CompiledJourney | undefined,
): Promise<JourneyExplanation | undefined> {
  const facts = person.facts.filter((fact) => fact.name === id || fact.journey === id);
  const decisions = facts.filter(({ kind }) => kind === 'decision');
  if (!journey && decisions.length === 0) return undefined;
  const entries = decisions.filter(({ action }) => action === 'entered');
  const refused = refusedSince(decisions, entries.at(-1));
  const way = latestWay(person, id, { facts, entries });
  const untriggered = decisions.length === 0 && journey && !way ? await whyUntriggered(person, journey) : undefined;
  const name = person.world.journeyName(id);
  const rollout = rolloutOf(person, id);
  return {
    journey: id,
    ...(name && { name }),
    ...(journey && { version: journey.version }),
    ...(rollout && { rollout }),
    standing: standingOf(way, { facts, refused }),
    entered: entries.length,
    ...(way && { way }),
    ...(refused && { refused }),
    ...(untriggered && { untriggered }),
    ...againOf(journey, way),
    messages: messagesOf(person.facts, id),
  };
}

function standingOf(way: Way | undefined, { facts, refused }: { readonly facts: Facts; readonly refused: Refused | undefined }): Standing {
  if (!way) return refused ? 'refused' : 'untriggered';
  if (way.endedAt === undefined) return 'inside';
  const end = facts.findLast(({ kind, subject, action }) => kind === 'journey' && subject === way.instance && ENDINGS.has(action));
  return (end?.action ?? 'exited') as Standing;
}

/** Refusals after the latest entry; all of them when there was none. */
function refusedSince(decisions: Facts, entry: FactEvidence | undefined): Refused | undefined {
  const since = entry ? decisions.slice(decisions.indexOf(entry) + 1) : decisions;
  const refusals = since.filter(({ action }) => action === 'not_entered');
  const evidence = refusals.at(-1);
  return evidence && { count: refusals.length, rule: text(evidence.detail.rule), read: evidence.detail.read ?? {}, evidence };
}

interface Told {
  readonly facts: Facts;
  readonly entries: Facts;
}

/** The one under way, else the one entered last. */
function latestWay({ customer }: Person, id: string, told: Told): Way | undefined {
  const inside = customer.journeys.instances.filter(({ journey }) => journey === id).sort((a, b) => b.enteredAt - a.enteredAt)[0];
  if (inside) return wayInside(inside, told);
  const entry = told.entries.at(-1);
  return entry && wayOver(entry, told);
}

function wayInside(instance: Instance, told: Told): Way {
  const { id, key, version, enteredAt, step, due } = instance;
  const entry = told.entries.find(({ subject }) => subject === id);
  return {
    instance: id,
    ...(key !== '' && { key }),
    version,
    enteredAt,
    step,
    until: due,
    ...evidenceOf(id, entry, told.facts),
  };
}

function wayOver(entry: FactEvidence, { facts }: Told): Way {
  const { subject: id = '', version, at, detail } = entry;
  const end = facts.findLast(({ kind, subject, action }) => kind === 'journey' && subject === id && ENDINGS.has(action));
  const { rule, read, ...others } = end?.detail ?? {};
  return {
    instance: id,
    ...(typeof detail.key === 'string' && { key: detail.key }),
    version,
    enteredAt: at,
    ...(end && { endedAt: end.at, rule: text(rule), read: read ?? others }),
    ...(end?.step !== undefined && { step: end.step }),
    ...evidenceOf(id, entry, facts),
  };
}

/** Entry, assignment, and the last that was told of the way. */
function evidenceOf(instance: string, entry: FactEvidence | undefined, facts: Facts): Pick<Way, 'arm' | 'evidence'> {
  const own = facts.filter(({ subject }) => subject === instance);
  const exposure = own.find(({ kind }) => kind === 'exposure');
  const last = own.findLast(({ kind, action }) => kind === 'journey' && action !== 'entered');
  const evidence = [entry, exposure, last].filter((one) => one !== undefined);
  return { ...(exposure && { arm: exposure.action }), evidence };
}

/** By its rule of re-entry; a journey with a key is asked for each key by itself. */
function againOf(journey: CompiledJourney | undefined, way: Way | undefined): Pick<JourneyExplanation, 'again'> {
  if (!journey || journey.key !== undefined || way?.endedAt === undefined) return {};
  if (journey.reentry === 'once') return { again: { rule: 'reentry.once' } };
  return { again: { rule: 'reentry.after', at: way.enteredAt + journey.reentry } };
}

/** What it wanted to send, latest first: each question to guard, deferrals only where nothing followed. */
function messagesOf(facts: Facts, id: string): readonly MessageOutcome[] {
  const verdicts = facts.filter(({ kind, journey }) => kind === 'verdict' && journey === id);
  const latest = new Map(verdicts.map((verdict) => [`${text(verdict.detail.instance)} ${verdict.step}`, verdict]));
  return verdicts
    .filter((verdict) => verdict.action !== 'defer' || latest.get(`${text(verdict.detail.instance)} ${verdict.step}`) === verdict)
    .slice(-MESSAGES_MAX)
    .reverse()
    .map((verdict) => outcomeOf(facts, verdict));
}
