import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { expect, test } from 'vitest';
import type { Condition } from '../../api/index.ts';
import { renderConsole } from '../../test/render.tsx';
import { ConditionEditor } from './editor.tsx';

const text = (en: string, zh: string) => ({ en, zh });
const TRAITS = [
  { kind: 'trait', id: 'orders', name: text('Orders', '订单数'), aggregate: 'count', event: 'Order Completed' },
  { kind: 'trait', id: 'city', name: text('City', '城市'), type: 'string' },
  { kind: 'trait', id: 'birthday', name: text('Birthday', '生日'), type: 'time' },
];
const EVENTS = [
  {
    kind: 'event',
    id: 'Order Completed',
    name: text('Order completed', '完成订单'),
    properties: {
      total: { type: 'number' },
      channel: { type: 'string', allowed: ['store', 'app'] },
      products: { type: 'list' },
      'products[].sku': { type: 'string' },
    },
  },
  { kind: 'event', id: 'Product Viewed', name: text('Product viewed', '浏览商品') },
];
const ANSWERS = {
  '/v1/session': { roles: [], permissions: ['releases.read'] },
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': {
    trait: Object.fromEntries(TRAITS.map(({ id, name }) => [id, name])),
    event: Object.fromEntries(EVENTS.map(({ id, name }) => [id, name])),
    tag: { vip: text('VIP', '贵宾') },
    segment: { loyal: text('Loyal', '忠诚') },
  },
  '/v1/definitions?kind=trait': { release: 1, definitions: TRAITS.map((definition) => ({ version: 1, definition })) },
  '/v1/definitions?kind=event': { release: 1, definitions: EVENTS.map((definition) => ({ version: 1, definition })) },
};
const all = (...rules: Condition['rules']): Condition => ({ combinator: 'and', rules });

let said: Condition[] = [];

function Held({ first }: { readonly first: Condition }): ReactNode {
  const [value, setValue] = useState(first);
  const keep = (next: Condition): void => {
    said.push(next);
    setValue(next);
  };
  return <ConditionEditor label="Who belongs" value={value} onChange={keep} />;
}

async function edited(first: Condition, language: 'en' | 'zh' = 'en') {
  said = [];
  const rendered = await renderConsole(<Held first={first} />, { answers: ANSWERS, language });
  await screen.findByRole('region', { name: 'Who belongs' });
  // With names the fields are known.
  await waitFor(() => expect(rendered.asked.filter(({ request }) => request.includes('/v1/definitions'))).toHaveLength(2));
  return rendered;
}

const latest = (): Condition => said.at(-1)!;

/** Chooses in a selector by what is read out, as the keyboard does. */
async function choose(name: string, option: string, within_: HTMLElement = document.body): Promise<void> {
  const [selector] = within(within_).getAllByRole('combobox', { name });
  fireEvent.mouseDown(selector!);
  const options = await screen.findAllByTitle(option);
  fireEvent.click(options.at(-1)!);
}

test('a rule is added, said what about, compared and given a value of its type', async () => {
  await edited(all());
  fireEvent.click(screen.getByRole('button', { name: 'Rule' }));
  expect(latest()).toEqual(all({ field: 'event.Order Completed', operator: 'performed', value: { within: { last: '30d' } } }));
  await choose('What the rule is about', 'Orders');
  expect(latest()).toEqual(all({ field: 'trait.orders', operator: '>=' }));
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Value' }), { target: { value: '3' } });
  await waitFor(() => expect(latest()).toEqual(all({ field: 'trait.orders', operator: '>=', value: 3 })));
  await choose('Comparison', 'is at most');
  expect(latest()).toEqual(all({ field: 'trait.orders', operator: '<=', value: 3 }));
  await screen.findByText('Orders is at most 3');
  await choose('What the rule is about', 'VIP');
  expect(latest()).toEqual(all({ field: 'tag.vip', operator: '=', value: true }));
});

