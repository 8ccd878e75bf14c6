/** What staff says of identifiers: bound to a profile, taken out of it, and both again. */
import { afterEach, describe, expect, test } from 'vitest';
import { decodeIdentity, type Identifier, type LiveIdentity } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { identityKey } from './keys.ts';
import { knowledgeOf, positionsOf, unbind, unmerge } from './parting.suite.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DEFINITIONS = [
  ...FIRST.filter(({ kind, id }) => kind !== 'namespace' && id !== 'w'),
  { ...FIRST.find(({ id }) => id === 'w')!, fanIn: { max: 1, per: '30d' } },
  { kind: 'namespace', id: 'user_id', name: NAME, priority: 1, limit: 2, blocked: ['nobody'] },
  { kind: 'namespace', id: 'device', name: NAME, priority: 2, limit: 4 },
  { kind: 'namespace', id: 'till', name: NAME, priority: 95, limit: 1, merges: false },
] as unknown as Definition[];

const user = (value: string): Identifier => ['user_id', value];
const device = (value: string): Identifier => ['device', value];

let trial: Trial;
afterEach(async () => trial.state.close());

async function begin(): Promise<void> {
  trial = await Trial.open({ batchMax: 5, cacheMax: 10 });
  await trial.release(DEFINITIONS);
}

async function happens(event: string, ...identifiers: readonly Identifier[]): Promise<void> {
  trial.now += 1_000;
  await trial.append(trial.entry(identifiers, event, { properties: { total: 60, lines: [{ sku: 's1' }] } }));
  await trial.run();
}

async function bind(identifier: Identifier, to: Identifier): Promise<void> {
  trial.now += 1_000;
  await trial.append({ type: 'bind', identifiers: [identifier, to], by: 'ann' });
  await trial.run();
}

const ownerOf = ([namespace, value]: Identifier) => trial.customerOf(value, namespace);
const orders = async ([namespace, value]: Identifier) => (await knowledgeOf(trial, value, namespace)) as Record<string, string>;

async function recordOf(identifier: Identifier): Promise<LiveIdentity> {
  const [bytes] = await trial.state.getMany('identity', [identityKey((await ownerOf(identifier))!)]);
  return decodeIdentity(bytes!) as LiveIdentity;
}

const told = async (...actions: readonly string[]) => (await trial.facts('identity')).filter(({ action }) => actions.includes(action));

/** The same log, cut otherwise, and with nothing in memory, comes to the same (R1). */
async function expectReplay(): Promise<void> {
  const again = await trial.again({ batchMax: 10_000, cacheMax: 0 });
  expect(await again.remains()).toEqual(await trial.remains());
}

