/** Journeys from end to end in virtual time: events into the log, messages out of the outbox, and a fact for every verdict. */
import { describe, expect, test } from 'vitest';
import type { Definition } from '../../src/define/index.ts';
import { NAME, START, Trial } from '../../src/runtime/engine/trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const all = (field: string, operator: string, value?: unknown) => ({
  combinator: 'and',
  rules: [{ field, operator, ...(value !== undefined && { value }) }],
});
const wait = (id: string, duration: string) => ({ type: 'wait', id, duration });
const send = (id: string, more: object = {}) => ({ type: 'send', id, channel: 'capture', template: 'note', purpose: 'care', ...more });

const base = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 'seed' },
  { kind: 'purpose', id: 'care', name: NAME, basis: 'opt_out' },
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_in' },
  { kind: 'template', id: 'note', name: NAME, body: 'Hello' },
  { kind: 'trait', id: 'orders', name: NAME, aggregate: 'count', event: 'Order' },
  { kind: 'trait', id: 'timezone', name: NAME, type: 'string' },
  { kind: 'segment', id: 'buyers', name: NAME, condition: all('trait.orders', '>=', 1) },
  { kind: 'segment', id: 'cold', name: NAME, condition: all('event.View', 'notPerformed', { within: { last: '3d' } }) },
];

function cart(change: object = {}): object {
  const trigger = { type: 'event', event: 'View' };
  return {
    kind: 'journey',
    id: 'cart',
    name: NAME,
    stage: 'repurchase',
    trigger,
    reentry: 'always',
    steps: [wait('pause', '2h'), send('remind')],
    ...change,
  };
}

async function shop(journey: object, ...more: readonly object[]): Promise<Trial> {
  const trial = await Trial.open();
  await trial.release([...base, ...more, journey] as unknown as Definition[]);
  return trial;
}

/** Steps of the messages decided, with the hours after the start at which they were. */
async function sent(trial: Trial): Promise<[string, number][]> {
  return (await trial.outbox()).map(({ step, at }) => [String(step), ((at as number) - START) / HOUR]);
}

const ends = async (trial: Trial) =>
  (await trial.facts('journey'))
    .filter(({ action }) => !['entered', 'moved'].includes(action))
    .map(({ action, at }) => [action, (at - START) / HOUR]);

describe('waiting and branching', () => {
  test('a wait ends at its own moment, however late the tick; the message says so', async () => {
    const trial = await shop(cart());
    await trial.event('u1', 'View');
    await trial.pass(2 * HOUR - 1);
    expect(await sent(trial)).toEqual([]);
    await trial.pass(3 * HOUR);
    expect(await sent(trial)).toEqual([['remind', 2]]);
    expect(await ends(trial)).toEqual([['completed', 2]]);
  });

  test('nobody passes twice: the same journey with the same key has one instance at a time', async () => {
    const trial = await shop(cart());
    for (let i = 0; i < 3; i++) {
      await trial.event('u1', 'View');
      trial.now += HOUR / 2;
    }
    await trial.pass(5 * HOUR);
    expect(await sent(trial)).toEqual([['remind', 2]]);
    expect((await trial.told('decision')).filter((one) => one.includes('not_entered'))).toHaveLength(2);
  });

  test('a branch is decided by what is known when it is reached, not when the journey was entered', async () => {
    const worth = {
      type: 'branch',
      id: 'worth',
      branches: [{ when: all('segment.buyers', '=', true), steps: [send('thanks')] }],
      otherwise: [send('invite')],
    };
    const trial = await shop(cart({ steps: [wait('pause', '2h'), worth] }));
    await trial.event('u1', 'View');
    await trial.event('u2', 'View');
    trial.now += HOUR;
    await trial.event('u1', 'Order');
    await trial.pass(2 * HOUR);
    expect((await sent(trial)).map(([step]) => step).sort()).toEqual(['invite', 'thanks']);
    const [thanks] = (await trial.outbox()).filter(({ step }) => step === 'thanks');
    expect(thanks?.customer).toBe(await trial.customerOf('u1'));
  });

  test('several waits in a row, all due at one late tick, each have their own moment', async () => {
    const trial = await shop(cart({ steps: [wait('a', '1h'), send('one'), wait('b', '2h'), send('two'), wait('c', '1d'), send('three')] }));
    await trial.event('u1', 'View');
    await trial.pass(7 * DAY);
    expect(await sent(trial)).toEqual([
      ['one', 1],
      ['two', 3],
      ['three', 27],
    ]);
  });
});