test('groups are added, joined by or, turned into their opposite, copied, moved and removed', async () => {
  const vip = { field: 'tag.vip', operator: '=', value: true };
  const loyal = { field: 'segment.loyal', operator: '=', value: true };
  const { container } = await edited(all(vip, loyal));
  fireEvent.click(screen.getAllByRole('button', { name: 'Move down' })[0]!);
  expect(latest()).toEqual(all(loyal, vip));
  fireEvent.click(screen.getByRole('button', { name: 'Group' }));
  expect(latest().rules[2]).toMatchObject({ combinator: 'and', rules: [{ field: 'event.Order Completed' }] });
  const inner = container.querySelector<HTMLElement>('.ruleGroup .ruleGroup')!;
  await choose('How the rules are joined', 'Any of these holds', inner);
  fireEvent.click(within(inner).getByRole('switch', { name: 'Turn into the opposite' }));
  expect(latest().rules[2]).toMatchObject({ combinator: 'or', not: true });
  fireEvent.click(within(inner).getByRole('switch', { name: 'Turn into the opposite' }));
  expect(latest().rules[2]).not.toHaveProperty('not');
  fireEvent.click(within(inner).getByRole('button', { name: 'Copy group' }));
  expect(latest().rules[3]).toEqual(latest().rules[2]);
  fireEvent.click(screen.getAllByRole('button', { name: 'Remove group' })[0]!);
  fireEvent.click(screen.getAllByRole('button', { name: 'Remove rule' })[0]!);
  expect(latest().rules).toHaveLength(2);
});

test('what a customer did is asked with how often, when and where, and its properties are offered with their values', async () => {
  await edited(all({ field: 'event.Order Completed', operator: 'performed', value: { within: { last: '30d' } } }), 'en');
  fireEvent.change(screen.getByRole('spinbutton', { name: 'at least' }), { target: { value: '2' } });
  await waitFor(() => expect(latest().rules[0]).toMatchObject({ value: { atLeast: 2, within: { last: '30d' } } }));
  await choose('When it counts', 'in the current period');
  expect(latest().rules[0]).toMatchObject({ value: { atLeast: 2, within: { this: 'month' } } });
  fireEvent.click(screen.getByRole('button', { name: 'Only “Order Completed” where' }));
  const filter = screen.getByRole('region', { name: 'Only “Order Completed” where' });
  fireEvent.click(within(filter).getByRole('button', { name: 'Rule' }));
  const where = (): unknown => (latest().rules[0] as { value: { where?: unknown } }).value.where;
  expect(where()).toEqual(all({ field: 'property.channel', operator: '=' }));
  fireEvent.change(within(filter).getByRole('combobox', { name: 'Value' }), { target: { value: 'app' } });
  expect(where()).toEqual(all({ field: 'property.channel', operator: '=', value: 'app' }));
  await screen.findByText('Did “Order completed” at least 2 times this month, where channel is app');
  fireEvent.click(screen.getByRole('button', { name: 'Take the filter away' }));
  expect(where()).toBeUndefined();
});

test('an event that nobody has defined can be named', async () => {
  await edited(all({ field: 'tag.vip', operator: '=', value: true }));
  const [field] = screen.getAllByRole('combobox', { name: 'What the rule is about' });
  fireEvent.mouseDown(field!);
  fireEvent.change(field!, { target: { value: 'Email *' } });
  fireEvent.click((await screen.findAllByTitle('Event “Email *”')).at(-1)!);
  expect(latest()).toEqual(all({ field: 'event.Email *', operator: 'performed', value: { within: { last: '30d' } } }));
});

