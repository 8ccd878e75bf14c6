import { describe, expect, test } from 'vitest';
import { compilePlan, type Plan } from '../../core/index.ts';
import { all, any, defineSegment, defineTag, defineTrait, event, formula, type Release, segment, tag, trait } from '../../define/index.ts';
import { tagRulesOf } from './rules.ts';

const name = { en: 'Name', zh: '名称' };
const about = { name, owner: 'crm' };
const DEFINITIONS = [
  defineTrait({ id: 'city', name, type: 'string' }),
  defineTrait({ id: 'orders', name, aggregate: 'count', event: 'Order Completed' }),
  defineTrait({ id: 'spent', name, aggregate: 'sum', event: 'Order Completed', property: 'revenue' }),
  defineTrait({ id: 'mean', name, formula: formula.divide('spent', 'orders') }),
  defineTag({ id: 'roman', ...about, rule: trait('city').is('Rome') }),
  defineTag({ id: 'known_city', ...about, rule: trait('city').present() }),
  defineTag({ id: 'viewer', ...about, expiry: '30d', rule: event('View').performed(), contradicts: ['roman', 'gone'] }),
  defineTag({ id: 'rich', ...about, rule: any(all(trait('mean').atLeast(9), tag('roman')), segment('buyers')) }),
  defineSegment({ id: 'buyers', name, condition: trait('orders').atLeast(1) }),
];
const release: Release = { number: 1, definitions: DEFINITIONS.map((definition) => ({ version: 3, definition })) };
const plan: Plan = compilePlan([release], new Map());

describe('what a tag reads (T1)', () => {
  const inputs = (id: string): readonly string[] => tagRulesOf(release, plan).byId.get(id)!.inputs;

  test('values that are compared, also in the segments and tags that it reads', () => {
    expect(inputs('roman')).toEqual(['city']);
    expect(inputs('rich')).toEqual(['city', 'mean', 'orders']);
  });

  test('neither what is only asked for, nor what happened', () => {
    expect(inputs('known_city')).toEqual([]);
    expect(inputs('viewer')).toEqual([]);
  });

  test('is told when all of it is known, or one of what is joined by or (T5)', () => {
    const told = (id: string, ...known: string[]): boolean => tagRulesOf(release, plan).byId.get(id)!.isTold(new Set(known));
    expect([told('roman'), told('roman', 'city')]).toEqual([false, true]);
    expect([told('rich'), told('rich', 'mean'), told('rich', 'mean', 'city'), told('rich', 'orders')]).toEqual([false, false, true, true]);
    expect([told('known_city'), told('viewer')]).toEqual([true, true]);
  });

  test('all inputs of all tags', () => expect(tagRulesOf(release, plan).inputs).toEqual(['city', 'mean', 'orders']));
});

test('tags by id, with version, expiry and what contradicts them, both ways', () => {
  const { tags, contradicting } = tagRulesOf(release, plan);
  expect(tags.map(({ tag: { id }, version, expiryMs, isPreparing }) => [id, version, expiryMs, isPreparing])).toEqual([
    ['known_city', 3, undefined, false],
    ['rich', 3, undefined, false],
    ['roman', 3, undefined, false],
    ['viewer', 3, 30 * 86_400_000, false],
  ]);
  expect(Object.fromEntries(contradicting)).toEqual({ viewer: ['roman'], roman: ['viewer'] });
});

test('without a release there is none', () => {
  expect(tagRulesOf(undefined, compilePlan([], new Map())).tags).toEqual([]);
});
