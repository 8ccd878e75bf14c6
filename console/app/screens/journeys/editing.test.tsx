import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import type { Journey, Step } from './model/document.ts';
import { CART } from './model/journey.suite.ts';

const URL = '/v1/changes/journey/cart';
const saved = (problems: readonly object[] = []) => ({
  ...{ kind: 'journey', id: 'cart', definition: CART, released: CART, on: 4, revision: 1, by: 'ada', at: NOON, overtaken: false, problems },
});
const ANSWERS = {
  ...SHOP,
  '/v1/session': { roles: [], permissions: [...SHOP['/v1/session'].permissions, 'releases.write'] },
  '/v1/names': {
    ...SHOP['/v1/names'],
    template: { cart_sms: { en: 'Cart by text', zh: '购物车短信' }, hello: { en: 'Hello', zh: '问候' } },
    channel: { sms: { en: 'Text message', zh: '短信' }, email: { en: 'E-mail', zh: '邮件' } },
    tag: { vip: { en: 'VIP', zh: '贵宾' } },
  },
  '/v1/definitions/journey/cart': { versions: [{ version: 1, definition: CART, releases: [4] }] },
  '/v1/definitions': { release: 4, definitions: [{ version: 1, definition: CART }] },
  [`PUT ${URL}`]: saved(),
  '/v1/changes': { changes: [] },
  '/v1/rollouts': { rollouts: [] },
  '/v1/diagnosis': { journeys: [] },
};

async function open(search = '?view=outline', answers: object = {}, language: 'en' | 'zh' = 'en') {
  const rendered = await renderConsole(<Screen />, {
    at: `/journeys/cart${search}`,
    path: '/journeys/$journey',
    answers: { ...ANSWERS, ...answers },
    language,
  });
  await waitFor(() => expect(node('last')).toBeTruthy());
  /** The steps as they were last saved. */
  const steps = (): readonly Step[] | undefined =>
    (rendered.asked.filter(({ request }) => request.startsWith('PUT')).at(-1)?.body as { definition: Journey } | undefined)?.definition
      .steps;
  const step = <One extends Step['type']>(id: string, type: One) =>
    steps()?.find((one): one is Extract<Step, { type: One }> => one.id === id && one.type === type);
  return { ...rendered, steps, step };
}

