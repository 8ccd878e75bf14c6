/** Whatever the order in which stages, engines and forwarders run, and wherever they die: what is known in the end is what one engine would know. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Identifier } from '../../core/index.ts';
import { FIRST } from '../engine/retail.suite.ts';
import { POINTS, type Profile, profilesAlone, sizesOf, World } from './world.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Op =
  | { readonly do: 'event'; readonly who: readonly Identifier[]; readonly event: string; readonly age: number; readonly total: number }
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'suppress'; readonly user: number }
  | { readonly do: 'stage' | 'engine' | 'forwarder' | 'restart'; readonly nth: number }
  | { readonly do: 'crash'; readonly at: string; readonly left: number };

const user = fc.nat(5).map((n): Identifier => ['user_id', `u${n}`]);
const device = fc.nat(9).map((n): Identifier => ['device', `d${n}`]);
const who = fc.oneof(
  user.map((one) => [one]),
  device.map((one) => [one]),
  fc.tuple(user, device),
  fc.tuple(device, user),
  fc.tuple(device, device),
);
const nth = fc.nat(7);

const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('event' as const),
      who,
      event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
      age: fc.constantFrom(0, 0, 0, 1, HOUR, 2 * DAY),
      total: fc.constantFrom(5, 19.99, 60, 120),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(60) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('suppress' as const), user: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('stage' as const), nth }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('engine' as const), nth }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('forwarder' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('crash' as const), at: fc.constantFrom(...POINTS), left: fc.nat(2) }),
  },
);
const elapsed = fc.constantFrom(1, 1_000, 60_000, HOUR);
const script = fc.array(fc.tuple(elapsed, op), { minLength: 20, maxLength: 120, size: 'max' });
const sizes = fc.record({ batchMax: fc.constantFrom(1, 3, 500), engineMax: fc.constantFrom(1, 7, 1_000) });

async function live(one: readonly (readonly [number, Op])[], world: World): Promise<number> {
  await world.release(FIRST);
  const events = [];
  for (const [ms, op_] of one) {
    world.now += ms;
    if (op_.do === 'event') {
      const properties = { total: op_.total, lines: [{ sku: `s${op_.total}` }, { sku: 'bag' }] };
      const traits = op_.event === '$identify' ? { traits: { city: `city${op_.total}` } } : {};
      events.push(world.entry(op_.who, op_.event, { time: world.now - op_.age, properties, ...traits }));
      await world.say(events.at(-1)!);
    } else if (op_.do === 'again') {
      const event = events[op_.nth];
      if (event) await world.say(event);
    } else if (op_.do === 'suppress')
      await world.say({ type: 'control', identifiers: [['user_id', `u${op_.user}`]], by: 'staff', action: 'suppress', reason: 'asked' });
    else if (op_.do === 'crash') world.arm(op_.at, op_.left);
    else if (op_.do === 'stage') await world.stage(op_.nth % world.events.partitions);
    else if (op_.do === 'restart') world.restart(op_.nth);
    else await world[op_.do](op_.nth % world.customers.partitions);
  }
  world.disarm();
  world.now += DAY;
  await world.rest();
  return events.length;
}

const plain = (profiles: ReadonlyMap<string, Profile>) => Object.fromEntries(profiles);

test(
  'the same profiles, sizes and events as one engine has, whatever dies',
  async () => {
    await fc.assert(
      fc.asyncProperty(script, sizes, async (one, { batchMax, engineMax }) => {
        const world = await World.open({ batchMax, way: { batchMax: engineMax } });
        const count = await live(one, world);
        const alone = await world.alone(FIRST);
        expect(plain(await world.profiles())).toEqual(plain(await profilesAlone(alone)));
        expect(await world.counters()).toEqual(sizesOf(alone.engine.meta.counters));
        const rows = await world.eventRows();
        expect([...rows.values()].every((times) => times === 1)).toBe(true);
        expect(rows.size).toBe(count);
        expect((await world.facts()).filter(({ kind }) => kind === 'failure')).toEqual([]);
      }),
      { numRuns: Number(process.env.VOLANO_CUTS_RUNS ?? 40), seed: Number(process.env.VOLANO_CUTS_SEED ?? 5) },
    );
  },
  5 * 60_000,
);
