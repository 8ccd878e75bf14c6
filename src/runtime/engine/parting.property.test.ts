/** Merge, then unmerge, restores what is known of both exactly as if the merge had never been, and what comes afterwards falls to the right one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventEntry, Identifier, JsonObject } from '../../core/index.ts';
import { knowledgeOf, positionsOf, unmerge } from './parting.suite.ts';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Side = 'a' | 'b';

type Op =
  | { readonly do: 'event'; readonly side: Side; readonly ids: readonly number[]; readonly what: What }
  /** An event that names one identifier of each side. */
  | { readonly do: 'bridge'; readonly ids: readonly [a: number, b: number]; readonly what: What }
  | { readonly do: 'again'; readonly nth: number }
  | { readonly do: 'tick' }
  | { readonly do: 'control'; readonly side: Side; readonly how: 'granted' | 'withdrawn' | 'suppress' | 'unsuppress' };

interface What {
  readonly event: string;
  readonly age: number;
  readonly total: number;
}

/** Of each side: a user and devices. The strongest first, as the rules have it. */
const idsOf = (side: Side): readonly Identifier[] => [
  ['user_id', `u${side}`],
  ['device', `d1${side}`],
  ['device', `d2${side}`],
];
const what = fc.record({
  event: fc.constantFrom('View', 'Order', '$identify', 'Other'),
  age: fc.constantFrom(0, 0, 0, 1, HOUR, 2 * DAY),
  total: fc.constantFrom(5, 19.99, 60, 120),
});
const side = fc.constantFrom<Side>('a', 'b');
const op: fc.Arbitrary<Op> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({ do: fc.constant('event' as const), side, ids: fc.subarray([0, 1, 2], { minLength: 1 }), what }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bridge' as const), ids: fc.tuple(fc.nat(2), fc.nat(2)), what }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), nth: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.constant({ do: 'tick' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('control' as const),
      side,
      how: fc.constantFrom('granted' as const, 'withdrawn' as const, 'suppress' as const, 'unsuppress' as const),
    }),
  },
);
const elapsed = fc.constantFrom(0, 0, 1, 1_000, HOUR, 7 * HOUR, DAY, 3 * DAY);
const script = fc.array(fc.tuple(elapsed, op), { minLength: 4, maxLength: 40, size: 'max' });

/** Each side begins with all its identifiers, so that it is plain whose each one is. */
const BEGIN: readonly (readonly [number, Op])[] = (['a', 'b'] as const).map((one) => [
  1,
  { do: 'event', side: one, ids: [0, 1, 2], what: { event: 'Begin', age: 0, total: 5 } },
]);

/** `together`: events that name both name both; else the identifier that is weaker, or the later one of two alike, is not among them. */
async function play(trial: Trial, ops: readonly (readonly [number, Op])[], together: boolean): Promise<void> {
  const sent: EventEntry[] = [];
  const append = async (identifiers: readonly Identifier[], { event, age, total }: What): Promise<void> => {
    const properties: JsonObject = { total, lines: [{ sku: `s${total}` }] };
    const traits = event === '$identify' ? { traits: { city: `c${total}` } } : {};
    const entry = trial.entry(identifiers, event, { time: trial.now - age, properties, ...traits });
    sent.push(entry);
    await trial.append(entry);
  };
  for (const [ms, one] of ops) {
    trial.now += ms;
    switch (one.do) {
      case 'event':
        await append(
          one.ids.map((id) => idsOf(one.side)[id]!),
          one.what,
        );
        break;
      case 'bridge': {
        const [a, b] = [idsOf('a')[one.ids[0]]!, idsOf('b')[one.ids[1]]!];
        const strongest = a[0] > b[0] || (a[0] === b[0] && a[1] < b[1]) ? a : b;
        await append(together ? [a, b] : [strongest], one.what);
        break;
      }
      case 'again':
        if (sent[one.nth % sent.length]) await trial.append(sent[one.nth % sent.length]!);
        break;
      case 'control':
        if (one.how === 'suppress' || one.how === 'unsuppress') await trial.control(`u${one.side}`, { action: one.how, reason: 'asked' });
        else await trial.control(`u${one.side}`, { action: 'consent', purpose: 'offers', granted: one.how === 'granted' });
        break;
      case 'tick':
        await trial.tick();
    }
    await trial.run();
  }
}

/** How the engine runs must not matter. */
const CLASSIC = { batchMax: 7, cacheMax: 4 };

test('both sides are as if nothing had ever named both, before and after', async () => {
  let parted = 0;
  await fc.assert(
    fc.asyncProperty(script, script, fc.nat(100), async (before, after, gap) => {
      const [trial, apart] = [await Trial.open(CLASSIC), await Trial.open(CLASSIC)];
      for (const one of [trial, apart]) await one.release(FIRST);
      await play(trial, [...BEGIN, ...before], true);
      await play(apart, [...BEGIN, ...before], false);

      const merge = (await trial.facts('identity')).find(({ action }) => action === 'merged');
      if (merge) {
        parted++;
        const end = await trial.log.end(0);
        await unmerge(trial, 'ua', { upTo: merge.position + Math.floor(((end - merge.position) * gap) / 100) });
        await trial.run();
        expect((await trial.facts('identity')).filter(({ action }) => action === 'unmerged')).toHaveLength(1);
      }
      // What is due by now has come to everybody.
      for (const one of [trial, apart]) await one.pass(0);
      for (const user of ['ua', 'ub']) {
        expect(await trial.customerOf(user)).toBe(await apart.customerOf(user));
        expect(await knowledgeOf(trial, user)).toEqual(await knowledgeOf(apart, user));
      }
      // Without a merge nothing keeps them apart.
      await play(trial, after, merge !== undefined);
      await play(apart, after, false);
      for (const one of [trial, apart]) await one.pass(0);
      for (const user of ['ua', 'ub']) {
        expect(await knowledgeOf(trial, user)).toEqual(await knowledgeOf(apart, user));
        expect(await trial.sleepers()).toEqual([]);
        const id = (await trial.customerOf(user))!;
        const positions = await positionsOf(trial, id);
        expect(positions.length).toBe((await positionsOf(apart, id)).length);
      }
      for (const name of ['customers', 'tag:big', 'tag:small', 'tag:visitor', 'segment:lapsed', 'segment:keen', 'segment:left'])
        expect([name, trial.counter(name)]).toEqual([name, apart.counter(name)]);
      const again = await trial.again({ batchMax: 10_000, cacheMax: 0 });
      expect(await again.remains()).toEqual(await trial.remains());
    }),
    { numRuns: Number(process.env.PARTING_RUNS ?? 60) },
  );
  expect(parted).toBeGreaterThan(15);
});