const node = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-node="${id}"]`);
/** By its label or what stands on it: roles take long to find where much is shown. */
function button(name: string | RegExp, within: ParentNode = document): HTMLElement {
  const saidOf = (one: HTMLElement): string =>
    one.getAttribute('aria-label') ?? (one.querySelector('.journey-node-label') ?? one).textContent ?? '';
  const found = [...within.querySelectorAll('button')].find((one) =>
    typeof name === 'string' ? saidOf(one) === name : name.test(saidOf(one)),
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
}
const findButton = (name: string | RegExp, within?: ParentNode): Promise<HTMLElement> => waitFor(() => button(name, within));
const side = (name: string): Promise<HTMLElement> =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`aside[aria-label="${name}"]`);
    if (!found) throw new Error(`nothing is open that is called ${name}`);
    return found;
  });
const ids = (steps: readonly Step[] | undefined) => steps?.map(({ id }) => id);

test('a step is added at a “+”, opened, saved as an unpublished change, undone and done again by keys', async () => {
  const { steps } = await open();
  fireEvent.click(button('Add a step: behind Wait: 2 hr'));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Set a tag' }));
  await side('Set a tag');
  await waitFor(() => expect(ids(steps())).toEqual(['pause', 'set-tag', 'loyal', 'click', 'last']));
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(node('set-tag')).toBeNull());
  await waitFor(() => expect(ids(steps())).toEqual(['pause', 'loyal', 'click', 'last']));
  fireEvent.keyDown(document.body, { key: 'Z', ctrlKey: true, shiftKey: true });
  await waitFor(() => expect(node('set-tag')).toBeTruthy());
  expect(button('Redo')).toHaveProperty('disabled', true);
  fireEvent.click(button('Undo'));
  await waitFor(() => expect(node('set-tag')).toBeNull());
});

test('what is missing stands in a list that leads to its step', async () => {
  const problem = { code: 'X', path: 'steps[3].template', message: 'there is no template "cart_sms"' };
  await open('?view=outline', {
    [`GET ${URL}`]: { change: saved([problem, { ...problem, in: { kind: 'tag', id: 'x' }, message: 'elsewhere' }]) },
  });
  fireEvent.click(await findButton(/2 problems/));
  const list = (await screen.findByText('What is wrong or missing')).closest<HTMLElement>('.ant-drawer')!;
  expect(list.textContent).toContain('The shares have to come to 100%.');
  expect(list.textContent).not.toContain('elsewhere');
  fireEvent.click(button(/there is no template/, list));
  await side('Message');
  expect(node('last')!.textContent).toContain('1 problem');
});

test('a step is taken out, copied, and moved to where somebody says', async () => {
  const { steps } = await open('?view=outline&at=last');
  fireEvent.click(await findButton(/Duplicate/));
  await waitFor(() => expect(ids(steps())).toEqual(['pause', 'loyal', 'click', 'last', 'last-2']));
  fireEvent.click(button(/Delete/));
  await waitFor(() => expect(ids(steps())).toEqual(['pause', 'loyal', 'click', 'last']));
  fireEvent.click(node('pause')!);
  await side('Wait');
  fireEvent.click(button('Move'));
  fireEvent.click(await findButton('Put it here: behind Message: Cart by text · Text message'));
  await waitFor(() => expect(ids(steps())).toEqual(['loyal', 'click', 'last', 'pause']));
});

test('keys on the canvas duplicate, take out, cut and place', async () => {
  const { steps } = await open('');
  node('pause')!.focus();
  fireEvent.keyDown(node('pause')!, { key: 'd' });
  await waitFor(() => expect(node('pause-2')).toBeTruthy());
  fireEvent.keyDown(node('pause-2')!, { key: 'Delete' });
  await waitFor(() => expect(node('pause-2')).toBeNull());
  fireEvent.keyDown(node('pause')!, { key: 'x', ctrlKey: true });
  await screen.findByText(/Choose where the step goes/);
  fireEvent.click(await findButton(/Put it here: behind Message: Cart by text/));
  await waitFor(() => expect(ids(steps())).toEqual(['loyal', 'click', 'last', 'pause']));
  node('pause')!.focus();
  fireEvent.keyDown(node('pause')!, { key: 'a' });
  await screen.findByRole('menuitem', { name: 'Split' });
});

test('a wait is of a time, or until one on the customer’s clock', async () => {
  const { step } = await open('?view=outline&at=pause');
  fireEvent.change(await screen.findByRole('spinbutton', { name: 'For' }), { target: { value: '3' } });
  await waitFor(() => expect(step('pause', 'wait')).toEqual({ type: 'wait', id: 'pause', duration: '3h' }));
  await choose('Waits', 'until a time of day');
  fireEvent.change(await screen.findByLabelText('At'), { target: { value: '18:30' } });
  fireEvent.click(screen.getByLabelText('Sat'));
  await waitFor(() => expect(step('pause', 'wait')).toEqual({ type: 'wait', id: 'pause', until: { at: '18:30', weekdays: [6] } }));
});

test('the ways of a branch are put in order by buttons, and a split is made even', async () => {
  const { step, steps } = await open('?view=outline&at=loyal');
  fireEvent.click(await findButton(/Add a way/));
  fireEvent.click(await findButton('Move up: Way 2'));
  await waitFor(() => expect(step('loyal', 'branch')?.branches.map(({ when }) => when.rules.length)).toEqual([0, 1]));
  expect(screen.getByRole('group', { name: 'Way 1' }).textContent).toContain('not chosen yet');
  fireEvent.click(button('Remove: Way 1'));
  await waitFor(() => expect(step('loyal', 'branch')?.branches).toHaveLength(1));
  fireEvent.click(node('test')!);
  await screen.findByText('Together 75%: it has to be 100%');
  fireEvent.click(button('Distribute evenly'));
  await screen.findByText('Together 100%');
  await waitFor(() => expect(JSON.stringify(steps())).toContain('"share":0.5,"steps":[]'));
});

test('a message says what, on which channel, what is waited for, and what follows a failure', async () => {
  const { step } = await open('?view=outline&at=last');
  await choose('Content', 'Hello');
  await choose('Waits until', 'delivered');
  fireEvent.click(await screen.findByLabelText('Next channel on failure'));
  fireEvent.click(button('Add: Other channels, in order'));
  fireEvent.click(button('Add a way for when it fails'));
  await waitFor(() =>
    expect(step('last', 'send')).toEqual({
      ...{ type: 'send', id: 'last', channel: 'sms', template: 'hello', purpose: 'offers' },
      ...{ await: { outcome: 'delivered', timeout: '1d' }, nextOnFailure: true, onFailure: [] },
      fallbacks: [{ channel: '', template: 'hello' }],
    }),
  );
});

test('the journey itself: names, re-entry, goal, limits, target', async () => {
  const { asked } = await open('?view=outline&at=@trigger');
  const saidLast = () => asked.filter(({ request }) => request.startsWith('PUT')).at(-1)?.body as { definition: Journey } | undefined;
  fireEvent.change(await screen.findByLabelText('Name in English'), { target: { value: 'Carts' } });
  await choose('Re-entry', 'Again after a time');
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Holdout' }), { target: { value: '20' } });
  fireEvent.change(screen.getByRole('spinbutton', { name: 'Entries per day at most' }), { target: { value: '500' } });
  await choose('Target', 'Conversion rate');
  fireEvent.click(button(/Add an exit/));
  await waitFor(() =>
    expect(saidLast()?.definition).toMatchObject({
      name: { en: 'Carts', zh: '购物车' },
      reentry: { after: '30d' },
      holdout: 0.2,
      limits: { entriesPerDay: 500 },
      kpi: { metric: 'conversion_rate', target: 0.1 },
      exits: [{ event: '' }],
    }),
  );
});

test('whoever may not change definitions reads, and finds no “+”', async () => {
  await open('?view=outline&at=last', { '/v1/session': without('releases.write') });
  const shown = await side('Message');
  expect(() => button(/Delete/, shown)).toThrow();
  expect(() => button(/^Add a step/)).toThrow();
});

test('in Chinese', async () => {
  await open('?view=outline&at=last', {}, 'zh');
  await findButton('添加节点：等待：2小时之后');
  await findButton(/1 个问题/);
  for (const name of [/复制/, /移\s?动/, /删\s?除/, '添加失败路径']) await findButton(name);
});

/** Chooses one of the options of a field. */
async function choose(label: string, option: string): Promise<void> {
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: label }));
  const found = await screen.findAllByText(option, { selector: '.ant-select-item-option-content' });
  fireEvent.click(found.at(-1)!);
}