test('what no form shows is kept, in words, and can be edited as JSON', async () => {
  const odd = { field: 'trait.city', operator: '=', value: { deep: 1 } };
  await edited(all(odd, { field: 'trait.orders', operator: '>=', value: 2 }));
  await screen.findByText('{"deep":1}');
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Value' }), { target: { value: '5' } });
  await waitFor(() => expect(latest()).toEqual(all(odd, { field: 'trait.orders', operator: '>=', value: 5 })));
  fireEvent.click(screen.getAllByRole('button', { name: /Edit as JSON/ })[0]!);
  const box = await screen.findByRole('textbox', { name: 'As the document has it' });
  fireEvent.change(box, { target: { value: '"Shanghai"' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(latest().rules[0]).toEqual({ field: 'trait.city', operator: '=', value: 'Shanghai' });
});

test('the whole document is behind a door that refuses what is no condition', async () => {
  await edited(all());
  fireEvent.click(screen.getByRole('button', { name: /Edit as JSON/ }));
  const box = await screen.findByRole('textbox', { name: 'As the document has it' });
  for (const [typed, problem] of [
    ['{', /This is no JSON/],
    ['{"combinator":"xor","rules":[]}', /look at \/combinator/],
    ['{"combinator":"or","rules":[{"field":"tag.vip"}]}', /look at \/rules\/0/],
  ] as const) {
    fireEvent.change(box, { target: { value: typed } });
    fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    await screen.findByText(problem);
  }
  expect(said).toEqual([]);
  fireEvent.change(box, { target: { value: '{"combinator":"or","rules":[{"field":"tag.vip","operator":"=","value":true}]}' } });
  fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(latest()).toEqual({ combinator: 'or', rules: [{ field: 'tag.vip', operator: '=', value: true }] });
});

/** One of each form. */
const FORMS: Condition['rules'] = [
  { field: 'trait.city', operator: 'null' },
  { field: 'trait.city', operator: 'in', value: ['Shanghai', 'Beijing'] },
  { field: 'trait.city', operator: '=', value: 5 },
  { field: 'trait.unheard', operator: 'in', value: [1, '1', true] },
  { field: 'trait.orders', operator: 'between', value: [1, 5] },
  { field: 'trait.city', operator: 'matches', value: '^S' },
  { field: 'trait.city', operator: 'hasLength', value: { atLeast: 3 } },
  { field: 'trait.city', operator: 'hasType', value: 'string' },
  { field: 'trait.birthday', operator: 'before', value: '2026-05-01' },
  { field: 'trait.birthday', operator: 'timeBetween', value: ['2026-05-01T10:30Z', 1_780_000_000_000] },
  { field: 'trait.birthday', operator: 'withinLast', value: '90ms' },
  { field: 'trait.birthday', operator: 'anniversaryDuringThis', value: 'month' },
  { field: 'trait.birthday', operator: 'anniversaryInDays', value: [-1, 7] },
  { field: 'trait.tags', operator: 'anyElement', value: { operator: 'beginsWith', value: 'a' } },
  { field: 'trait.latitude', operator: 'withinDistance', value: { longitude: 'longitude', of: [31.2, 121.4], meters: 500 } },
  { field: 'bucket.spring', operator: '<', value: 20 },
  { field: 'segment.loyal', operator: '!=', value: false },
  {
    field: 'event.Product Viewed',
    operator: 'performedThen',
    value: {
      then: { event: 'Order Completed', where: all() },
      within: '1d',
      matching: [{ earlier: 'sku', later: 'products[].sku', operator: '!=' }],
    },
  },
  {
    field: 'event.Product Viewed',
    operator: 'performedSequence',
    value: {
      steps: [{ event: 'Order Completed', within: '1h', without: { event: 'Help*' } }, { event: 'B' }],
      within: '7d',
      last: '60d',
      strict: true,
      same: 'sku',
    },
  },
  { field: 'event.*', operator: 'performedWithout', value: { without: { event: 'A|B' }, after: '1h', within: '2d' } },
  {
    field: 'event.Order Completed',
    operator: 'aggregate',
    value: { aggregate: 'time_since', unit: 'day', calendar: true, within: { from: '2026-01-01' }, is: { operator: 'in', value: [1, 2] } },
  },
  {
    field: 'event.Order Completed',
    operator: 'firstPerformed',
    value: {
      has: all({
        field: 'property.products',
        operator: 'anyElementWhere',
        value: all({ field: 'property.sku', operator: '=', value: 'x' }),
      }),
    },
  },
  { field: 'event.Order Completed', operator: 'performedRegularly', value: { unit: 'week', of: 8, atLeast: 6, times: 2 } },
  { field: 'event.Order Completed', operator: 'notPerformed' },
];

test('each form shows what is there and says nothing by itself, in both languages', async () => {
  for (const language of ['en', 'zh'] as const) {
    const { container, unmount } = await edited(all(...FORMS), language);
    await waitFor(() => expect(container.querySelectorAll('.rule').length).toBeGreaterThanOrEqual(FORMS.length));
    expect(container.querySelectorAll('.condition-kept')).toHaveLength(0);
    expect(container.textContent).not.toMatch(/⟦/);
    expect(said).toEqual([]);
    unmount();
  }
});
