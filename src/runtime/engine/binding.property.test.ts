/**
 * Whatever staff binds, takes out and parts, and whatever comes in between: everybody's knowledge is that of the entries which the facts say are theirs, and a
 * replay comes to the same. What is bound and taken out again is as if nobody had said anything.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeEntry, decodeIdentity, type EventEntry, type Identifier, type LiveIdentity } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { identityKey } from './keys.ts';
import { knowledgeOf, positionsOf, unbind, unmerge } from './parting.suite.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Limits that nothing reaches. */
const DEFINITIONS = [
  ...FIRST.filter(({ kind }) => kind !== 'namespace').map((one) =>
    one.kind === 'workspace' ? { ...one, fanIn: { max: 99, per: '1h' } } : one,
  ),
  { kind: 'namespace', id: 'user_id', name: NAME, priority: 1, limit: 99 },
  { kind: 'namespace', id: 'device', name: NAME, priority: 2, limit: 99 },
] as unknown as Definition[];

type Said =
  | {
      readonly do: 'event';
      readonly identifiers: readonly Identifier[];
      readonly event: string;
      readonly age: number;
      readonly total: number;
    }
  | { readonly do: 'tick' }
  | { readonly do: 'bind'; readonly identifier: Identifier; readonly to: Identifier }
  | { readonly do: 'unbind'; readonly identifier: Identifier; readonly gap: number }
  | { readonly do: 'unmerge'; readonly identifier: Identifier; readonly which: number; readonly suspect: boolean };

const VALUES = ['v0', 'v1', 'v2', 'v3'];
const NAMESPACES = ['user_id', 'device'];
const identifier: fc.Arbitrary<Identifier> = fc.tuple(fc.constantFrom(...NAMESPACES), fc.constantFrom(...VALUES));
const several = fc.uniqueArray(identifier, { minLength: 2, maxLength: 3, selector: (one) => one.join(' ') });
const happening = {
  event: fc.constantFrom('View', 'Order', '$identify'),
  age: fc.constantFrom(0, 0, HOUR, DAY),
  total: fc.constantFrom(5, 60, 120),
};
const said: fc.Arbitrary<Said> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('event' as const), identifiers: fc.tuple(identifier), ...happening }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('event' as const), identifiers: several, ...happening }) },
  { weight: 1, arbitrary: fc.constant({ do: 'tick' as const }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bind' as const), identifier, to: identifier }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unbind' as const), identifier, gap: fc.nat(2) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('unmerge' as const), identifier, which: fc.nat(9), suspect: fc.boolean() }),
  },
);
const elapsed = fc.constantFrom(0, 1, 1_000, HOUR, 7 * HOUR, 2 * DAY);

async function recordOf(trial: Trial, customer: string): Promise<LiveIdentity> {
  const [bytes] = await trial.state.getMany('identity', [identityKey(customer)]);
  return decodeIdentity(bytes!) as LiveIdentity;
}

async function say(trial: Trial, one: Said): Promise<void> {
  switch (one.do) {
    case 'event': {
      const { identifiers, event, age, total } = one;
      const traits: Partial<EventEntry> = event === '$identify' ? { traits: { city: `c${total}` } } : {};
      const properties = { total, lines: [{ sku: `s${total}` }] };
      await trial.append(trial.entry(identifiers, event, { time: trial.now - age, properties, ...traits }));
      return;
    }
    case 'tick':
      await trial.tick();
      return;
    case 'bind':
      await trial.append({ type: 'bind', identifiers: [one.identifier, one.to], by: 'staff' });
      return;
    case 'unbind':
    case 'unmerge': {
      await trial.run();
      const [namespace, value] = one.identifier;
      const customer = await trial.customerOf(value, namespace);
      if (customer === undefined) return;
      if (one.do === 'unbind') {
        // Nobody knows the profiles of today before the last parting is through.
        const parting = (await trial.facts('identity')).findLast(({ action }) => action === 'rebuilt')?.position ?? 1;
        await unbind(trial, one.identifier, { upTo: Math.max(parting, (await trial.log.end(0)) - one.gap) });
        return;
      }
      const { merges } = await recordOf(trial, customer);
      const merge = merges[one.which % Math.max(1, merges.length)];
      if (merge) await unmerge(trial, { namespace, value }, { from: [merge.from], ...(one.suspect && { suspect: [one.identifier] }) });
    }
  }
}

