/** Reading beside an engine: what the store holds is what an engine on memory carriers has committed. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Identifier, tagsOf } from '../core/index.ts';
import { Trial } from './engine/trial.suite.ts';
import { profileFrom, type ReadAt } from './profile.ts';
import { type Reader, readById, readByIdentifier, readCustomers } from './reading.ts';
import { shopProject } from './shop.suite.ts';

const CUSTOMERS = 1_234;
const DAY = 86_400_000;

let trial: Trial;
let reader: Reader;
beforeAll(async () => {
  trial = await Trial.open();
  reader = { state: trial.state, plan: () => trial.engine.plan, now: () => trial.now };
  await trial.release(shopProject().definitions);
  for (let i = 0; i < CUSTOMERS; i++) await trial.event(`u${i}`, 'Order Completed', { properties: { revenue: i } });
  await trial.run();
});

const all = async () => {
  const found = [];
  for await (const one of readCustomers(reader)) found.push(one);
  return found;
};
const readAt = (position = 0): ReadAt => ({ position, plan: reader.plan(), now: reader.now(), release: undefined });
const user = (id: string): Identifier => ['user_id', id];

describe('all customers', () => {
  test('come once each, in order of id, over many pages', async () => {
    const ids = (await all()).map(({ id }) => id);
    expect(ids).toHaveLength(CUSTOMERS);
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('come with their own values', async () => {
    for (const { identifiers, traits, customer } of await all()) {
      const number = Number(identifiers[0]![1].slice(1));
      expect(traits).toMatchObject({ orders: 1, spent: number });
      expect(tagsOf(customer.known)).toEqual(['buyer']);
    }
  });

  test('are none in an empty store', async () => {
    const empty = await Trial.open();
    const found = readCustomers({ state: empty.state, plan: () => empty.engine.plan, now: () => empty.now });
    expect(await found.next()).toEqual({ done: true, value: undefined });
  });

  test('may be left off after some', async () => {
    let seen = 0;
    for await (const _ of readCustomers(reader)) if (++seen === 3) break;
    expect(seen).toBe(3);
  });
});

describe('one customer', () => {
  test('by identifier and by id', async () => {
    const found = (await readByIdentifier(reader, user('u7')))!;
    expect(found).toMatchObject({ absorbed: [], identifiers: [['user_id', 'u7']], traits: { orders: 1, spent: 7 } });
    expect(found.id).toBe(await trial.customerOf('u7'));
    expect(await readById(reader, found.id)).toEqual(found);
  });

  test('not by an identifier of another namespace, nor by one that nobody has', async () => {
    expect(await readByIdentifier(reader, ['anonymous_id', 'u7'])).toBeUndefined();
    expect(await readByIdentifier(reader, user('u'))).toBeUndefined();
    expect(await readById(reader, 'nobody')).toBeUndefined();
  });

  test('missing values are absent, not empty', async () => {
    const { traits } = (await readByIdentifier(reader, user('u7')))!;
    expect(traits).not.toHaveProperty('city');
    expect(traits).not.toHaveProperty('rank');
  });
});

describe('a merged customer', () => {
  test('is found by its old id, through several merges, and is not listed', async () => {
    const guest = (id: string): Identifier => ['anonymous_id', id];
    const both = (a: Identifier, b: Identifier) => trial.append(trial.entry([a, b], 'View'));
    for (const id of ['g1', 'g2']) await trial.append(trial.entry([guest(id)], 'Order Completed', { properties: { revenue: 100 } }));
    await trial.run();
    const old = await Promise.all(['g1', 'g2'].map((id) => trial.customerOf(id, 'anonymous_id')));
    await both(guest('g1'), guest('g2'));
    await both(guest('g2'), user('u9'));
    await trial.run();
    const survivor = (await readByIdentifier(reader, user('u9')))!;
    expect(survivor.traits).toMatchObject({ orders: 3, spent: 209 });
    expect(new Set(survivor.absorbed)).toEqual(new Set(old));
    for (const id of old) expect((await readById(reader, id!))!.id).toBe(survivor.id);
    const ids = (await all()).map(({ id }) => id);
    expect(ids).toHaveLength(CUSTOMERS);
    expect(ids.filter((id) => old.includes(id))).toEqual([]);
  });
});

describe('as a profile', () => {
  test('a customer inside a journey has its place there', async () => {
    const profile = profileFrom((await readByIdentifier(reader, user('u3')))!, readAt(99));
    expect(profile).toMatchObject({
      tags: [{ id: 'buyer', since: expect.any(Number) }],
      segments: [],
      journeys: [{ journey: 'after_order', version: 1, step: 'rest', waitsUntil: trial.now + DAY, holdout: false }],
      consent: [],
      reach: { channels: [], purposes: [{ purpose: 'offers' }] },
      position: 99,
    });
  });

  test('consent and suppression show', async () => {
    await trial.control('u3', { action: 'consent', purpose: 'offers', granted: false });
    await trial.control('u4', { action: 'consent', purpose: 'offers', granted: true });
    await trial.control('u4', { action: 'suppress', reason: 'complaint' });
    await trial.run();
    const profileOf = async (id: string) => profileFrom((await readByIdentifier(reader, user(id)))!, readAt());
    expect(await profileOf('u3')).toMatchObject({ consent: [{ purpose: 'offers', granted: false }] });
    expect(await profileOf('u3')).not.toHaveProperty('suppressed');
    expect(await profileOf('u4')).toMatchObject({ consent: [{ purpose: 'offers', granted: true }], suppressed: 'complaint' });
  });

  test('what time alone ends is gone when the engine has run it', async () => {
    await trial.event('u5', 'View');
    await trial.run();
    expect(profileFrom((await readByIdentifier(reader, user('u5')))!, readAt()).segments).toEqual([{ id: 'busy', since: trial.now }]);
    await trial.pass(2_000);
    expect(profileFrom((await readByIdentifier(reader, user('u5')))!, readAt()).segments).toEqual([]);
  });
});
