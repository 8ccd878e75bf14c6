import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { encodeEntry } from '../../core/index.ts';
import { defineJourney, defineTrait, occurs, onEvent, type Project, send, wait } from '../../define/index.ts';
import { openMemoryLog } from '../../port/log/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { cart, shop, withoutChance } from '../shop.suite.ts';
import { type FactRow, VirtualWorld } from '../virtual/world.ts';
import { conclusions, deeds, lead, lived, START, simulated } from './lived.suite.ts';
import { simulateHistory } from './simulation.ts';

const A = shop();
/** Reminds sooner, through the other channel, and once more. */
const B = shop(
  defineJourney({
    ...cart,
    trigger: onEvent('Product Added'),
    goal: occurs('Order Completed'),
    steps: [
      wait('30m', { id: 'pause' }),
      send({ id: 'remind', channel: 'text', template: 'cart_text', purpose: 'offers' }),
      wait('2h', { id: 'more' }),
      send({ id: 'again', channel: 'mail', template: 'cart_reminder', purpose: 'offers' }),
    ],
  } as never),
);
/** At once, without waiting for the history's ticks. */
const EXACT = { groupMax: 1, patienceMs: 0 } as const;
const RUNS = { numRuns: 40 };

describe('a release that was in force all along', () => {
  test('leads to the same facts, entry by entry (H5)', () =>
    fc.assert(
      fc.asyncProperty(deeds, async (life) => {
        const world = await lived(A, life);
        const { facts, outcomes } = await simulated(world, { draft: A });
        expect(facts).toEqual(world.facts);
        expect(outcomes.assumed).toBe(0);
        await world.close();
      }),
      RUNS,
    ));

  test('from any moment on', () =>
    fc.assert(
      fc.asyncProperty(deeds, fc.nat({ max: 60 * 24 }), async (life, hours) => {
        const world = await lived(A, life);
        const since = START + hours * HOUR;
        const { facts, changes } = await simulated(world, { draft: A, since });
        const [first] = facts;
        expect(facts).toEqual(world.facts.filter(({ seq }) => first !== undefined && seq >= first.seq));
        if (hours > 0) expect(changes).toBe(0);
        await world.close();
      }),
      RUNS,
    ));
});

describe('another release', () => {
  test('leads to what it would have led to live', () =>
    fc.assert(
      fc.asyncProperty(deeds, async (life) => {
        const [before, after] = [withoutChance(shop(cart)), withoutChance(B)];
        const [history, live] = [await lived(before, life), await lived(after, life)];
        const { facts } = await simulated(history, { draft: after, ...EXACT });
        expect(conclusions(facts)).toEqual(conclusions(live.facts));
        await history.close();
        await live.close();
      }),
      RUNS,
    ));

  test('comes in as the next release, and those inside stay on their version', async () => {
    const history = await lived(A, [
      { do: 'call', who: 1, call: { type: 'identify', traits: { email: 'a@example.com', phone: '+4915112345678' } } },
      { do: 'call', who: 1, call: { type: 'track', event: 'Product Added', properties: {} } },
      { do: 'pass', ms: HOUR },
      { do: 'call', who: 2, call: { type: 'identify', traits: { email: 'b@example.com', phone: '+4915112345679' } } },
      { do: 'call', who: 2, call: { type: 'track', event: 'Product Added', properties: {} } },
      { do: 'pass', ms: 3 * DAY },
    ]);
    const { facts, release, changes, outcomes } = await simulated(history, { draft: B, since: START + HOUR, ...EXACT });
    expect([release.number, changes]).toEqual([2, 2]);
    const decided = facts.filter(({ kind, action }) => kind === 'message' && action === 'decided');
    expect(decided.map(({ at, name, detail }) => [(at - START) / HOUR, name, detail?.journeyVersion])).toEqual([
      [1.5, 'cart_text', 2],
      [2, 'cart_reminder', 1],
      [3.5, 'cart_reminder', 2],
      [26, 'cart_text', 1],
    ]);
    expect(outcomes).toMatchObject({ fromHistory: 2, assumed: 2 });
    await history.close();
  });

  test('knows the past that it needs', async () => {
    const draft: Project = {
      definitions: [
        ...A.definitions,
        defineTrait({ id: 'carts', name: { en: 'Carts', zh: '购物车数' }, aggregate: 'count', event: 'Product Added' }),
      ],
    };
    const tagged: Project = {
      definitions: [
        ...draft.definitions,
        {
          kind: 'segment',
          id: 'keen',
          name: { en: 'Keen', zh: '热衷' },
          condition: { combinator: 'and', rules: [{ field: 'trait.carts', operator: '>=', value: 2 }] },
        },
      ],
    };
    const add = { do: 'call', who: 1, call: { type: 'track', event: 'Product Added', properties: {} } } as const;
    const history = await lived(A, [
      add,
      { do: 'pass', ms: HOUR },
      add,
      { do: 'pass', ms: DAY },
      { ...add, who: 2 },
      { do: 'pass', ms: DAY },
    ]);
    const { facts } = await simulated(history, { draft: tagged, since: START + 3 * HOUR });
    expect(facts.filter(({ kind }) => kind === 'segment').map(({ action, name }) => `${action} ${name}`)).toEqual(['entered keen']);
    await history.close();
  });
});

