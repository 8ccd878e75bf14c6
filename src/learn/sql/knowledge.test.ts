import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, SCALE } from '../../base/index.ts';
import type { Definition } from '../../define/index.ts';
import { knowledgeSql, readKnowledge, scoreEdgesSql, segmentCountSql, segmentMembersSql } from './knowledge.ts';
import { openTrial, type TrialEvent } from './trial.suite.ts';

const trial = openTrial();
const name = { en: '-', zh: '-' };
const now = Date.parse('2024-03-31T12:00:00Z');

const spent: Definition = { kind: 'trait', id: 'spent', name, aggregate: 'sum', event: 'Order', property: 'total' };
const largest: Definition = { kind: 'trait', id: 'largest', name, aggregate: 'max', event: 'Order', property: 'total' };
const big: Definition = {
  kind: 'segment',
  id: 'big',
  name,
  condition: { combinator: 'and', rules: [{ field: 'trait.spent', operator: '>=', value: 10 }] },
};
const quiet: Definition = {
  kind: 'segment',
  id: 'quiet',
  name,
  condition: { combinator: 'and', rules: [{ field: 'event.Order', operator: 'notPerformed' }] },
};

describe('members of a segment', () => {
  const definitions = [spent, big, quiet];
  const members = async (segment: string): Promise<string[]> => {
    const rows = await trial.warehouse.query<{ customer: string }>(segmentMembersSql(definitions, segment, { now }));
    return rows.map((row) => row.customer);
  };
  const count = async (segment: string): Promise<number> => {
    const [row] = await trial.warehouse.query<{ members: number }>(segmentCountSql(definitions, segment, { now }));
    return row!.members;
  };

  it('are counted and listed alike, and as known of each', async () => {
    const event = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('Order', 'Visit'), fc.nat(12));
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 25 }), async (list) => {
        await trial.store(list.map(([customer, kind, total], index): TrialEvent => [customer, kind, now - index, { total }]));
        const known = await readKnowledge(trial.warehouse, definitions, { now });
        for (const segment of ['big', 'quiet']) {
          const expected = known.filter((one) => one.segments.includes(segment)).map((one) => one.customer);
          expect(await members(segment)).toEqual(expected);
          expect(await count(segment)).toBe(expected.length);
        }
      }),
      { numRuns: 6, seed: 12 },
    );
  });

  it('include those of whom only other events are known', async () => {
    await trial.store([
      ['buyer', 'Order', now, { total: 10 }],
      ['guest', 'Visit', now],
    ]);
    expect(await members('quiet')).toEqual(['guest']);
    expect(await members('big')).toEqual(['buyer']);
  });

  it('of an empty warehouse are none', async () => {
    await trial.store([]);
    expect(await members('quiet')).toEqual([]);
    expect(await count('quiet')).toBe(0);
    expect(await readKnowledge(trial.warehouse, definitions, { now })).toEqual([]);
  });

  it('are survivors of merges, with the events of all that they absorbed', async () => {
    await trial.store([
      ['a', 'Order', now, { total: 6 }],
      ['b', 'Order', now, { total: 6 }],
      ['c', 'Order', now, { total: 6 }],
    ]);
    expect(await members('big')).toEqual([]);
    await trial.merge('c', 'b');
    expect(await members('big')).toEqual(['b']);
    await trial.merge('b', 'a');
    await trial.merge('c', 'a');
    expect(await readKnowledge(trial.warehouse, definitions, { now })).toEqual([
      { customer: 'a', traits: { spent: 18 }, tags: [], segments: ['big'] },
    ]);
  });
});

