/** Why a customer got a message, and why not another. */
import { VolanoError } from '../../base/index.ts';
import { type CompiledJourney, isFor } from '../../core/decide/index.ts';
import { viewOf } from '../../core/index.ts';
import type { ProfileLookup } from '../figures.ts';
import { readById, readByIdentifier } from '../reading.ts';
import { said } from '../said.ts';
import { explainMessage } from './chain.ts';
import type { ExplainQuestion, Explanation, JourneyExplanation } from './explanation.ts';
import { explainJourney } from './journey.ts';
import { eventsNamed, factsOf, movingsOf, releaseTimes, tagFactsOf } from './rows.ts';
import type { ExplainWorld, Person } from './world.ts';

/** Rejects with VOLANO_RESOURCE_UNKNOWN, which names the customer, the message or the journey that there is not. */
export async function explain(world: ExplainWorld, question: ExplainQuestion): Promise<Explanation> {
  const { lookup, message, journey } = question;
  await world.catchUp();
  const position = world.position();
  const person = await personOf(world, lookup);
  const { ids, plan, now } = person;
  const [customer = '', ...absorbed] = ids;
  const about = { customer, absorbed, release: plan.release, at: now, position, timeZone: plan.zone };
  if (message !== undefined) {
    const explained = await explainMessage(person, message);
    if (!explained) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: said`message of customer ${customer}`, id: message });
    if (journey === undefined) return { ...about, message: explained };
    return { ...about, message: explained, journeys: [await journeyNamed(person, journey)] };
  }
  if (journey !== undefined) return { ...about, journeys: [await journeyNamed(person, journey)] };
  return { ...about, journeys: await allJourneys(person) };
}

async function personOf(world: ExplainWorld, lookup: ProfileLookup): Promise<Person> {
  const { reader, warehouse } = world;
  const read = await ('customer' in lookup
    ? readById(reader, lookup.customer)
    : readByIdentifier(reader, [lookup.namespace, lookup.value]));
  if (!read) {
    const id = 'customer' in lookup ? lookup.customer : `${lookup.namespace}:${lookup.value}`;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer' in lookup ? 'customer id' : 'customer with identifier', id });
  }
  const ids = [read.id, ...read.absorbed];
  const whose = { warehouse, customers: ids, movings: once(() => movingsOf(warehouse, ids)) };
  const facts = await factsOf(whose);
  const plan = reader.plan();
  // Nearly every journey that never began asks: one query for all of them.
  const done = once(() => eventsNamed(whose, [...plan.journeys.byEvent.keys()]));
  return {
    ...{ world, ids, whose, customer: read.customer, plan, now: reader.now(), facts },
    tagFacts: (tags) => tagFactsOf(whose, tags),
    done: async (event) => (await done()).get(event) ?? { count: 0, latest: [] },
    releases: once(() => releaseTimes(warehouse)),
  };
}

function once<Result>(ask: () => Promise<Result>): () => Promise<Result> {
  let answer: Promise<Result> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

async function journeyNamed(person: Person, id: string): Promise<JourneyExplanation> {
  const explained = await explainJourney(person, id, liveJourneys(person).get(id));
  if (!explained) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id });
  return explained;
}

/** Those of the running release, and earlier ones that the customer is still in. */
async function allJourneys(person: Person): Promise<readonly JourneyExplanation[]> {
  const live = liveJourneys(person);
  const ids = new Set([...live.keys(), ...person.customer.journeys.instances.map(({ journey }) => journey)]);
  const explained: JourneyExplanation[] = [];
  for (const id of [...ids].sort()) {
    const one = await explainJourney(person, id, live.get(id));
    if (one) explained.push(one);
  }
  return explained;
}

/** By id; of one that is rolled out the version that is for the customer, where one is. */
function liveJourneys({ plan, ids, customer, now }: Person): ReadonlyMap<string, CompiledJourney> {
  const { byEvent, bySegment, bySegmentLeft, timed } = plan.journeys;
  const started = [...byEvent.values(), ...bySegment.values(), ...bySegmentLeft.values()].flat();
  const who = { customer: ids[0] ?? '', view: viewOf(customer.known, plan.know, now) };
  const all = [...started, ...timed.journeys];
  return new Map([...all, ...all.filter((journey) => isFor(who, journey))].map((journey) => [journey.id, journey]));
}