describe('what became of messages', () => {
  const ADA = { do: 'call', who: 1, call: { type: 'identify', traits: { email: 'a@example.com', phone: '+4915112345678' } } } as const;
  const ADD = { do: 'call', who: 1, call: { type: 'track', event: 'Product Added', properties: {} } } as const;
  const project = withoutChance(shop(cart));

  /** The first message bounces for good, so that the channel is closed to the customer. */
  async function bounced() {
    const history = await lived(project, [ADA, ADD]);
    history.stage.fails('mail', { bounces: 'permanent', times: 1 });
    await lead(history, [{ do: 'pass', ms: 3 * HOUR }, { do: 'pass', ms: 3 * DAY }, ADD, { do: 'pass', ms: 3 * DAY }]);
    return history;
  }
  const told = (facts: readonly FactRow[]) =>
    facts.filter(({ kind }) => kind === 'verdict').map(({ step, action, detail }) => `${step} ${action} ${detail?.rule}`);

  test('that were sent live as well is what it was, with all that follows', async () => {
    const history = await bounced();
    const { facts } = await simulated(history, { draft: project });
    expect(facts).toEqual(history.facts);
    expect(told(facts)).toContain('remind suppress suppressed.channel');
    await history.close();
  });

  test('that the draft sends at another time is not: nothing bounced', async () => {
    const history = await bounced();
    const later = withoutChance(shop({ ...cart, steps: [{ type: 'wait', id: 'pause', duration: '150m' }, ...cart.steps.slice(1)] }));
    const { facts, outcomes } = await simulated(history, { draft: later });
    expect(told(facts)).not.toContain('remind suppress suppressed.channel');
    expect(outcomes.fromHistory).toBe(0);
    expect(outcomes.leftOut).toBeGreaterThan(0);
    await history.close();
  });

  test('a draft that changes other things shares them', async () => {
    const history = await bounced();
    const draft: Project = { definitions: project.definitions.map((one) => (one.kind === 'policy' ? { ...one, caps: [] } : one)) };
    const { facts, outcomes } = await simulated(history, { draft });
    // The cap had held back one more.
    expect(outcomes).toMatchObject({ fromHistory: 2, assumed: 1 });
    expect(told(facts)).toContain('remind suppress suppressed.channel');
    await history.close();
  });
});

describe('time', () => {
  test('is moved on to what is due where the history is silent', async () => {
    const add = { do: 'call', who: 1, call: { type: 'track', event: 'Product Added', properties: {} } } as const;
    const history = await VirtualWorld.open({ project: withoutChance(shop(cart)), start: START });
    await lead(history, [{ do: 'call', who: 1, call: { type: 'identify', traits: { phone: '+4915112345678' } } }, add]);
    // A log in which nothing but events stands: two days later another one.
    const records = await history.log.read(0, 0, 1_000);
    const log = await openMemoryLog();
    const value = encodeEntry({
      type: 'event',
      call: 'track',
      event: 'Product Viewed',
      messageId: 'last',
      source: 'shop',
      time: START + 2 * DAY,
      receivedAt: START + 2 * DAY,
      identifiers: [['user_id', 'u2']],
      properties: {},
    });
    await log.append(0, [...records.map((record) => ({ at: record.at, value: record.value })), { at: START + 2 * DAY, value }]);
    const facts: FactRow[] = [];
    const state = await openMemoryState();
    await simulateHistory({
      log,
      state,
      draft: withoutChance(B),
      since: START + 1,
      until: START + 3 * DAY,
      onFact: (fact) => facts.push(fact),
    });
    const sent = facts.filter(({ kind, action }) => kind === 'message' && action === 'sent');
    // Inside since before the draft: its own version, whose text goes out 26 hours after.
    expect(sent.map(({ at }) => (at - START) / HOUR)).toEqual([26]);
    await history.close();
  });
});

describe('progress', () => {
  test('is told up to the end', async () => {
    const history = await lived(A, [{ do: 'pass', ms: DAY }]);
    const told: (readonly [number, number])[] = [];
    await simulated(history, { draft: B, onProgress: (done, total) => told.push([done, total]) });
    const [done, total] = told.at(-1)!;
    expect(done).toBe(total);
    await history.close();
  });
});