describe('bind', () => {
  test('links an identifier that nobody has, and tells who said so', async () => {
    await begin();
    await happens('View', user('ada'));
    await bind(device('phone'), user('ada'));
    const ada = (await ownerOf(user('ada')))!;
    expect(await ownerOf(device('phone'))).toBe(ada);
    expect(await told('bound', 'linked')).toMatchObject([
      { action: 'linked', name: 'user_id' },
      { action: 'bound', customer: ada, name: 'device', detail: { value: 'phone', to: ['user_id', 'ada'], by: 'ann' } },
      { action: 'linked', customer: ada, name: 'device', detail: { value: 'phone', reason: 'bind', by: 'ann' } },
    ]);
    // Said again it says nothing.
    await bind(device('phone'), user('ada'));
    expect(await told('bound', 'bind_refused')).toHaveLength(1);
    await expectReplay();
  });

  test('makes two profiles one, the earlier one; an unmerge takes it back', async () => {
    await begin();
    await happens('Order', device('phone'));
    await happens('View', user('ada'));
    const [phone, ada] = [(await ownerOf(device('phone')))!, (await ownerOf(user('ada')))!];
    const before = [await orders(user('ada')), await orders(device('phone'))];
    await bind(user('ada'), device('phone'));
    expect(await ownerOf(user('ada'))).toBe(phone);
    expect(await told('merged')).toMatchObject([{ customer: phone, name: ada, detail: { through: ada, reason: 'bind', by: 'ann' } }]);
    await unmerge(trial, { namespace: 'device', value: 'phone' });
    await trial.run();
    expect(await ownerOf(user('ada'))).toBe(ada);
    expect([await orders(user('ada')), await orders(device('phone'))]).toEqual(before);
    await expectReplay();
  });

  test('unites what was parted, for good; and is parted again like any other', async () => {
    await begin();
    await happens('Order', user('ada'));
    await happens('Order', user('bob'));
    const [ada, bob] = [(await ownerOf(user('ada')))!, (await ownerOf(user('bob')))!];
    await happens('View', user('ada'), user('bob'));
    await unmerge(trial, 'ada');
    await trial.run();
    await happens('View', user('ada'), user('bob'));
    expect([await ownerOf(user('ada')), await ownerOf(user('bob'))]).toEqual([ada, bob]);
    const before = [await orders(user('ada')), await orders(user('bob'))];
    await bind(user('bob'), user('ada'));
    await happens('View', user('ada'), user('bob'));
    expect([await ownerOf(user('ada')), await ownerOf(user('bob'))]).toEqual([ada, ada]);
    expect((await told('dropped')).length).toBe(1);
    await unmerge(trial, 'ada');
    await trial.run();
    expect(await ownerOf(user('bob'))).toBe(bob);
    expect(await orders(user('bob'))).toEqual(before[1]);
    expect((await recordOf(user('bob'))).apart).toEqual([[bob, ada]]);
    await expectReplay();
  });

  test('is not held back by the brake on fan-in', async () => {
    await begin();
    for (const name of ['a', 'b', 'c', 'd']) await happens('View', device(name));
    await happens('View', device('a'), device('b'));
    await happens('View', device('a'), device('c'));
    expect(await ownerOf(device('c'))).not.toBe(await ownerOf(device('a')));
    for (const name of ['c', 'd']) await bind(device(name), device('a'));
    for (const name of ['b', 'c', 'd']) expect(await ownerOf(device(name))).toBe(await ownerOf(device('a')));
    await expectReplay();
  });

  test.each([
    ['blocked', user('nobody'), user('ada')],
    ['blocked', device('phone'), user('nobody')],
    ['blocked', device('null'), user('ada')],
    ['shared', ['till', 't4'] as Identifier, user('ada')],
    ['unknown', user('ada'), user('eve')],
    ['limit', user('bob'), user('ada')],
  ])('is refused, and changes nothing (%s)', async (reason, identifier, to) => {
    await begin();
    await happens('View', user('ada'), user('ada-too'));
    await happens('View', user('bob'));
    const before = await trial.remains();
    await bind(identifier, to);
    expect((await told('bind_refused', 'bound')).map(({ action, detail }) => [action, detail?.reason])).toEqual([['bind_refused', reason]]);
    const { customers, identifiers, identities } = await trial.remains();
    expect({ customers, identifiers, identities }).toEqual({
      customers: before.customers,
      identifiers: before.identifiers,
      identities: before.identities,
    });
    await expectReplay();
  });
});