describe('what is known', () => {
  it('is JSON whatever the texts hold, in ascending order', async () => {
    const text = 'quote " backslash \\ slash / line \n 上海 😀 \u0001';
    await trial.store([
      ['c2', 'Order', now - DAY, { label: text, list: [text, 1, true] }],
      ['c1', 'Order', now - DAY, { label: 'x' }],
    ]);
    const definitions: Definition[] = [
      { kind: 'trait', id: 'label', name, aggregate: 'last', event: 'Order', property: 'label' },
      { kind: 'trait', id: 'list', name, aggregate: 'distinct_list', event: 'Order', property: 'list[]' },
      { kind: 'trait', id: 'when', name, aggregate: 'last', event: 'Order' },
      { kind: 'trait', id: 'either', name, formula: { op: 'coalesce', args: [{ trait: 'list' }, { trait: 'label' }] } },
      { kind: 'tag', id: 'z', name, owner: 'crm', rule: { combinator: 'and', rules: [] } },
      { kind: 'tag', id: 'b', name, owner: 'crm', rule: { combinator: 'and', rules: [] } },
    ];
    expect(await readKnowledge(trial.warehouse, definitions, { now })).toEqual([
      { customer: 'c1', traits: { label: 'x', when: now - DAY, either: 'x' }, tags: ['b', 'z'], segments: [] },
      {
        customer: 'c2',
        traits: { label: text, list: [text, 1, true], when: now - DAY, either: [text, 1, true] },
        tags: ['b', 'z'],
        segments: [],
      },
    ]);
  });

  it('is nothing but the customers when nothing is defined', async () => {
    await trial.store([['c', 'Order', now]]);
    expect(await readKnowledge(trial.warehouse, [], { now })).toEqual([{ customer: 'c', traits: {}, tags: [], segments: [] }]);
  });

  it('does not change when the same query has been compiled', async () => {
    await trial.store([['c', 'Order', now, { total: 12.5 }]]);
    for (let run = 0; run < 6; run++) {
      const [known] = await readKnowledge(trial.warehouse, [spent, big], { now });
      expect(known).toEqual({ customer: 'c', traits: { spent: 12.5 }, tags: [], segments: ['big'] });
    }
  });

  it('fits into one statement for hundreds of definitions', () => {
    const many = Array.from(
      { length: 200 },
      (_, index): Definition => ({ ...(spent as object), id: `t${index}`, window: { last: `${index + 1}d` } }) as Definition,
    );
    // ClickHouse takes 256 KiB unless told otherwise.
    expect(knowledgeSql(many, { now }).length).toBeLessThan(256 * 1024);
  });
});

describe('6.6: edges of scores', () => {
  const score = (bins: number, of: string): Definition => ({ kind: 'trait', id: `r${bins}_${of}`, name, score: { of, bins } });

  /** Type 7: at (n - 1) i / bins between the sorted values; exact, rounded down to four places. */
  function quantiles(values: readonly number[], bins: number): number[] {
    const sorted = values.map((value) => BigInt(Math.round(value * SCALE))).sort((a, b) => (a < b ? -1 : 1));
    return Array.from({ length: bins - 1 }, (_, place) => {
      const at = (sorted.length - 1) * (place + 1);
      const low = sorted[Math.floor(at / bins)]!;
      const high = sorted[Math.min(Math.floor(at / bins) + 1, sorted.length - 1)]!;
      const weighted = low * BigInt(bins) + (high - low) * BigInt(at % bins);
      const floor = weighted / BigInt(bins) - (weighted % BigInt(bins) < 0n ? 1n : 0n);
      return Number(floor);
    });
  }

  it('are type-7 quantiles over those who have the trait', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -5_000, max: 5_000 }), { minLength: 1, maxLength: 25 }),
        fc.constantFrom(2, 3, 5, 10),
        async (cents, bins) => {
          const totals = cents.map((one) => one / 100);
          await trial.store([...totals.map((total, index): TrialEvent => [`c${index}`, 'Order', now, { total }]), ['guest', 'Visit', now]]);
          const rows = await trial.warehouse.query(scoreEdgesSql([largest, score(bins, 'largest')], { now }));
          expect(rows).toEqual([{ trait: `r${bins}_largest`, edges: quantiles(totals, bins) }]);
        },
      ),
      { numRuns: 12, seed: 13 },
    );
  });

  it('put as many customers into each bin as the values allow', async () => {
    await trial.store(Array.from({ length: 100 }, (_, index): TrialEvent => [`c${index}`, 'Order', now, { total: index }]));
    const definitions = [largest, score(5, 'largest')];
    const [row] = await trial.warehouse.query<{ trait: string; edges: number[] }>(scoreEdgesSql(definitions, { now }));
    const known = await readKnowledge(trial.warehouse, definitions, { now, edges: { [row!.trait]: row!.edges } });
    const sizes = [1, 2, 3, 4, 5].map((bin) => known.filter((one) => one.traits.r5_largest === bin).length);
    expect(sizes).toEqual([20, 20, 20, 20, 20]);
  });

  it('of several scores come in one query; of none, no row', async () => {
    await trial.store([['c', 'Order', now, { total: 7 }]]);
    const definitions = [spent, largest, score(2, 'spent'), score(3, 'largest')];
    expect(await trial.warehouse.query(scoreEdgesSql(definitions, { now }))).toEqual([
      { trait: 'r2_spent', edges: [70_000] },
      { trait: 'r3_largest', edges: [70_000, 70_000] },
    ]);
    expect(await trial.warehouse.query(scoreEdgesSql([spent], { now }))).toEqual([]);
  });

  it('are missing while nobody has the trait', async () => {
    await trial.store([['guest', 'Visit', now]]);
    expect(await trial.warehouse.query(scoreEdgesSql([largest, score(2, 'largest')], { now }))).toEqual([]);
  });
});
