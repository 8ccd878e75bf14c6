/** What an unmerge does beside knowledge: journeys, messages, consent, and what it refuses. */
import { afterEach, describe, expect, test } from 'vitest';
import { type Customer, decodeCustomer, type EventEntry, type MessageReceipt, type SendCommand } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { partName } from './keys.ts';
import { positionsOf, unmerge } from './parting.suite.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Nobody is held out; the reminder names the city, and goes to the address of the profile. */
const DEFINITIONS = [
  ...FIRST.filter(({ kind }) => kind !== 'template' && kind !== 'policy').map((one) =>
    one.kind === 'journey' ? { ...one, holdout: 0 } : one,
  ),
  { kind: 'template', id: 'note', name: NAME, body: 'Hello {{ trait.city }}' },
  { kind: 'policy', id: 'default', caps: [{ id: 'weekly', max: 2, per: '7d', classes: ['marketing'] }] },
] as unknown as Definition[];

let trial: Trial;
afterEach(async () => trial.state.close());

const WAY = { batchMax: 5, cacheMax: 10 };

/** Ada and Bob, each with a city, a user id and a device. */
async function begin(): Promise<void> {
  trial = await Trial.open(WAY);
  await trial.append({
    type: 'release',
    release: {
      number: 1,
      definitions: DEFINITIONS.map((definition) => ({
        version: 1,
        definition,
        ...(definition.kind === 'template' && { uses: { traits: ['city'], properties: [] } }),
      })),
    },
  });
  for (const [user, city] of [
    ['ada', 'Bologna'],
    ['bob', 'Torino'],
  ] as const) {
    await trial.append(trial.entry([['user_id', user]], '$identify', { traits: { city } }));
    await trial.append(
      trial.entry(
        [
          ['user_id', user],
          ['device', `${user}-phone`],
        ],
        'Other',
      ),
    );
  }
  await trial.run();
}

const both = (event = 'Other'): EventEntry =>
  trial.entry(
    [
      ['user_id', 'ada'],
      ['user_id', 'bob'],
    ],
    event,
  );

async function merge(): Promise<void> {
  await trial.append(both());
  await trial.run();
}

async function part(): Promise<{ ada: string; bob: string }> {
  await unmerge(trial, 'ada');
  await trial.run();
  return { ada: (await trial.customerOf('ada'))!, bob: (await trial.customerOf('bob'))! };
}

async function read(id: string): Promise<Customer> {
  const rows = await trial.state.range('customer', { start: Buffer.from(`${id}\u0000`), end: Buffer.from(`${id}\u0001`), limit: 1_000 });
  return decodeCustomer(id, new Map(rows.map(([key, value]) => [partName(key, id), value])), trial.engine.plan);
}

const outbox = async (): Promise<SendCommand[]> => (await trial.outbox()) as unknown as SendCommand[];
const receipt = (command: SendCommand, customer: string) =>
  trial.append({
    type: 'receipt',
    kind: 'sent',
    customer,
    message: command.message,
    channel: command.channel,
    decidedAt: trial.now,
    dispatchedAt: trial.now,
  });

/** The same log, cut otherwise, and with nothing in memory, comes to the same (R1). */
async function expectReplay(): Promise<void> {
  const again = await trial.again({ batchMax: 1, cacheMax: 0 });
  expect(await again.remains()).toEqual(await trial.remains());
}

