/** Bad dictionaries, contradictory identity rules, circles: each is refused as a whole, with the place and what to do. */
import { describe, expect, test } from 'vitest';
import type { PropertyDefinition } from '../event.ts';
import { type Definition, defineEvent, defineNamespace, defineSegment, defineTag, defineWorkspace } from '../index.ts';
import type { NamespaceDefinition } from '../policy.ts';
import { problemsOf } from './validate.ts';

const name = { en: 'Name', zh: '名称' };
const workspace = defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's' });
const found = (...definitions: readonly Definition[]): string[] =>
  problemsOf({ definitions: [workspace, ...definitions] }).map(({ code, message }) => `${code} ${message}`);
const order = (properties: Readonly<Record<string, PropertyDefinition>>): Definition => defineEvent({ id: 'Order', name, properties });
const card = (more: Partial<NamespaceDefinition>): Definition => defineNamespace({ id: 'card', name, priority: 3, limit: 1, ...more });

describe('a dictionary that nothing could keep to', () => {
  test.each<[string, Record<string, PropertyDefinition>, RegExp]>([
    [
      'allowed values of another type',
      { a: { type: 'string', allowed: ['x', 1] } },
      /properties\.a\.allowed.*1 can never be a value of type string/,
    ],
    ['a fraction among integers', { a: { type: 'integer', allowed: [1, 1.5] } }, /1\.5 can never be a value of type integer/],
    ['values of what has none', { a: { type: 'list', allowed: ['x'] } }, /can never be a value of type list/],
    ['allowed and out of range', { a: { type: 'number', allowed: [1, 9], max: 5 } }, /9 is allowed and out of range/],
    ['allowed and off the pattern', { a: { type: 'string', allowed: ['o-1', 'x'], pattern: '^o-' } }, /"x" is allowed and does not match/],
    [
      'something within a text',
      { a: { type: 'string' }, 'a.b': { type: 'string' } },
      /properties\.a\.b.*lies within "a", which is of type string/,
    ],
    ['elements of an object', { a: { type: 'object' }, 'a[].b': { type: 'string' } }, /lies within "a", which is of type object/],
    ['members of a list', { a: { type: 'list' }, 'a.b': { type: 'string' } }, /lies within "a", which is of type list/],
    ['within an element', { 'a[]': { type: 'string' }, 'a[].b': { type: 'string' } }, /lies within "a\[\]", which is of type string/],
    ['a smallest above the largest', { a: { type: 'number', min: 5, max: 1 } }, /largest number that is not below the smallest/],
    ['a pattern of a number', { a: { type: 'number', pattern: 'x' } }, /expected a property of type string/],
    ['a pattern that is none', { a: { type: 'string', pattern: '(' } }, /pattern/],
    ['a purpose that there is not', { a: { type: 'string', purposes: ['ads'] } }, /VOLANO_REFERENCE_UNKNOWN.*"ads"/],
  ])('%s', (_, properties, message) => {
    expect(found(order(properties)).join('\n')).toMatch(message);
  });

  test('what it says twice', () => {
    const expected = [
      { atLeast: 5, per: '1h' },
      { atLeast: 9, per: '1h' },
      { atLeast: 9, per: '1d' },
    ] as const;
    expect(found(defineEvent({ id: 'Order', name, expected })).join()).toMatch(/expected\[1\].*bring 5 and 9/);
    expect(found(order({}), order({}))).toEqual([expect.stringContaining('VOLANO_DEFINITION_DUPLICATE')]);
  });

  test('nothing is found where nothing is wrong', () => {
    const properties: Record<string, PropertyDefinition> = {
      a: { type: 'object' },
      'a.b': { type: 'integer', allowed: [1, 2], min: 1, max: 2 },
      ab: { type: 'string' },
      l: { type: 'list' },
      'l[].x': { type: 'string', allowed: ['o-1'], pattern: '^o-' },
      any: { type: 'any', allowed: ['x', 1] },
      'any.thing': { type: 'string' },
      at: { type: 'time', allowed: ['2026-01-01'] },
    };
    expect(found(order(properties))).toEqual([]);
  });
});

describe('identity rules that contradict themselves', () => {
  test.each<[string, Partial<NamespaceDefinition>, RegExp]>([
    ['many values of what is never linked', { merges: false, limit: 5 }, /namespace "card" at limit.*write 1/],
    ['a rate of what is never gained', { merges: false, per: '1d' }, /at per.*leave it out/],
    ['people who are never known again', { id: 'user_id', merges: false }, /at merges.*Use a namespace of its own/],
    ['a pattern that blocks everybody', { blockedPatterns: ['^test', '.'] }, /blockedPatterns\[1\].*blocks every value/],
    ['an empty one', { blockedPatterns: [''] }, /blockedPatterns\[0\]/],
  ])('%s', (_, more, message) => {
    expect(found(card(more)).join('\n')).toMatch(message);
  });

  test('nothing is found where nothing is wrong', () => {
    expect(
      found(
        card({ merges: false }),
        defineNamespace({ id: 'device', name, priority: 9, limit: 3, per: '1d', blockedPatterns: ['^0+$', '@test'] }),
      ),
    ).toEqual([]);
  });
});

describe('circles', () => {
  const inSegment = (id: string, other: string): Definition =>
    defineSegment({ id, name, condition: { combinator: 'and', rules: [{ field: `segment.${other}`, operator: '=', value: true }] } });

  test('of segments, of one with itself, through a tag', () => {
    expect(found(inSegment('a', 'b'), inSegment('b', 'c'), inSegment('c', 'a'))).toEqual([
      expect.stringMatching(/VOLANO_DEFINITION_CYCLE.*segment "a" -> segment "b" -> segment "c" -> segment "a".*Break it/),
    ]);
    expect(found(inSegment('a', 'a'))).toEqual([expect.stringContaining('segment "a" -> segment "a"')]);
    const tag = defineTag({
      id: 't',
      name,
      owner: 'crm',
      rule: { combinator: 'and', rules: [{ field: 'segment.a', operator: '=', value: true }] },
    });
    const ofTag = defineSegment({
      id: 'a',
      name,
      condition: { combinator: 'and', rules: [{ field: 'tag.t', operator: '=', value: true }] },
    });
    expect(found(tag, ofTag)).toEqual([expect.stringMatching(/VOLANO_DEFINITION_CYCLE.*tag "t" -> segment "a" -> tag "t"/)]);
  });
});
