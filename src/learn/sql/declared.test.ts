import { describe, expect, it } from 'vitest';
import type { DeclaredTrait, TraitType } from '../../define/index.ts';
import { knowledgeSql, readKnowledge } from './knowledge.ts';
import { openTrial } from './trial.suite.ts';

const trial = openTrial();
const now = Date.parse('2024-03-31T12:00:00Z');

function declared(type: TraitType, id: string, from?: string): DeclaredTrait {
  const base = { kind: 'trait' as const, id, name: { en: '-', zh: '-' }, type };
  return from === undefined ? base : { ...base, from };
}

describe('declared traits', () => {
  it('5.1: the latest of each customer, by time', async () => {
    await trial.store([
      ['c1', '$identify', 3_000, { city: 'Rome' }],
      ['c2', '$identify', 2_000, { city: 'Oslo' }],
      ['c1', '$identify', 1_000, { city: 'Bonn', tier: 'gold' }],
      ['c3', 'Order', 4_000, { city: 'Paris' }],
    ]);
    const found = await readKnowledge(trial.warehouse, [declared('string', 'city'), declared('string', 'tier')], { now });
    expect(found.map(({ customer, traits }) => [customer, traits])).toEqual([
      ['c1', { city: 'Rome', tier: 'gold' }],
      ['c2', { city: 'Oslo' }],
      ['c3', {}],
    ]);
  });

  it.each<[string, TraitType, unknown, unknown]>([
    ['5.2: null deletes', 'string', null, undefined],
    ['5.2: an empty list deletes any type', 'number', [], undefined],
    ['5.2: and a list without scalars', 'boolean', [null, {}], undefined],
    ['5.3: an object says nothing', 'list', { a: 1 }, 'before'],
    ['5.3: a scalar is no list', 'list', 'x', 'before'],
    ['5.3: a list is no number', 'number', [1], 'before'],
    ['5.3: a number is no text', 'string', 1, 'before'],
    ['5.3: 0 is no boolean', 'boolean', 0, 'before'],
    ['5.3: a word is no time', 'time', 'soon', 'before'],
    ['5.3: a boolean is no time', 'time', true, 'before'],
  ])('%s', async (_, type, said, expected) => {
    const before = { string: 'x', number: 5, boolean: true, list: ['x'], time: 1_000 }[type];
    await trial.store([
      ['c1', '$identify', 1_000, { v: before }],
      ['c1', '$identify', 2_000, { v: said as never }],
    ]);
    const [found] = await readKnowledge(trial.warehouse, [declared(type, 'v')], { now });
    expect(found?.traits.v).toEqual(expected === 'before' ? before : expected);
  });

  it('5.1: a path into traits has no list', () => {
    expect(() => knowledgeSql([declared('list', 'skus', 'products[].sku')], { now })).toThrow(
      expect.objectContaining({ code: 'VOLANO_DEFINITION_INVALID' }),
    );
  });

  it('of a merged customer are those of the latest identify of either', async () => {
    await trial.store([
      ['c1', '$identify', 1_000, { city: 'Rome', tier: 'gold' }],
      ['c2', '$identify', 2_000, { city: 'Oslo' }],
    ]);
    await trial.merge('c2', 'c1');
    const found = await readKnowledge(trial.warehouse, [declared('string', 'city'), declared('string', 'tier')], { now });
    expect(found).toEqual([{ customer: 'c1', traits: { city: 'Oslo', tier: 'gold' }, tags: [], segments: [] }]);
  });
});