describe('goals and exits, in mid-wait', () => {
  test('a goal event converts at once; nothing is sent any more', async () => {
    const trial = await shop(cart({ goal: { event: 'Order' } }));
    await trial.event('u1', 'View');
    trial.now += HOUR;
    await trial.event('u1', 'Order');
    await trial.pass(DAY);
    expect(await ends(trial)).toEqual([['converted', 1]]);
    expect(await sent(trial)).toEqual([]);
  });

  test('a goal that time alone reaches, at its moment', async () => {
    const trial = await shop(cart({ goal: all('segment.cold', '=', true), steps: [wait('long', '10d'), send('remind')] }));
    await trial.event('u1', 'View');
    await trial.pass(20 * DAY);
    expect(await ends(trial)).toEqual([['converted', 72]]);
  });

  test('an exit ends it: exited, nothing sent', async () => {
    const trial = await shop(cart({ exits: [{ event: 'Complaint' }] }));
    await trial.event('u1', 'View');
    trial.now += HOUR;
    await trial.event('u1', 'Complaint');
    await trial.pass(DAY);
    expect(await ends(trial)).toEqual([['exited', 1]]);
    expect(await sent(trial)).toEqual([]);
  });

  test('a goal event dated before the journey began is none', async () => {
    const trial = await shop(cart({ goal: { event: 'Order' } }));
    await trial.event('u1', 'View');
    trial.now += HOUR;
    await trial.event('u1', 'Order', { time: START - HOUR });
    await trial.pass(DAY);
    expect(await sent(trial)).toEqual([['remind', 2]]);
  });

  test('a trigger older than its maxAge starts nothing', async () => {
    const trial = await shop(cart());
    await trial.event('u1', 'View', { time: START - 61 * 60_000 });
    await trial.event('u2', 'View', { time: START - 60 * 60_000 });
    await trial.pass(DAY);
    expect((await trial.outbox()).map(({ customer }) => customer)).toEqual([await trial.customerOf('u2')]);
  });
});

describe('guard', () => {
  const policy = (more: object) => ({ kind: 'policy', id: 'default', ...more });

  test('quiet hours defer to their end, in the zone the customer has told', async () => {
    const quiet = policy({ quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] } });
    const trial = await shop(cart({ steps: [wait('pause', '11h'), send('remind')] }), quiet);
    await trial.event('u1', '$identify', { traits: { timezone: 'America/New_York' } });
    for (const user of ['u1', 'u2']) await trial.event(user, 'View');
    await trial.pass(DAY);
    const told = await trial.facts('verdict');
    // 23:00 UTC is 18:00 in New York.
    expect(told.map(({ customer, action, at }) => [customer, action, (at - START) / HOUR])).toEqual([
      [await trial.customerOf('u1'), 'send', 11],
      [await trial.customerOf('u2'), 'defer', 11],
      [await trial.customerOf('u2'), 'send', 20],
    ]);
  });

  test('a cap suppresses what is too much, and says which', async () => {
    const trial = await shop(
      cart({ steps: [send('one'), wait('a', '1h'), send('two'), wait('b', '1h'), send('three')] }),
      policy({ caps: [{ id: 'daily', max: 2, per: '1d', classes: ['marketing'] }] }),
    );
    await trial.event('u1', 'View');
    await trial.pass(DAY);
    expect(await sent(trial)).toEqual([
      ['one', 0],
      ['two', 1],
    ]);
    expect(await trial.told('verdict')).toEqual([
      'verdict send cart/one allowed',
      'verdict send cart/two allowed',
      expect.stringMatching(/^verdict suppress cart\/three cap/),
    ]);
  });

  test('without consent to an opt-in purpose nothing goes out; with it, it does', async () => {
    const trial = await shop(cart({ steps: [wait('pause', '2h'), send('offer', { purpose: 'offers' })] }));
    await trial.control('u1', { action: 'consent', purpose: 'offers', granted: true });
    for (const user of ['u1', 'u2']) await trial.event(user, 'View');
    await trial.pass(DAY);
    expect((await trial.outbox()).map(({ customer }) => customer)).toEqual([await trial.customerOf('u1')]);
    expect(trial.counter('verdict.suppress')).toBe(1);
  });

  test('who is suppressed in mid-wait gets nothing', async () => {
    const trial = await shop(cart());
    await trial.event('u1', 'View');
    trial.now += HOUR;
    await trial.control('u1', { action: 'suppress', reason: 'asked' });
    await trial.pass(DAY);
    expect(await sent(trial)).toEqual([]);
  });
});

