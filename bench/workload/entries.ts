/** The same workload as entries of the log, without the way over HTTP. */
import { variablesOf } from '../../src/act/index.ts';
import type { Entry, EventEntry, Identifier, ReleaseEntry } from '../../src/core/index.ts';
import { nextRelease } from '../../src/runtime/project/index.ts';
import { deviceId, messageId, userId } from './bodies.ts';
import { type CallTemplate, callTemplate } from './calls.ts';
import { JOINED, type ProjectSize, project } from './project.ts';
import { randomFrom, zipf } from './random.ts';

export interface Timed {
  readonly at: number;
  readonly entry: Entry;
}

const TEMPLATES = 20_000;
/** Message ids of entries lie beyond those of requests. */
const FIRST_MESSAGE = 500_000_000_000;

export function releaseEntry(size: ProjectSize): ReleaseEntry {
  return { type: 'release', release: nextRelease([], project(size), { usesOf: variablesOf }).release };
}

export interface EventsInput {
  readonly customers: number;
  readonly events: number;
  /** Time of the first and the last event, ms. */
  readonly from: number;
  readonly to: number;
}

/** Events of customers drawn as in the load. */
export function* zipfEvents({ customers, events, from, to }: EventsInput): Generator<Timed> {
  const random = randomFrom(11);
  const customer = zipf(customers, random);
  const templates = Array.from({ length: TEMPLATES }, () => callTemplate(random));
  for (let index = 0; index < events; index++) {
    const at = Math.floor(from + ((to - from) * index) / events);
    yield { at, entry: eventOf(templates[index % TEMPLATES]!, { customer: customer(), number: index, at, withDevice: random() < 0.4 }) };
  }
}

/** The same for a past of many customers: every second event goes round among all of them, so that each has one. */
export function* pastEvents({ customers, events, from, to }: EventsInput): Generator<Timed> {
  let round = 0;
  for (const { at, entry } of zipfEvents({ customers, events, from, to })) {
    if (round++ % 2 === 0) yield { at, entry };
    else yield { at, entry: { ...(entry as EventEntry), identifiers: [['user_id', userId(((round / 2) | 0) % customers)]] } };
  }
}

export interface JoinInput {
  readonly customers: number;
  /** Entries of the customers lie evenly between these, ms; the events' own time is the first. */
  readonly from: number;
  readonly to: number;
}

/** Each customer once, by the event that makes it wait; every second one does something else too. */
export function* joining({ customers, from, to }: JoinInput): Generator<Timed> {
  const random = randomFrom(13);
  const templates = Array.from({ length: TEMPLATES }, () => callTemplate(random));
  for (let index = 0; index < customers; index++) {
    const at = Math.floor(from + ((to - from) * index) / customers);
    const { context } = templates[index % TEMPLATES]!;
    const joined: CallTemplate = { event: JOINED, properties: { value: 1, store: `s${index % 400}` }, traits: undefined, context };
    const who = { customer: index, at, withDevice: index % 3 === 0 };
    yield { at, entry: { ...eventOf(joined, { ...who, number: 2 * index }), time: from } };
    if (index % 2 === 0) yield { at, entry: eventOf(templates[index % TEMPLATES]!, { ...who, number: 2 * index + 1 }) };
  }
}

interface Sending {
  readonly customer: number;
  readonly number: number;
  readonly at: number;
  readonly withDevice: boolean;
}

function eventOf({ event, properties, traits, context }: CallTemplate, { customer, number, at, withDevice }: Sending): EventEntry {
  const identifiers: Identifier[] = [['user_id', userId(customer)]];
  if (withDevice) identifiers.push(['anonymous_id', deviceId(customer)]);
  return {
    type: 'event',
    call: event === '$page' ? 'page' : event === '$identify' ? 'identify' : 'track',
    event,
    messageId: messageId(FIRST_MESSAGE + number),
    source: 'bench',
    time: at,
    receivedAt: at,
    identifiers,
    properties,
    ...(traits && { traits }),
    context,
  };
}
