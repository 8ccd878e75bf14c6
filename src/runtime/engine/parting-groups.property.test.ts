/**
 * Any number of people, taken for one another in any way: whichever of the merges are undone, everybody is as in a world in which the parted had never been
 * named together. That world is made by a plain oracle: sets of customers, and pairs that may not be in one set.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customerIdOf } from '../../base/index.ts';
import { decodeIdentity, type EventEntry, type Identifier, type JsonObject, type LiveIdentity } from '../../core/index.ts';
import type { Definition } from '../../define/index.ts';
import { identityKey } from './keys.ts';
import { knowledgeOf, unmerge } from './parting.suite.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, START, Trial } from './trial.suite.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Limits that nothing reaches: what they drop is not what this is about. */
const DEFINITIONS = [
  ...FIRST.filter(({ kind }) => kind !== 'namespace').map((one) =>
    one.kind === 'workspace' ? { ...one, fanIn: { max: 99, per: '1h' } } : one,
  ),
  { kind: 'namespace', id: 'user_id', name: NAME, priority: 1, limit: 99 },
  { kind: 'namespace', id: 'device', name: NAME, priority: 2, limit: 99 },
] as unknown as Definition[];

interface Happening {
  readonly elapsed: number;
  /** None: time has come. */
  readonly identifiers: readonly Identifier[];
  readonly event: string;
  readonly age: number;
  readonly total: number;
}

const identifier: fc.Arbitrary<Identifier> = fc.tuple(fc.constantFrom('user_id', 'device'), fc.constantFrom('v0', 'v1', 'v2', 'v3', 'v4'));
const happening: fc.Arbitrary<Happening> = fc.record({
  elapsed: fc.constantFrom(0, 1, 1_000, HOUR, 7 * HOUR, 2 * DAY),
  identifiers: fc.oneof(
    { weight: 6, arbitrary: fc.tuple(identifier) },
    { weight: 3, arbitrary: fc.uniqueArray(identifier, { minLength: 2, maxLength: 3, selector: (one) => one.join(' ') }) },
    { weight: 1, arbitrary: fc.constant([]) },
  ),
  event: fc.constantFrom('View', 'Order', '$identify'),
  age: fc.constantFrom(0, 0, HOUR, DAY),
  total: fc.constantFrom(5, 60, 120),
});

type Pair = readonly [string, string];

/** Who is one with whom, while some never are. */
class Oracle {
  readonly #groups = new Map<string, Set<string>>();
  readonly #apart: readonly Pair[];

  constructor(apart: readonly Pair[]) {
    this.#apart = apart;
  }

