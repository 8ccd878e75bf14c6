import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { describe, expect, test } from 'vitest';
import type { Condition, Rule } from '../../../api/index.ts';
import { renderConsole } from '../../../test/render.tsx';
import { ConditionEditor } from '../editor.tsx';
import type { EditorProps } from '../scope.ts';
import { withParts } from './parts.ts';
import { converted, readValue } from './scalar.tsx';

const text = (en: string) => ({ en, zh: en });
const EVENTS = [
  { kind: 'event', id: 'View', name: text('View'), properties: { sku: { type: 'string' }, price: { type: 'number' } } },
  {
    kind: 'event',
    id: 'Order',
    name: text('Order'),
    properties: {
      total: { type: 'number' },
      products: { type: 'list' },
      'products[].sku': { type: 'string' },
      'products[].count': { type: 'integer' },
    },
  },
];
const ANSWERS = {
  '/v1/session': { roles: [], permissions: ['releases.read'] },
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': { event: { View: text('View'), Order: text('Order') } },
  '/v1/definitions?kind=trait': { release: 1, definitions: [] },
  '/v1/definitions?kind=event': { release: 1, definitions: EVENTS.map((definition) => ({ version: 1, definition })) },
};

let latest: Condition;

function Held({ rule, ...props }: { readonly rule: Rule } & Partial<EditorProps>): ReactNode {
  const [value, setValue] = useState<Condition>({ combinator: 'and', rules: [rule] });
  latest = value;
  return <ConditionEditor label="All" {...props} value={value} onChange={setValue} />;
}

async function edited(rule: Rule, props: Partial<EditorProps> = {}) {
  const rendered = await renderConsole(<Held rule={rule} {...props} />, { answers: ANSWERS });
  await screen.findByRole('region', { name: 'All' });
  await waitFor(() => expect(rendered.asked.filter(({ request }) => request.includes('/v1/definitions'))).toHaveLength(2));
  return rendered;
}

const value = (): unknown => (latest.rules[0] as Rule).value;
const type = (role: string, name: string, typed: string, index = 0): void => {
  fireEvent.change(screen.getAllByRole(role, { name })[index]!, { target: { value: typed } });
};
/** Icons are read out before the words. */
const press = (name: string): void => void fireEvent.click(screen.getAllByRole('button', { name: new RegExp(`${name}$`) })[0]!);

async function choose(name: string, option: string): Promise<void> {
  fireEvent.mouseDown(screen.getAllByRole('combobox', { name })[0]!);
  fireEvent.click((await screen.findAllByTitle(option)).at(-1)!);
}

test('one thing after another is asked with the second event, how long after, and what both have in common', async () => {
  await edited({ field: 'event.View', operator: 'performedThen', value: { then: { event: '' }, within: '7d' } });
  type('combobox', 'and then', 'Order');
  await waitFor(() => expect(value()).toEqual({ then: { event: 'Order' }, within: '7d' }));
  type('spinbutton', 'at most this long after it', '2');
  await choose('Unit of at most this long after it', 'hours');
  expect(value()).toEqual({ then: { event: 'Order' }, within: '2h' });
  press('Compare the two events');
  type('combobox', 'Property of the later event', 'products[].sku');
  type('combobox', 'Property of the earlier event', 'sku');
  expect(value()).toMatchObject({ matching: [{ later: 'products[].sku', earlier: 'sku' }] });
  press('Remove the comparison');
  expect(value()).toEqual({ then: { event: 'Order' }, within: '2h' });
});

test('steps follow each other, with what must not happen in between', async () => {
  await edited({ field: 'event.View', operator: 'performedSequence', value: { steps: [{ event: 'Cart' }], within: '7d' } });
  press('Another step');
  type('combobox', 'and then', 'Order', 1);
  press('Without, in between,');
  type('combobox', 'Without, in between,', 'Help');
  fireEvent.click(screen.getByRole('checkbox', { name: 'nothing of these in between' }));
  expect(value()).toEqual({ steps: [{ event: 'Cart', without: { event: 'Help' } }, { event: 'Order' }], within: '7d', strict: true });
  fireEvent.click(screen.getByRole('checkbox', { name: 'nothing of these in between' }));
  press('Let it happen in between');
  press('Remove the step');
  expect(value()).toEqual({ steps: [{ event: 'Order' }], within: '7d' });
});

test('a figure over events is compared by what it is: another kind of figure begins anew', async () => {
  await edited({ field: 'event.Order', operator: 'aggregate', value: { aggregate: 'count', is: { operator: '>=', value: 2 } } });
  await choose('Figure', 'sum');
  type('combobox', 'of the property', 'total');
  expect(value()).toEqual({ aggregate: 'sum', property: 'total', is: { operator: '>=', value: 2 } });
  await choose('Figure', 'latest');
  expect(value()).toMatchObject({ aggregate: 'last', property: 'total' });
  await choose('Figure', 'time since');
  await choose('Unit', 'week');
  fireEvent.click(screen.getByRole('checkbox', { name: 'by calendar days' }));
  expect(value()).toMatchObject({ aggregate: 'time_since', unit: 'week', calendar: true });
});

test('a fixed window is bounded on both sides or on one, and “at any time” is not written', async () => {
  await edited({ field: 'event.Order', operator: 'performed', value: { within: { from: '2026-05-01T10:30Z' } } });
  type('textbox', 'from', '1780000000000');
  expect(value()).toEqual({ within: { from: 1_780_000_000_000 } });
  await choose('When it counts', 'in the last, but not in the very last');
  expect(value()).toEqual({ within: { last: '60d', except: '30d' } });
  await choose('When it counts', 'at any time');
  expect(value()).toEqual({});
});

test('an entry of a list of objects is asked by its own properties, without what depends on now', async () => {
  await edited(
    { field: 'property.products', operator: 'anyElementWhere', value: { combinator: 'and', rules: [] } },
    { about: 'event', event: 'Order' },
  );
  const inner = screen.getByRole('region', { name: 'An entry of “products” where' });
  fireEvent.click(within(inner).getByRole('button', { name: 'Rule' }));
  expect(value()).toEqual({ combinator: 'and', rules: [{ field: 'property.count', operator: '>=' }] });
  fireEvent.change(within(inner).getByRole('spinbutton', { name: 'Value' }), { target: { value: '3' } });
  await waitFor(() => expect(value()).toEqual({ combinator: 'and', rules: [{ field: 'property.count', operator: '>=', value: 3 }] }));
});

describe('a value that is typed', () => {
  test.each([
    ['5', 5],
    ['"5"', '5'],
    ['true', true],
    ['"true"', 'true'],
    ['Shanghai', 'Shanghai'],
    [' ', ' '],
  ])('%j is read as %j', (typed, read) => expect(readValue(typed)).toBe(read));

  test.each([
    ['5', 'number', 5],
    ['five', 'number', undefined],
    [5, 'string', '5'],
    ['true', 'boolean', true],
    [undefined, 'boolean', true],
    [undefined, 'number', undefined],
  ] as const)('%j as a %s is %j', (given, kind, made) => expect(converted(given, kind)).toBe(made));
});

test('parts that are told no longer are taken out, the others keep their place', () => {
  expect(JSON.stringify(withParts<{ a?: number; b?: number; c?: number }>({ a: 1, b: 2 }, { c: 3, a: undefined }))).toBe('{"b":2,"c":3}');
});
