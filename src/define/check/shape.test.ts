import { describe, expect, test } from 'vitest';
import { example, text } from '../example.suite.ts';
import { pathText } from './problem.ts';
import { checkShape } from './shape.ts';

const name = text('Name');
const condition = (...rules: readonly unknown[]) => ({ combinator: 'and', rules });
const segment = (...rules: readonly unknown[]) => ({ kind: 'segment', id: 's', name, condition: condition(...rules) });
const messages = (value: unknown) => checkShape(value, 7).problems.map(({ message }) => message);

test.each(example.definitions.map((one) => [`${one.kind} ${one.id}`, one] as const))('%s is right', (_, definition) => {
  expect(checkShape(definition, 0)).toEqual({ definition, problems: [] });
});

describe('says what was expected, what was found, and where', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'no definition at all',
      5,
      [
        'definitions[7] at kind: expected one of "workspace", "namespace", "event", "purpose", "policy", "trait", "tag_group", "tag", "segment", "channel", "block", "template", "journey", "recommendation", "placement", "benefit", got nothing',
      ],
    ],
    ['null', null, [expect.stringContaining('definitions[7] at kind')]],
    ['an unknown kind', { kind: 'audience', id: 'a' }, [expect.stringContaining('audience "a" at kind: expected one of "workspace"')]],
    ['a kind that every object has', { kind: 'toString' }, [expect.stringContaining('definitions[7] at kind')]],
    ['a missing field', { kind: 'tag_group', id: 'a', name }, ['tag group "a" at exclusive: expected boolean, got nothing']],
    ['a wrong type', { kind: 'tag_group', id: 'a', name, exclusive: 'yes' }, ['tag group "a" at exclusive: expected boolean, got "yes"']],
    ['an unknown field', { kind: 'tag_group', id: 'a', name, exclusive: true, color: 1 }, ['tag group "a": unknown field "color"']],
    ['several', { kind: 'tag_group', id: 'a', name, exclusive: true, x: 1, y: 2 }, ['tag group "a": unknown fields "x", "y"']],
    [
      'a word out of a list',
      { kind: 'purpose', id: 'a', name, basis: 'ask' },
      ['purpose "a" at basis: expected one of "opt_in", "opt_out", got "ask"'],
    ],
    ['a fixed word', { kind: 'policy', id: 'mine' }, ['policy "mine" at id: expected "default", got "mine"']],
    [
      'a number out of range',
      { kind: 'policy', id: 'default', globalControl: 0.5 },
      [expect.stringMatching(/^policy "default" at globalControl: .*0\.15.*got 0\.5$/)],
    ],
    [
      'a word with a hint',
      { kind: 'workspace', id: 'w', name, timeZone: 'UTC', currency: 'euro', seed: 's' },
      ['workspace "w" at currency: expected a currency of ISO 4217, e.g. "CNY", got "euro"'],
    ],
  ])('%s', (_, value, expected) => {
    expect(messages(value)).toEqual(expected);
  });

  test('a long value is cut', () => {
    const [message] = messages({ kind: 'purpose', id: 'a', name, basis: 'x'.repeat(500) });
    expect(message!.length).toBeLessThan(160);
    expect(message).toContain('...');
  });
});

describe('of several shapes, speaks of the one that was meant', () => {
  test.each<[string, unknown, readonly string[]]>([
    [
      'a computed trait with a slip',
      { kind: 'trait', id: 'a', name, aggregate: 'count', event: 'E', windw: 'ever' },
      ['trait "a": unknown field "windw"'],
    ],
    [
      'a formula with a slip',
      { kind: 'trait', id: 'a', name, formula: { op: 'add', args: [{ trait: 'b' }] } },
      [expect.stringContaining('trait "a" at formula.args')],
    ],
    [
      'a rule with an unknown operator',
      segment({ field: 'trait.a', operator: '~' }),
      [expect.stringMatching(/condition\.rules\[0\]\.operator: expected one of .*"performed".* got "~"$/)],
    ],
    [
      'a rule with a wrong value',
      segment({ field: 'trait.a', operator: '<', value: true }),
      ['segment "s" at condition.rules[0].value: expected string or number, got true'],
    ],
    [
      'a field of no prefix',
      segment({ field: 'orders', operator: '=', value: 1 }),
      [expect.stringContaining('condition.rules[0].field: expected a field: "trait.<id>"')],
    ],
    [
      'a rule deep inside',
      segment({ combinator: 'or', rules: [{ field: 'event.A', operator: 'performed', value: { atLeast: -1 } }] }),
      [expect.stringContaining('condition.rules[0].rules[0].value.atLeast')],
    ],
    [
      'a window',
      segment({ field: 'event.A', operator: 'performed', value: { within: { last: 'week' } } }),
      [expect.stringContaining('condition.rules[0].value.within.last: expected a duration')],
    ],
    [
      'a window that is no object',
      segment({ field: 'event.A', operator: 'performed', value: { within: 'always' } }),
      ['segment "s" at condition.rules[0].value.within: expected "ever" or object or object or object or object or object, got "always"'],
    ],
    [
      'a condition without rules',
      { kind: 'segment', id: 's', name, condition: { combinator: 'or' } },
      ['segment "s" at condition.rules: expected array, got nothing'],
    ],
  ])('%s', (_, value, expected) => {
    expect(messages(value)).toEqual(expected);
  });

  test('every finding of that shape, not only the first', () => {
    expect(messages(segment({ field: 'trait.a', operator: '=' }, { field: 'trait.b', operator: 'between', value: [1] }))).toHaveLength(2);
  });
});

test('a value of quite another kind is answered with all that would do', () => {
  const [message] = messages({ ...example.definitions.find(({ id }) => id === 'back'), reentry: 'twice' });
  expect(message).toBe('journey "back" at reentry: expected "once", "always" or object, got "twice"');
});

test('a value of the right kind is answered with what is wrong inside', () => {
  const [message] = messages({ ...example.definitions.find(({ id }) => id === 'back'), reentry: { after: '1y' } });
  expect(message).toContain('journey "back" at reentry.after: expected a duration');
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 0, 'b', 'c', 1, 2], 'a[0].b.c[1][2]'],
])('the path of %j is %s', (keys, expected) => {
  expect(pathText(keys)).toBe(expected);
});