describe('journeys', () => {
  test('an instance follows the event that triggered it, and nothing begins by an unmerge (U2, U4)', async () => {
    await begin();
    await merge();
    await trial.event('bob', 'View');
    await trial.run();
    const entered = (await trial.facts('journey')).filter(({ action, name }) => action === 'entered' && name === 'cart');
    expect(entered).toHaveLength(1);
    const decisions = (await trial.facts('decision')).length;
    const { ada, bob } = await part();
    expect((await read(ada)).journeys.instances).toEqual([]);
    expect((await read(bob)).journeys.instances).toMatchObject([{ journey: 'cart', step: 'pause' }]);
    expect(await trial.facts('decision')).toHaveLength(decisions);
    expect((await trial.facts('identity')).filter(({ action }) => action === 'instance_moved')).toMatchObject([
      { customer: bob, name: 'cart', detail: { from: ada } },
    ]);
    await trial.pass(2 * HOUR);
    expect(await outbox()).toMatchObject([{ customer: bob, step: 'remind', variables: { trait: { city: 'Torino' } } }]);
    await expectReplay();
  });

  test('one that a segment began stays with whoever still is in it, and ends where nobody is', async () => {
    await begin();
    await trial.event('bob', 'Order');
    await trial.run();
    await merge();
    await trial.pass(3 * DAY + 1);
    const [instance] = (await read((await trial.customerOf('ada'))!)).journeys.instances;
    expect(instance).toMatchObject({ journey: 'winback' });
    const { ada, bob } = await part();
    expect((await read(ada)).journeys.instances).toEqual([]);
    expect((await read(bob)).journeys.instances).toMatchObject([{ journey: 'winback', id: instance!.id }]);
    const told = (await trial.facts('segment', 'tag')).filter(({ detail }) => detail?.rebuilt === true);
    expect(told.map(({ customer, action, name }) => [customer, action, name])).toEqual([
      [ada, 'retracted', 'lapsed'],
      [ada, 'kept', 'small'],
      [bob, 'set', 'small'],
      [bob, 'entered', 'lapsed'],
    ]);
    await expectReplay();
  });

  test('one that nobody qualifies for any more is taken back', async () => {
    await begin();
    await merge();
    await trial.append(trial.entry([['user_id', 'ada']], 'View'));
    await trial.append(trial.entry([['user_id', 'bob']], 'View'));
    await trial.run();
    expect(await trial.standing('ada')).toContain('keen');
    const { ada, bob } = await part();
    expect(await trial.standing('ada')).not.toContain('keen');
    expect(await trial.standing('bob')).not.toContain('keen');
    const facts = (await trial.facts('segment')).filter(({ name }) => name === 'keen');
    expect(facts.map(({ customer, action }) => [customer, action])).toEqual([
      [ada, 'entered'],
      [ada, 'retracted'],
    ]);
    expect(trial.counter('segment:keen')).toBe(0);
    expect(bob).not.toBe(ada);
  });
});

