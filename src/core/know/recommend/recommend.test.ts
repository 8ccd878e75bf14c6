import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../../base/index.ts';
import type { RecommendationSource } from '../../../define/index.ts';
import { indexOf, type ModelItem, NO_MODELS, type RecommendationModelEntry, withSlice } from './model.ts';
import { recommend, type Seeds } from './recommend.ts';

const NOW = Date.UTC(2024, 5, 12);
const item = (id: string, more: Partial<ModelItem> = {}): ModelItem => ({ id, popularity: 1, with: [], ...more });
const nothing: Seeds = { seeds: [], excluded: new Set() };

function ask(items: readonly ModelItem[], seeds: Partial<Seeds>, by: readonly RecommendationSource[], top = 10) {
  const model = indexOf([{ version: 'v', items }]);
  return recommend(model, { ...nothing, ...seeds }, { by, top, now: NOW }).map((one) => `${one.by} ${one.item.id}`);
}

describe('V2, V3: who gets what', () => {
  const items = [
    item('tea', {
      category: 'drinks',
      popularity: 9,
      with: [
        ['cup', 0.5],
        ['milk', 0.3],
      ],
    }),
    item('cup', { category: 'ware', popularity: 1, with: [['tea', 0.5]] }),
    item('milk', {
      category: 'drinks',
      popularity: 2,
      with: [
        ['cup', 0.4],
        ['tea', 0.3],
      ],
    }),
    item('soap', { category: 'bath', popularity: 20, cycleMs: 30 * DAY }),
    item('wine', { category: 'drinks', popularity: 30, out: true }),
  ];

  test('what goes with the seeds, best first, and the seed that says most', () => {
    expect(ask(items, { seeds: ['tea'] }, ['together'])).toEqual(['together cup', 'together milk']);
    const [first] = recommend(
      indexOf([{ version: 'v', items }]),
      { seeds: ['tea', 'milk'], excluded: new Set() },
      { by: ['together'], top: 1, now: NOW },
    );
    expect(first).toMatchObject({ item: { id: 'cup' }, score: 0.9, because: 'tea' });
  });

  test('never what was just taken, never what is not in stock; an unknown seed says nothing', () => {
    expect(ask(items, { seeds: ['tea', 'gone'], excluded: new Set(['cup']) }, ['together', 'category', 'popular'])).toEqual([
      'together milk',
      'category tea',
      'popular soap',
    ]);
  });

  test('the item bought last when its own cycle is over, though it was taken', () => {
    const last = (days: number) => ({ excluded: new Set(['soap']), last: { item: 'soap', at: NOW - days * DAY } });
    expect(ask(items, last(30), ['repurchase', 'popular'], 2)).toEqual(['repurchase soap', 'popular tea']);
    expect(ask(items, last(29), ['repurchase', 'popular'], 2)).toEqual(['popular tea', 'popular milk']);
    expect(ask(items, { last: { item: 'tea', at: 0 } }, ['repurchase'])).toEqual([]);
  });

  test('what is popular for those of whom nothing is known', () => {
    expect(ask(items, {}, ['together', 'category', 'popular'], 2)).toEqual(['popular soap', 'popular tea']);
  });

  test('holds for any model', () => {
    const ids = 'abcdef'.split('');
    const some = fc.array(fc.constantFrom(...ids), { maxLength: 4 });
    const model = fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...ids),
        popularity: fc.integer({ min: 0, max: 3 }),
        category: fc.constantFrom('x', 'y'),
        out: fc.option(fc.constant(true as const), { nil: undefined }),
        with: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(0.1, 0.5)), { maxLength: 3 }),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(model, some, some, fc.integer({ min: 1, max: 4 }), (made, seeds, excluded, top) => {
        const indexed = indexOf([{ version: 'v', items: made as readonly ModelItem[] }]);
        const found = recommend(
          indexed,
          { seeds, excluded: new Set(excluded) },
          { by: ['together', 'category', 'popular'], top, now: NOW },
        );
        const open = made.filter(({ id, out }) => !out && !excluded.includes(id));
        expect(found.length).toBe(Math.min(top, open.length));
        expect(new Set(found.map((one) => one.item.id)).size).toBe(found.length);
        for (const one of found) expect(open.map(({ id }) => id)).toContain(one.item.id);
      }),
    );
  });
});

describe('V1: slices', () => {
  const entry = (slice: number, slices: number, ...ids: readonly string[]): RecommendationModelEntry => ({
    ...{ type: 'model', model: 'recommendation', recommendation: 'r', version: `${slices}`, slice, slices },
    items: ids.map((id) => item(id)),
  });
  const known = (...entries: readonly RecommendationModelEntry[]) => [
    ...indexOf(entries.reduce(withSlice, NO_MODELS).get('r')!).byId.keys(),
  ];

  test('count one by one, and a smaller model leaves none of a larger one', () => {
    expect(known(entry(1, 2, 'b'))).toEqual(['b']);
    expect(known(entry(0, 2, 'a'), entry(1, 2, 'b'))).toEqual(['a', 'b']);
    expect(known(entry(0, 2, 'a'), entry(1, 2, 'b'), entry(0, 1, 'c'))).toEqual(['c']);
  });
});