describe('unbind', () => {
  test('an identifier leaves with the events that name no other one of the profile', async () => {
    await begin();
    await happens('View', device('phone'));
    await happens('Order', user('ada'), device('phone'));
    await happens('View', device('phone'));
    await happens('Order', user('ada'));
    const ada = (await ownerOf(user('ada')))!;
    await unbind(trial, device('phone'));
    await trial.run();
    const phone = (await ownerOf(device('phone')))!;
    expect(await ownerOf(user('ada'))).toBe(ada);
    expect(phone > ada).toBe(true);
    expect((await positionsOf(trial, phone)).length).toBe(2);
    expect((await positionsOf(trial, ada)).length).toBe(2);
    expect(await told('unbound')).toMatchObject([{ customer: phone, name: 'device', detail: { value: 'phone', from: ada, by: 'staff' } }]);
    expect(trial.counter('customers')).toBe(2);
    // Later events do not bring it back: they are of the one that the strongest of them names.
    await happens('View', user('ada'), device('phone'));
    await happens('View', device('phone'));
    expect([await ownerOf(user('ada')), await ownerOf(device('phone'))]).toEqual([ada, phone]);
    await expectReplay();
  });

  test('bound again and parted again it is the one it was', async () => {
    await begin();
    await happens('View', device('phone'));
    await happens('Order', user('ada'), device('phone'));
    await happens('View', device('phone'));
    const ada = (await ownerOf(user('ada')))!;
    await unbind(trial, device('phone'));
    await happens('View', device('phone'));
    await happens('View', user('ada'), device('phone'));
    const phone = (await ownerOf(device('phone')))!;
    const before = [await orders(user('ada')), await orders(device('phone'))];
    for (const how of ['unmerge', 'unbind']) {
      await bind(device('phone'), user('ada'));
      expect(await ownerOf(device('phone'))).toBe(ada);
      if (how === 'unmerge') await unmerge(trial, 'ada', { from: [phone] });
      else await unbind(trial, device('phone'));
      await trial.run();
      expect(await ownerOf(device('phone'))).toBe(phone);
      expect([await orders(user('ada')), await orders(device('phone'))]).toEqual(before);
    }
    await expectReplay();
  });

  test('leaves together what it had united', async () => {
    await begin();
    await happens('Order', user('ada'));
    await happens('Order', user('bob'));
    await happens('View', user('ada'), device('till'));
    await happens('View', user('bob'), device('till'));
    await happens('View', device('till'));
    const ada = (await ownerOf(user('ada')))!;
    expect(await ownerOf(user('bob'))).toBe(ada);
    await unbind(trial, device('till'));
    await trial.run();
    expect(await ownerOf(user('bob'))).toBe(ada);
    expect((await recordOf(user('bob'))).merges).toHaveLength(1);
    expect(await ownerOf(device('till'))).not.toBe(ada);
    expect((await positionsOf(trial, ada)).length).toBe(4);
    // What it had united can still be parted, and the till stays where it is.
    const till = (await ownerOf(device('till')))!;
    await unmerge(trial, 'ada');
    await trial.run();
    expect(await ownerOf(user('bob'))).not.toBe(ada);
    expect(await ownerOf(device('till'))).toBe(till);
    await expectReplay();
  });

  test('of the earliest one, what it was bound to is again what it was', async () => {
    await begin();
    await happens('Order', device('phone'));
    trial.now += HOUR;
    await happens('View', user('ada'));
    const [phone, ada] = [(await ownerOf(device('phone')))!, (await ownerOf(user('ada')))!];
    const before = [await orders(user('ada')), await orders(device('phone'))];
    await bind(device('phone'), user('ada'));
    expect(await ownerOf(user('ada'))).toBe(phone);
    await unbind(trial, device('phone'));
    await trial.run();
    expect([await ownerOf(device('phone')), await ownerOf(user('ada'))]).toEqual([phone, ada]);
    expect([await orders(user('ada')), await orders(device('phone'))]).toEqual(before);
    await expectReplay();
  });

  test('is refused of what is not there, or is all there is', async () => {
    await begin();
    await happens('View', user('ada'));
    const customer = (await ownerOf(user('ada')))!;
    for (const identifier of [user('ada'), user('bob')]) await unbind(trial, identifier, { customer });
    await trial.run();
    expect((await told('unbind_refused')).map(({ detail }) => detail?.reason)).toEqual(['alone', 'not_held']);
    await expectReplay();
  });
});

test('an event that had united three, and went to one of them, is not taken for one of the others when they are parted in turn', async () => {
  await begin();
  for (const name of ['c', 'b', 'a']) await happens('View', device(name));
  const [c, b, a] = [(await ownerOf(device('c')))!, (await ownerOf(device('b')))!, (await ownerOf(device('a')))!];
  await bind(device('b'), device('c'));
  await happens('Order', device('a'), device('b'));
  // Of the device whose name comes first.
  await unmerge(trial, { namespace: 'device', value: 'c' }, { from: [a] });
  await trial.run();
  await bind(device('a'), device('b'));
  await unmerge(trial, { namespace: 'device', value: 'c' }, { from: [a, b] });
  await trial.run();
  expect([await ownerOf(device('a')), await ownerOf(device('b')), await ownerOf(device('c'))]).toEqual([a, b, c]);
  const counted = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => (await trial.knownAt(name, trial.now, 'device'))!.traits.orders ?? 0),
  );
  expect(counted).toEqual([1, 0, 0]);
  await expectReplay();
});

test('an event that had brought in two and went with one of them counts once when the other one leaves later', async () => {
  await begin();
  await trial.release(FIRST);
  await happens('View', device('c'));
  await happens('View', device('b'));
  await happens('View', user('ada'), device('a'));
  const [c, b, a] = [(await ownerOf(device('c')))!, (await ownerOf(device('b')))!, (await ownerOf(user('ada')))!];
  await happens('Order', device('a'), device('b'), device('c'));
  await unbind(trial, device('a'));
  await unmerge(trial, { namespace: 'device', value: 'c' }, { from: [b] });
  await trial.run();
  await unbind(trial, user('ada'));
  await trial.run();
  expect([await ownerOf(user('ada')), await ownerOf(device('b')), await ownerOf(device('c'))]).toEqual([a, b, c]);
  const counted = await Promise.all(
    ['a', 'b', 'c'].map(async (name) => (await trial.knownAt(name, trial.now, 'device'))!.traits.orders ?? 0),
  );
  expect(counted).toEqual([0, 1, 0]);
  await expectReplay();
});