describe('messages', () => {
  test('what was decided for a mixed profile is not handed over, and its receipt finds it wherever it went (U4)', async () => {
    await begin();
    await trial.append(trial.entry([['user_id', 'bob']], 'View'));
    await trial.run();
    await merge();
    // Ada's city is the later one: Bob's reminder names it.
    await trial.append(trial.entry([['user_id', 'ada']], '$identify', { traits: { city: 'Modena' } }));
    await trial.pass(2 * HOUR);
    const [command] = await outbox();
    expect(command).toMatchObject({ customer: await trial.customerOf('ada'), variables: { trait: { city: 'Modena' } } });
    const { ada, bob } = await part();
    expect((await read(ada)).journeys.sends).toEqual([]);
    expect((await read(bob)).journeys.sends).toMatchObject([{ message: command!.message, stale: { rule: 'unmerged' } }]);
    expect(await outbox()).toMatchObject([{ message: command!.message, customer: bob }]);
    // It was on its way when they were parted.
    await receipt(command!, ada);
    await trial.run();
    expect((await read(bob)).journeys.sends).toEqual([]);
    expect((await read(bob)).guard.coming).toEqual([]);
    expect(await outbox()).toEqual([]);
    await expectReplay();
  });

  test('what would be the same for its own side goes, and what was sent counts against the caps of both (U3)', async () => {
    await begin();
    await merge();
    await trial.append(trial.entry([['user_id', 'ada']], '$identify', { traits: { city: 'Modena' } }));
    await trial.append(trial.entry([['user_id', 'ada']], 'View'));
    await trial.pass(2 * HOUR);
    const [command] = await outbox();
    const { ada, bob } = await part();
    expect((await read(ada)).journeys.sends).toMatchObject([{ message: command!.message }]);
    expect((await read(ada)).journeys.sends[0]).not.toHaveProperty('stale');
    await receipt(command!, ada);
    await trial.pass(DAY + HOUR);
    // The second one of Ada, and the first of Bob, are the second of the week for each.
    const [second] = await outbox();
    expect(second).toMatchObject({ customer: ada, step: 'nudge' });
    await trial.append(trial.entry([['user_id', 'bob']], 'View'));
    await trial.pass(2 * HOUR);
    for (const id of [ada, bob]) {
      const { sends, coming } = (await read(id)).guard;
      expect([...sends, ...coming].length).toBeGreaterThan(0);
    }
    await expectReplay();
  });

  test('an unsubscribe that came while they were one counts for both, a consent taken back for its own side (U5)', async () => {
    await begin();
    await merge();
    const id = (await trial.customerOf('ada'))!;
    const returned = (kind: MessageReceipt['kind'], messageId: string): EventEntry => ({
      ...trial.entry([], 'Unsubscribed'),
      messageId,
      source: 'volano',
      customer: id,
      receipt: { kind, message: 'm-1', channel: 'email', purpose: 'offers', journey: 'cart', step: 'remind' },
    });
    await trial.append(returned('unsubscribed', 'r1'));
    await trial.run();
    trial.now += HOUR;
    await trial.append(returned('resubscribed', 'r2'));
    await trial.run();
    const { ada, bob } = await part();
    expect((await read(ada)).guard.consents).toMatchObject([{ purpose: 'offers', choice: 'granted' }]);
    expect((await read(bob)).guard.consents).toMatchObject([{ purpose: 'offers', choice: 'withdrawn' }]);
    await expectReplay();
  });

  test('what came back about a message follows the event that had begun its journey, where that is known (U6)', async () => {
    await begin();
    await merge();
    const trigger = await trial.append(trial.entry([['user_id', 'bob']], 'View'));
    await trial.run();
    const id = (await trial.customerOf('ada'))!;
    const opened = (message: string): EventEntry => ({
      ...trial.entry([], 'View'),
      messageId: `${message}.opened`,
      source: 'volano',
      customer: id,
      receipt: { kind: 'opened', message, channel: 'email', purpose: 'offers', journey: 'cart', step: 'remind' },
    });
    const known = await trial.append(opened('m-1'));
    const unknown = await trial.append(opened('m-2'));
    await trial.run();
    await unmerge(trial, 'ada', { returned: [[known, trigger]] });
    await trial.run();
    const [ada, bob] = [(await trial.customerOf('ada'))!, (await trial.customerOf('bob'))!];
    const [ofAda, ofBob] = [await positionsOf(trial, ada), await positionsOf(trial, bob)];
    expect([known, unknown].map((position) => [ofAda.includes(position), ofBob.includes(position)])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await trial.knownAt('bob', trial.now))!.traits.today).toBe(2);
    expect((await trial.knownAt('ada', trial.now))!.traits.today).toBe(1);
    await expectReplay();
  });

  test('what staff said of one of them is of that one alone, also when it changed nothing at the time', async () => {
    await begin();
    await merge();
    await trial.control('ada', { action: 'suppress', reason: 'asked' });
    await trial.control('bob', { action: 'suppress', reason: 'asked' });
    await trial.control('ada', { action: 'unsuppress', reason: 'came back' });
    await trial.run();
    const { ada, bob } = await part();
    expect((await read(ada)).guard.suppression).toBeUndefined();
    expect((await read(bob)).guard.suppression).toMatchObject({ reason: 'asked' });
    const told = (await trial.facts('consent')).filter(({ detail }) => detail?.rebuilt === true);
    expect(told.map(({ customer, action }) => [customer, action])).toEqual([[bob, 'suppressed']]);
  });
});