  /** The identifiers that count: the strongest, and whatever is not apart from those that count. */
  kept(identifiers: readonly Identifier[], id: string): Identifier[] {
    const sorted = [...identifiers].sort(([a, v], [b, w]) => (a === b ? (v < w ? -1 : 1) : a === 'user_id' ? -1 : 1));
    const together = new Set<string>();
    const kept = sorted.filter((one) => {
      const group = this.#groups.get(one.join(' ')) ?? new Set();
      if (this.#apart.some(([a, b]) => group.has(a) && together.has(b))) return false;
      for (const member of group) together.add(member);
      return true;
    });
    const united = together.size > 0 ? together : new Set([id]);
    for (const [key, group] of this.#groups) if ([...group].some((member) => united.has(member))) this.#groups.set(key, united);
    for (const one of kept) this.#groups.set(one.join(' '), united);
    return kept;
  }
}

async function play(trial: Trial, list: readonly Happening[], oracle?: Oracle): Promise<void> {
  for (const { elapsed, identifiers, event, age, total } of list) {
    trial.now += elapsed;
    if (identifiers.length === 0) await trial.tick();
    else {
      const position = (await trial.log.end(0)) + 1;
      const named = oracle ? oracle.kept(identifiers, customerIdOf(trial.now, { partition: 0, position, ordinal: 0 })) : identifiers;
      const properties: JsonObject = { total, lines: [{ sku: `s${total}` }] };
      const traits: Partial<EventEntry> = event === '$identify' ? { traits: { city: `c${total}` } } : {};
      await trial.append(trial.entry(named, event, { time: trial.now - age, properties, ...traits }));
    }
  }
  await trial.run();
}

/** Profiles that have taken somebody in, in order of id. */
async function mixed(trial: Trial): Promise<{ id: string; record: LiveIdentity }[]> {
  const rows = await trial.state.range('identity', { start: identityKey('!'), end: Buffer.from([0xff]), limit: 1_000 });
  return rows.flatMap(([key, value]) => {
    const record = decodeIdentity(value);
    return record.state === 'live' && record.merges.length > 0 ? [{ id: Buffer.from(key).toString(), record }] : [];
  });
}

/** As the door says: all sides from each other but those that one entry had brought in, and each from whom had absorbed it. */
function apartOf(id: string, record: LiveIdentity, from: readonly string[]): Pair[] {
  const undone = record.merges.filter((merge) => from.includes(merge.from));
  const pairs: Pair[] = undone.flatMap((one): Pair[] => [
    [id, one.from],
    [one.into, one.from],
    ...undone.filter((other) => other.position !== one.position).map((other): Pair => [one.from, other.from]),
  ]);
  return pairs.flatMap(([a, b]): Pair[] => [
    [a, b],
    [b, a],
  ]);
}

test('everybody is as if the parted had never been named together, before and after', async () => {
  let parted = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(happening, { minLength: 8, maxLength: 30, size: 'max' }),
      fc.array(happening, { maxLength: 12 }),
      fc.nat(99),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      async (before, after, which, choose) => {
        const [trial, apart] = [await Trial.open({ batchMax: 9, cacheMax: 3 }), await Trial.open({ batchMax: 9, cacheMax: 3 })];
        for (const one of [trial, apart]) await one.release(DEFINITIONS);
        await play(trial, before);
        const profiles = await mixed(trial);
        const profile = profiles[which % Math.max(1, profiles.length)];
        const from = profile?.record.merges.map((merge) => merge.from).filter((_, i) => choose[i % choose.length]) ?? [];
        if (!profile || from.length === 0) return;
        parted++;
        const oracle = new Oracle(apartOf(profile.id, profile.record, from));
        await play(apart, before, oracle);
        const [[namespace, value]] = profile.record.links.map(({ identifier: one }) => one) as [Identifier];
        await unmerge(trial, { value, namespace }, { from });
        await trial.run();
        await apart.tick();
        await compare(trial, apart);
        await play(trial, after);
        await play(apart, after, oracle);
        await compare(trial, apart);
        const again = await trial.again({ batchMax: 10_000, cacheMax: 0 });
        expect(await again.remains()).toEqual(await trial.remains());
      },
    ),
    { numRuns: Number(process.env.PARTING_RUNS ?? 60) },
  );
  expect(parted).toBeGreaterThan(10);
});

async function compare(trial: Trial, apart: Trial): Promise<void> {
  for (const one of [trial, apart]) await one.pass(0);
  for (const namespace of ['user_id', 'device']) {
    for (const value of ['v0', 'v1', 'v2', 'v3', 'v4']) {
      const id = await apart.customerOf(value, namespace);
      expect([namespace, value, await trial.customerOf(value, namespace)]).toEqual([namespace, value, id]);
      if (id !== undefined) expect(await knowledgeOf(trial, value, namespace)).toEqual(await knowledgeOf(apart, value, namespace));
    }
  }
  expect(trial.now).toBeGreaterThanOrEqual(START);
  for (const name of ['customers', 'tag:big', 'tag:small', 'tag:visitor', 'segment:lapsed', 'segment:keen', 'segment:left'])
    expect([name, trial.counter(name)]).toEqual([name, apart.counter(name)]);
}