/** Every identifier of a live customer leads to it (K1), and what it counts is what the facts give it. */
async function expectAgreement(trial: Trial): Promise<void> {
  const orders = new Set<number>();
  for (const { position, value } of await trial.log.read(0, 0, Number.MAX_SAFE_INTEGER)) {
    const entry = decodeEntry(value);
    if (entry.type === 'event' && entry.event === 'Order') orders.add(position);
  }
  for (const customer of await trial.customers()) {
    const { links } = await recordOf(trial, customer);
    for (const { identifier: one } of links) expect([one, await trial.customerOf(one[1], one[0])]).toEqual([one, customer]);
    const [link] = links;
    if (!link) continue;
    const own = (await positionsOf(trial, customer)).filter((position) => orders.has(position)).length;
    const { traits } = (await trial.knownAt(link.identifier[1], trial.now, link.identifier[0]))!;
    expect([customer, traits.orders ?? 0]).toEqual([customer, own]);
  }
}

test('everybody knows what the facts say is theirs, and a replay says the same', async () => {
  const done = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(elapsed, said), { minLength: 8, maxLength: 40, size: 'max' }), async (script) => {
      const trial = await Trial.open({ batchMax: 9, cacheMax: 3 });
      await trial.release(DEFINITIONS);
      for (const [ms, one] of script) {
        trial.now += ms;
        await say(trial, one);
      }
      await trial.pass(0);
      await expectAgreement(trial);
      expect(await trial.sleepers()).toEqual([]);
      for (const { action } of await trial.facts('identity')) done.set(action, (done.get(action) ?? 0) + 1);
      const again = await trial.again({ batchMax: 10_000, cacheMax: 0 });
      expect(await again.remains()).toEqual(await trial.remains());
    }),
    { numRuns: Number(process.env.PARTING_RUNS ?? 80) },
  );
  for (const action of ['bound', 'unbound', 'unmerged', 'merged', 'moved', 'bind_refused', 'unbind_refused'])
    expect([action, (done.get(action) ?? 0) > 5]).toEqual([action, true]);
});

/** Of the first side one device, or none at all; of the second a user and a device. */
const FIRST_SIDE: Identifier = ['device', 'a'];
const SECOND_SIDE: readonly Identifier[] = [
  ['user_id', 'b'],
  ['device', 'b'],
];
const lone = fc.record({
  do: fc.constant('event' as const),
  identifiers: fc.constantFrom<readonly Identifier[]>([FIRST_SIDE], ...SECOND_SIDE.map((one) => [one]), SECOND_SIDE),
  ...happening,
});
const apartScript = fc.array(fc.tuple(elapsed, fc.oneof({ weight: 6, arbitrary: lone }, fc.constant({ do: 'tick' as const }))), {
  maxLength: 14,
});

test('what is bound, and taken out or parted again, is as if nobody had said anything', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(apartScript, { minLength: 3, maxLength: 5 }),
      fc.boolean(),
      fc.boolean(),
      async (scripts, isFirstEarlier, isUnmerge) => {
        const [trial, apart] = [await Trial.open({ batchMax: 7, cacheMax: 4 }), await Trial.open({ batchMax: 7, cacheMax: 4 })];
        const sides = isFirstEarlier ? [[FIRST_SIDE], SECOND_SIDE] : [SECOND_SIDE, [FIRST_SIDE]];
        const begin = sides.map((identifiers) => ({ do: 'event' as const, identifiers, event: 'View', age: 0, total: 5 }));
        for (const one of [trial, apart]) {
          await one.release(DEFINITIONS);
          for (const first of begin) await say(one, first);
          await one.run();
        }
        const ids = [await trial.customerOf('a', 'device'), await trial.customerOf('b')];
        for (const [i, script] of scripts.entries()) {
          for (const one of [trial, apart]) {
            for (const [ms, what] of script) {
              one.now += ms;
              await say(one, what);
            }
            await one.run();
          }
          // Bound, then apart, then bound, ...
          if (i % 2 === 0) await say(trial, { do: 'bind', identifier: FIRST_SIDE, to: SECOND_SIDE[0]! });
          else if (isUnmerge) await unmerge(trial, 'b');
          else await unbind(trial, FIRST_SIDE);
          await trial.run();
        }
        if (scripts.length % 2 === 1) await unbind(trial, FIRST_SIDE);
        for (const one of [trial, apart]) await one.pass(0);
        expect([await trial.customerOf('a', 'device'), await trial.customerOf('b')]).toEqual(ids);
        for (const [value, namespace] of [
          ['a', 'device'],
          ['b', 'user_id'],
        ] as const)
          expect(await knowledgeOf(trial, value, namespace)).toEqual(await knowledgeOf(apart, value, namespace));
        for (const name of ['customers', 'tag:big', 'tag:small', 'tag:visitor', 'segment:lapsed', 'segment:keen', 'segment:left'])
          expect([name, trial.counter(name)]).toEqual([name, apart.counter(name)]);
      },
    ),
    { numRuns: Number(process.env.PARTING_RUNS ?? 60) },
  );
});
