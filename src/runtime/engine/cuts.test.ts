/** R1: where batches are cut, and what the cache holds, changes nothing. Random logs with everything that can stand in one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEntry, Identifier, JsonObject, RerouteEntry } from '../../core/index.ts';
import { FIRST, SECOND } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const SECOND_MS = 1_000;
const HOUR = 3_600 * SECOND_MS;
const DAY = 24 * HOUR;

type Op =
  | { readonly do: 'event'; readonly who: readonly Identifier[]; readonly event: string; readonly age: number; readonly total: number }
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'tick'; readonly limit: number | undefined }
  | { readonly do: 'release' }
  | { readonly do: 'model'; readonly edges: readonly number[] }
  | { readonly do: 'reroute'; readonly step: readonly [journey: string, step: string]; readonly action: 'on' | 'off' }
  | { readonly do: 'receipt'; readonly nth: number }
  | { readonly do: 'control'; readonly user: number; readonly on: boolean }
  | { readonly do: 'engine' };

const user = fc.nat(4).map((n): Identifier => ['user_id', `u${n}`]);
const device = fc.nat(5).map((n): Identifier => ['device', `d${n}`]);
const who = fc.oneof(
  user.map((one) => [one]),
  device.map((one) => [one]),
  fc.tuple(user, device),
  fc.tuple(device, device),
);

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      who,
      event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
      age: fc.constantFrom(0, 0, 0, 1, HOUR, 2 * DAY, -4 * 60 * SECOND_MS),
      total: fc.constantFrom(5, 19.99, 60, 120),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(60) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tick' as const), limit: fc.constantFrom(undefined, undefined, 1, 2, 5) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'release' as const }) },
  { weight: 1, arbitrary: fc.constantFrom([200_000, 900_000], [1, 2]).map((edges) => ({ do: 'model' as const, edges })) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reroute' as const),
      step: fc.constantFrom(['cart', 'remind'] as const, ['winback', 'miss'] as const),
      action: fc.constantFrom('on' as const, 'on' as const, 'off' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('receipt' as const), nth: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('control' as const), user: fc.nat(4), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ do: 'engine' as const }) },
);
const elapsed = fc.constantFrom(0, 0, 1, SECOND_MS, HOUR, 2 * HOUR, 7 * HOUR, DAY, 3 * DAY);
const script = fc.array(fc.tuple(elapsed, op), { minLength: 10, maxLength: 60, size: 'max' });

function rerouteEntry([journey, step]: readonly [string, string], action: 'on' | 'off'): RerouteEntry {
  return { type: 'reroute', journey, step, action, who: 'diagnosis', by: 'diagnosis', reason: 'error', evidence: { count: 9, of: 10 } };
}

/** Plays the script one entry at a time, so that receipts can name messages that have been decided. */
async function play(
  script_: readonly (readonly [number, Op])[],
  way: { batchMax: number; cacheMax: number },
  before: (trial: Trial) => Promise<void> = async () => {},
): Promise<Trial> {
  const trial = await Trial.open(way);
  const events: EventEntry[] = [];
  const messages: JsonObject[] = [];
  let releases = 0;
  await trial.release(FIRST);
  for (const [ms, one] of script_) {
    trial.now += ms;
    if (one.do === 'event') {
      const { who: identifiers, event, age, total } = one;
      const properties = { total, lines: [{ sku: `s${total}` }, { sku: 'bag' }] };
      const traits = event === '$identify' ? { traits: { city: `city${total}` } } : {};
      events.push(trial.entry(identifiers, event, { time: trial.now - age, properties, ...traits }));
      await trial.append(events.at(-1)!);
    } else if (one.do === 'again') {
      const event = events[one.nth];
      if (event) await trial.append(event);
    } else if (one.do === 'tick') await trial.tick(one.limit);
    else if (one.do === 'release') await trial.release(++releases % 2 === 1 ? SECOND : FIRST);
    else if (one.do === 'model') await trial.append({ type: 'model', model: 'quantiles', trait: 'rank', version: '1', edges: one.edges });
    else if (one.do === 'reroute') await trial.append(rerouteEntry(one.step, one.action));
    else if (one.do === 'engine') await trial.append({ type: 'engine', version: '2' });
    else if (one.do === 'control') await trial.control(`u${one.user}`, { action: one.on ? 'suppress' : 'unsuppress', reason: 'asked' });
    else {
      const sent = messages.at(-1 - one.nth) as { message: string; customer: string } | undefined;
      const wall = { decidedAt: trial.now, dispatchedAt: trial.now };
      if (sent)
        await trial.append({ type: 'receipt', kind: 'sent', customer: sent.customer, message: sent.message, channel: 'capture', ...wall });
    }
    await before(trial);
    await trial.run();
    for (const row of await trial.outbox()) if (!messages.some(({ message }) => message === row.message)) messages.push(row);
  }
  return trial;
}

const WAYS = [
  { batchMax: 1, cacheMax: 100 },
  { batchMax: 7, cacheMax: 0 },
  { batchMax: 7, cacheMax: 4 },
  { batchMax: 1_000, cacheMax: 0 },
  { batchMax: 1_000, cacheMax: 50_000 },
];

test(
  'R1. Batches of any size, any cache: the same customers, identifiers, outbox, facts and hashes',
  async () => {
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const reference = await play(one, { batchMax: 1, cacheMax: 0 });
        const expected = await reference.remains();
        for (const way of WAYS) expect({ way, ...(await (await reference.again(way)).remains()) }).toEqual({ way, ...expected });
      }),
      { numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? 40), seed: Number(process.env.VOLANO_CUTS_SEED ?? 7) },
    );
  },
  5 * 60_000,
);

test(
  'W3. With timers that stay behind, and with timers that stand exactly at each wake-up: the same of everything',
  async () => {
    let lazy = 0;
    await fc.assert(
      fc.asyncProperty(script, async (one) => {
        const exact = await play(one, { batchMax: 1, cacheMax: 0 }, (trial) => trial.exactTimers());
        const ours = await play(one, { batchMax: 1, cacheMax: 100 }, async (trial) => {
          const wakeups = await trial.wakeups();
          for (const [due, id] of await trial.timers()) if (wakeups.get(id) !== due) lazy++;
        });
        expect(await ours.remains()).toEqual(await exact.remains());
      }),
      { numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? 40), seed: Number(process.env.VOLANO_CUTS_SEED ?? 11) },
    );
    expect(lazy).toBeGreaterThan(100);
  },
  5 * 60_000,
);

test('a log of this kind has everything in it that R1 speaks of', async () => {
  const scripts = fc.sample(script, { numRuns: 20, seed: 7 });
  const seen = new Set<string>();
  for (const one of scripts)
    for (const told of await (await play(one, { batchMax: 1, cacheMax: 0 })).facts()) seen.add(`${told.kind}.${told.action}`);
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'identity.merged',
      'tag.set',
      'tag.removed',
      'tag.expired',
      'segment.entered',
      'segment.left',
      'journey.entered',
      'journey.converted',
      'verdict.defer',
      'verdict.suppress',
      'message.decided',
      'message.sent',
      'consent.suppressed',
      'release.applied',
      'model.changed',
      'reroute.on',
      'reroute.off',
    ]),
  );
});