test('the held-out walk the same way without messages, and their goals count alike', async () => {
  const trial = await shop(
    cart({ holdout: 0.5, goal: { event: 'Order' }, steps: [wait('pause', '2h'), send('remind'), wait('look', '2d')] }),
  );
  for (let i = 0; i < 40; i++) await trial.event(`u${i}`, 'View');
  await trial.pass(DAY);
  for (let i = 0; i < 40; i++) await trial.event(`u${i}`, 'Order');
  await trial.run();
  const exposures = await trial.facts('exposure');
  const heldOut = exposures.filter(({ action }) => action === 'holdout').map(({ customer }) => customer);
  expect(heldOut.length).toBeGreaterThan(8);
  expect(heldOut.length).toBeLessThan(32);
  const outbox = await trial.outbox();
  const messages = outbox.filter(({ type }) => type === 'send');
  expect(messages.filter(({ customer }) => heldOut.includes(String(customer)))).toEqual([]);
  expect(messages).toHaveLength(40 - heldOut.length);
  const viewed = outbox.flatMap((command) =>
    command.type === 'emit' ? [String((command.properties as { variation_id?: unknown }).variation_id)] : [],
  );
  expect(viewed.filter((variation) => variation === 'holdout')).toHaveLength(heldOut.length);
  expect(viewed.filter((variation) => variation === 'treatment')).toHaveLength(40 - heldOut.length);
  expect(trial.counter('verdict.suppress:holdout.journey')).toBe(heldOut.length);
  expect(trial.counter('journey.converted:cart')).toBe(40);
});

describe('merges in mid-journey', () => {
  const both = [
    ['user_id', 'u1'],
    ['device', 'd1'],
  ] as const;

  test('the older instance goes on, the other exits; one message, to the survivor', async () => {
    const trial = await shop(cart());
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    trial.now += HOUR;
    await trial.event('u1', 'View');
    trial.now += HOUR / 2;
    await trial.append(trial.entry(both, 'Other'));
    await trial.pass(DAY);
    expect(await sent(trial)).toEqual([['remind', 2]]);
    expect((await trial.outbox())[0]?.customer).toBe(await trial.customerOf('u1'));
    expect(await trial.customers()).toHaveLength(1);
    expect(trial.counter('journey.active:cart@1')).toBe(0);
  });

  test('a goal that one side had reached counts for the other from then on only', async () => {
    const trial = await shop(cart({ goal: { event: 'Order' } }));
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    trial.now += HOUR;
    await trial.append(trial.entry(both, 'Order'));
    await trial.pass(DAY);
    expect(await ends(trial)).toEqual([['converted', 1]]);
  });

  test('sizes of segments and tags stay those of the customers there are', async () => {
    const trial = await shop(cart());
    await trial.append(trial.entry([['device', 'd1']], 'Order'));
    await trial.event('u1', 'Order');
    await trial.event('u2', 'Order');
    await trial.run();
    expect([trial.counter('customers'), trial.counter('segment:buyers'), trial.counter('segment:cold')]).toEqual([3, 3, 3]);
    await trial.append(trial.entry(both, 'Order'));
    await trial.run();
    expect([trial.counter('customers'), trial.counter('segment:buyers'), trial.counter('segment:cold')]).toEqual([2, 2, 2]);
  });

  test('also when a shared membership ends by time before the merge', async () => {
    const fresh = { kind: 'segment', id: 'fresh', name: NAME, condition: all('event.View', 'performed', { within: { last: '1d' } }) };
    const trial = await shop(cart(), fresh);
    await trial.append(trial.entry([['device', 'd1']], 'View'));
    await trial.event('u1', 'View');
    await trial.run();
    expect(trial.counter('segment:fresh')).toBe(2);
    trial.now += 5 * DAY;
    await trial.append(trial.entry(both, 'Other'));
    await trial.run();
    expect(trial.counter('segment:fresh')).toBe(0);
  });
});
