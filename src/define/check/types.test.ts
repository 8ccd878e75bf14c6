import { describe, expect, test } from 'vitest';
import { tag } from '../build/conditions.ts';
import { defineTrait } from '../build/definitions.ts';
import { formula } from '../build/formulas.ts';
import { text } from '../example.suite.ts';
import type { AggregateKind } from '../trait.ts';
import { traitTypes } from './types.ts';

const name = text('Name');
const computed = (id: string, aggregate: AggregateKind, path?: string) =>
  defineTrait({ id, name, aggregate, event: 'E', ...(path !== undefined && { property: path }) });

describe('computed traits', () => {
  test.each<[AggregateKind, string | undefined, string]>([
    ['count', undefined, 'number'],
    ['sum', 'p', 'number'],
    ['average', 'p', 'number'],
    ['min', 'p', 'number'],
    ['max', 'p', 'number'],
    ['distinct_count', 'p', 'number'],
    ['streak', undefined, 'number'],
    ['time_since', undefined, 'number'],
    ['first', undefined, 'time'],
    ['last', undefined, 'time'],
    ['first', 'p', 'scalar'],
    ['last', 'p', 'scalar'],
    ['most_frequent', 'p', 'scalar'],
    ['distinct_list', 'p', 'list'],
  ])('%s of %s is a %s', (aggregate, path, type) => {
    expect(traitTypes([computed('t', aggregate, path)])('t')).toBe(type);
  });
});

describe('other traits', () => {
  const typeOf = traitTypes([
    defineTrait({ id: 'city', name, type: 'string' }),
    defineTrait({ id: 'born', name, type: 'time' }),
    computed('orders', 'count'),
    defineTrait({ id: 'rank', name, score: { of: 'orders', bins: 5 } }),
    defineTrait({ id: 'ratio', name, formula: formula.divide('orders', 2) }),
    defineTrait({ id: 'line', name, formula: formula.concat('city', 'orders') }),
    defineTrait({ id: 'copy', name, formula: 'born' }),
    defineTrait({ id: 'same', name, formula: formula.coalesce('city', formula.literal('?')) }),
    defineTrait({ id: 'mixed', name, formula: formula.when(tag('a'), 'city', 'orders') }),
    defineTrait({ id: 'flag', name, formula: formula.when(tag('a'), true, false) }),
    defineTrait({ id: 'loop', name, formula: formula.coalesce('loop', 1) }),
  ]);

  test.each([
    ['city', 'string'],
    ['born', 'time'],
    ['rank', 'number'],
    ['ratio', 'number'],
    ['line', 'string'],
    ['copy', 'time'],
    ['same', 'string'],
    ['mixed', 'scalar'],
    ['flag', 'boolean'],
    ['loop', 'scalar'],
    ['unknown', 'scalar'],
  ])('%s is a %s', (id, type) => {
    expect(typeOf(id)).toBe(type);
    expect(typeOf(id)).toBe(type);
  });
});
