/** A world that begins with a copy of a customer against the world that it was copied from: for that customer both go on alike (V4, and C1 and C2 of the rows). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../base/index.ts';
import { decodeEntry, segmentsOf } from '../../core/index.ts';
import { defineProject, defineSegment, defineTrait, type Project, trait } from '../../define/index.ts';
import { readById, readKnownRows } from '../../runtime/rehearsal/index.ts';
import { shop, withoutChance } from '../shop.suite.ts';
import { type Deed, deeds, lead, START } from '../simulate/lived.suite.ts';
import { type FactRow, VirtualWorld } from './world.ts';

/** Whom the copy is of. */
const WHO = 0;

/** What only it does; whom it might be one with is not in the copy. */
const ownOf = (life: readonly Deed[]): readonly Deed[] =>
  life.filter((deed) => deed.do === 'pass' || (deed.who === WHO && !(deed.do === 'call' && 'anonymousId' in deed.call)));

async function copyOf(world: VirtualWorld, value: string) {
  const { state, now } = world.reader;
  return readKnownRows({ namespace: 'user_id', value }, { state, homeOf: () => state, now });
}

const OF_PLACE: ReadonlySet<string> = new Set(['seq', 'position', 'ordinal', 'subject', 'instance', 'message', 'messageId', 'source']);

/** Ids of messages and instances are of their place in the log, and so is the order of what is of one moment. */
const told = (facts: readonly FactRow[], customer: string): readonly string[] =>
  facts
    .filter((fact) => fact.customer === customer)
    .map((fact) => JSON.stringify(fact, (key, value) => (OF_PLACE.has(key) ? undefined : value)))
    .sort();

async function stands(world: VirtualWorld, customer: string): Promise<object> {
  const read = await readById(world.reader, customer);
  const { journeys, guard } = read!.customer;
  return {
    identifiers: read!.identifiers,
    traits: read!.traits,
    places: journeys.instances.map(({ journey, version, step, due, enteredAt }) => ({ journey, version, step, due, enteredAt })),
    records: journeys.records,
    sends: journeys.sends.length,
    guard: JSON.stringify(guard, (key, value) => (key === 'message' || value instanceof Map ? undefined : value)),
  };
}

test('for the customer everything goes on as it would have', async () =>
  fc.assert(
    fc.asyncProperty(deeds, deeds, async (before, after) => {
      const own = ownOf(after);
      const world = await VirtualWorld.open({ project: shop(), start: START });
      await world.call({ userId: `u${WHO}`, type: 'identify', traits: { email: 'u0@example.com' } });
      await lead(world, before);
      const known = (await copyOf(world, `u${WHO}`))!;
      const copy = await VirtualWorld.open({ project: shop(), start: known.at, known });
      expect(await stands(copy, known.customer)).toEqual(await stands(world, known.customer));
      const lived = world.facts.length;
      await lead(world, own);
      await lead(copy, own);
      expect(told(copy.facts, known.customer)).toEqual(told(world.facts.slice(lived), known.customer));
      expect(await stands(copy, known.customer)).toEqual(await stands(world, known.customer));
      await Promise.all([world.close(), copy.close()]);
    }),
    { numRuns: 60 },
  ));

const name = { en: 'Name', zh: '名称' };
/** Asks for a past that the shop does not keep. */
const grown = (): Project =>
  defineProject(
    ...shop().definitions,
    defineTrait({ id: 'added', name, aggregate: 'count', event: 'Product Added' }),
    defineTrait({ id: 'added_lately', name, aggregate: 'count', event: 'Product Added', window: { last: '30d' } }),
    defineTrait({ id: 'last_name', name, aggregate: 'last', event: 'Product Added', property: 'name' }),
    defineSegment({ id: 'adding', name, condition: trait('added').atLeast(2) }),
  );

test('a release that asks for the past finds in the events what would have been kept all along', async () =>
  fc.assert(
    fc.asyncProperty(deeds, async (before) => {
      const [world, kept] = await Promise.all([shop(), grown()].map((project) => VirtualWorld.open({ project, start: START })));
      for (const one of [world!, kept!]) {
        await one.call({ userId: `u${WHO}`, type: 'identify', traits: { email: 'u0@example.com' } });
        await lead(one, before);
      }
      const known = (await copyOf(world!, `u${WHO}`))!;
      const own = new Set((await readById(world!.reader, known.customer))!.identifiers.map((one) => JSON.stringify(one)));
      const past = (await world!.log.read(0, 0, 100_000)).filter(({ value }) => {
        const entry = decodeEntry(value);
        return (
          entry.type === 'event' && (entry.customer === known.customer || entry.identifiers.some((one) => own.has(JSON.stringify(one))))
        );
      });
      const copy = await VirtualWorld.open({ project: grown(), start: known.at, known, past });
      expect(copy.unknownPast).toEqual([]);
      const [found, wanted] = await Promise.all([copy, kept!].map(async (one) => readById(one.reader, known.customer)));
      expect(found!.traits).toEqual(wanted!.traits);
      expect(segmentsOf(found!.customer.known)).toEqual(segmentsOf(wanted!.customer.known));
      await Promise.all([world!, kept!, copy].map((one) => one.close()));
    }),
    { numRuns: 40 },
  ));

test('of nobody else there is a row in the copy', async () => {
  const world = await VirtualWorld.open({ project: shop(), start: START });
  for (const user of ['u0', 'u1', 'u2'])
    await world.call({ userId: user, type: 'track', event: 'Product Added', properties: { name: `Lamp of ${user}` } });
  await world.passTo(START + MINUTE);
  const known = (await copyOf(world, 'u1'))!;
  const text = known.rows.map(({ key, value }) => Buffer.concat([key, value!]).toString('latin1')).join('\n');
  expect(text).toContain('Lamp of u1');
  for (const other of ['u0', 'u2']) expect(text).not.toContain(other);
  expect(known.rows.filter(({ table }) => table === 'customer' || table === 'identity' || table === 'timer')).toHaveLength(3);
  expect(await copyOf(world, 'nobody')).toBeUndefined();
  await world.close();
});

test('a message that waits to be handed over waits in the copy too, and goes there', async () => {
  const world = await VirtualWorld.open({ project: withoutChance(shop()), start: START });
  await world.call({ userId: 'u0', type: 'identify', traits: { email: 'u0@example.com' } });
  await world.call({ userId: 'u0', type: 'track', event: 'Product Added', properties: { name: 'Lamp' } });
  world.stage.fails('mail', {});
  await world.passTo(START + 3 * HOUR);
  expect(world.messages).toMatchObject([{ status: 'waiting' }]);
  const known = (await copyOf(world, 'u0'))!;
  const copy = await VirtualWorld.open({ project: withoutChance(shop()), start: known.at, known });
  expect(copy.messages).toMatchObject([{ status: 'sent', decidedAt: START + 2 * HOUR, endedAt: START + 3 * HOUR }]);
  expect(copy.messages[0]!.content?.subject).toContain('Lamp');
  expect(world.messages).toMatchObject([{ status: 'waiting' }]);
  await Promise.all([world.close(), copy.close()]);
});
