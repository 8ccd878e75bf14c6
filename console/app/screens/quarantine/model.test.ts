import { describe, expect, test } from 'vitest';
import { changesBetween, pathsOf } from './compare.ts';
import { isWhole, KINDS, kindOf, parsed, pathOf, problemOf, type Step, stepOf, textOf, withSteps } from './model.ts';

/** As docs/quarantine.md has it: every step that there is. */
const WHOLE = {
  rules: [
    {
      when: { source: 'pos', event: 'order completed' },
      steps: [
        { set: 'event', value: 'Order Completed' },
        { rename: 'properties.amount', to: 'properties.total' },
        { convert: 'properties.total', as: 'number', decimal: ',' },
        { convert: 'properties.paid_at', as: 'time', pattern: 'dd/MM/yyyy HH:mm', zone: 'Asia/Shanghai' },
        { map: 'properties.status', values: { '1': 'paid', '2': 3, '3': false }, otherwise: 'remove' },
        { set: 'properties.tags', value: ['a', { b: null }], ifMissing: true },
        { remove: 'properties.products[].internal' },
      ],
    },
    { steps: [{ remove: 'context.page' }] },
  ],
};

describe('a correction as text', () => {
  test('comes back letter for letter', () => {
    const text = JSON.stringify(WHOLE, undefined, 2);
    const { correction } = parsed(text);
    expect(correction).toEqual(WHOLE);
    expect(textOf(correction!)).toBe(text);
    expect(isWhole(correction!)).toBe(true);
  });

  test('that is empty corrects nothing', () => {
    expect(parsed('  ')).toEqual({ json: undefined, correction: { rules: [] } });
    expect(textOf({ rules: [] })).toBe('');
  });

  test.each([
    '{"rules": {}}',
    '{"rules": [], "note": 1}',
    '{"rules": [{"steps": [{"set": "event"}]}]}',
    '{"rules": [{"steps": [{"split": "event"}]}]}',
    '{"rules": [{"steps": [{"remove": "event", "to": "x"}]}]}',
    '{"rules": [{"steps": [{"convert": "event", "as": "money"}]}]}',
    '{"rules": [{"steps": [{"map": "event", "values": {"a": []}}]}]}',
    '{"rules": [{"when": {"since": "1d"}, "steps": []}]}',
    '[1]',
    'null',
  ])('that a form would lose something of stays JSON: %s', (text) => {
    const { json, correction } = parsed(text);
    expect(json).toEqual(JSON.parse(text));
    expect(correction).toBeUndefined();
  });

  test('that is none is none', () => expect(parsed('{')).toEqual({}));
});

describe('a step', () => {
  test.each(KINDS)('of kind %s keeps the path when it becomes another', (kind) => {
    const step = stepOf(kind, 'properties.total');
    expect([kindOf(step), pathOf(step)]).toEqual([kind, 'properties.total']);
  });

  test.each<[Step, string | undefined]>([
    [{ remove: '' }, 'noPath'],
    [{ remove: 'total' }, 'path'],
    [{ remove: 'properties..total' }, 'path'],
    [{ remove: 'properties.a[].b[].c' }, 'path'],
    [{ remove: 'properties' }, undefined],
    [{ rename: 'properties.a', to: '' }, 'noPath'],
    [{ rename: 'properties.a', to: 'properties.a' }, 'same'],
    [{ rename: 'properties.p[].a', to: 'properties.b' }, 'list'],
    [{ rename: 'properties.p[].a', to: 'properties.p[].b' }, undefined],
    [{ map: 'properties.a', values: { '': 'x' } }, 'noValues'],
    [{ map: 'properties.a', values: { b: 'x' } }, undefined],
  ])('tells what it lacks: %j', (step, problem) => expect(problemOf(step)).toBe(problem));

  test('without which a rule is not whole', () => expect(isWhole({ rules: [{ steps: [] }] })).toBe(false));
});

test('steps go behind those of the rule for the same calls, each once', () => {
  const when = { source: 'pos' };
  const one = withSteps({ rules: [] }, { when, steps: [{ remove: 'properties.a' }] });
  const two = withSteps(one, { when, steps: [{ remove: 'properties.a' }, { remove: 'properties.b' }] });
  expect(two).toEqual({ rules: [{ when, steps: [{ remove: 'properties.a' }, { remove: 'properties.b' }] }] });
  expect(withSteps(two, { when: { source: 'web' }, steps: [{ remove: 'properties.a' }] }).rules).toHaveLength(2);
});

test('what a correction changed is told path by path', () => {
  const before = { event: 'Order', properties: { amount: '12', list: [{ a: 1 }], none: {} } };
  const after = { event: 'Order', properties: { total: 12, list: [{ a: 2 }], none: {} } };
  expect(changesBetween(before, after)).toEqual([
    { path: 'properties.amount', from: '"12"', to: undefined },
    { path: 'properties.list[0].a', from: '1', to: '2' },
    { path: 'properties.total', from: undefined, to: '12' },
  ]);
  expect(pathsOf({ event: 'x', properties: { p: [{ a: 1 }, { a: 2, b: [1] }] } })).toEqual(['event', 'properties.p[].a']);
});