describe('an unmerge', () => {
  test('happens or does not: what was prepared and never committed leaves nothing (M1)', async () => {
    await begin();
    await trial.append(trial.entry([['user_id', 'bob']], 'View'));
    await merge();
    await trial.run();
    const before = await trial.remains();
    await unmerge(trial, 'ada');
    expect(await trial.engine.prepare()).toBe(true);
    await trial.restart(WAY);
    expect(await trial.remains()).toEqual(before);
    await trial.run();
    expect(await trial.customerOf('bob')).not.toBe(await trial.customerOf('ada'));
    await expectReplay();
  });

  test.each([
    ['unknown', { customer: 'c-nobody' }],
    ['not_merged', { from: ['c-nobody'] }],
    ['moved_on', { upTo: 1 }],
  ])('is refused as %s', async (reason, more) => {
    await begin();
    await merge();
    await unmerge(trial, 'ada', more);
    await trial.run();
    expect((await trial.facts('identity')).at(-1)).toMatchObject({ action: 'unmerge_refused', detail: { reason, by: 'staff' } });
    expect(await trial.customerOf('bob')).toBe(await trial.customerOf('ada'));
    await expectReplay();
  });

  test('is refused when a release has come since its positions were gathered: its rules may give events to others', async () => {
    await begin();
    await merge();
    const upTo = await trial.log.end(0);
    await trial.append({ type: 'release', release: { number: 2, definitions: [] } });
    await unmerge(trial, 'ada', { upTo });
    await trial.run();
    expect((await trial.facts('identity')).at(-1)).toMatchObject({ action: 'unmerge_refused', detail: { reason: 'moved_on' } });
    await unmerge(trial, 'ada');
    await trial.run();
    expect(await trial.customerOf('bob')).not.toBe(await trial.customerOf('ada'));
  });

  test('is refused when the profile was parted since its positions were gathered', async () => {
    await begin();
    await trial.append(trial.entry([['user_id', 'cyd']], 'Other'));
    await trial.run();
    await merge();
    await trial.append(
      trial.entry(
        [
          ['device', 'ada-phone'],
          ['user_id', 'cyd'],
        ],
        'Other',
      ),
    );
    await trial.run();
    const id = (await trial.customerOf('ada'))!;
    const upTo = await trial.log.end(0);
    const merged = (await trial.facts('identity')).filter(({ action }) => action === 'merged').map(({ name }) => name);
    const positions = await positionsOf(trial, id);
    for (const from of merged.length > 1 ? merged.slice(0, 2) : [merged[0]!, merged[0]!])
      await trial.append({ type: 'unmerge', customer: id, from: [from], by: 'staff', positions, upTo });
    await trial.run();
    const told = (await trial.facts('identity')).filter(({ action }) => action === 'unmerge_refused');
    expect(told).toHaveLength(1);
    expect(['moved_on', 'not_merged']).toContain(told[0]!.detail?.reason);
    await expectReplay();
  });

  test('between other entries of a batch is alone; those behind it see what it left', async () => {
    await begin();
    await merge();
    const bob = (await trial.facts('identity')).find(({ action }) => action === 'merged')!.name;
    await unmerge(trial, 'ada');
    await trial.event('bob', 'View');
    await trial.event('ada', 'View');
    await trial.run();
    expect(await trial.customerOf('bob')).toBe(bob);
    expect(await trial.standing('bob')).toContain('visitor');
    const entered = (await trial.facts('tag')).filter(({ name, action }) => name === 'visitor' && action === 'set');
    expect(entered.map(({ customer }) => customer)).toEqual([bob, await trial.customerOf('ada')]);
    await expectReplay();
  });
});
