import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP, without } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { insertSteps, removeStep } from './model/edit.ts';
import { CART } from './model/journey.suite.ts';

const NEXT = insertSteps(removeStep({ ...CART, holdout: 0.2 }, 'tag-a'), { index: 1 }, [{ type: 'set_tag', id: 'seen', tag: 'vip' }]);
const counted = (step: string, entered: number, failed = 0) => ({
  ...{ step, entered, waiting: 7, proceeded: entered - 7 - failed, exited: 0, exitedBy: {}, failed },
  failedBy: failed > 0 ? { 'consent.missing': failed } : {},
});
const went = { entered: 1_200, waiting: 30, completed: 900, converted: 240, exited: 20, failed: 10, exitedBy: {}, failedBy: {} };
const FIGURES = {
  ...{ journey: 'cart', name: CART.name, isLive: true, wrong: [], ...went },
  versions: [{ version: 2, isLive: true, movedIn: 0, movedOut: 0, ...went, steps: [counted('pause', 1_200), counted('last', 400, 50)] }],
};
const measured = { measure: 'conversion', count: 10, of: 200, value: 0.05, past: { count: 30, of: 200 }, by: 'history', breached: true };
const DIAGNOSIS = {
  journey: 'cart',
  at: 0,
  steps: [
    { step: 'last', hasFallback: true, measurements: [measured] },
    { step: 'pause', hasFallback: false, measurements: [] },
  ],
};
const ANSWERS = {
  ...SHOP,
  '/v1/session': {
    ...without(),
    permissions: [...SHOP['/v1/session'].permissions.filter((one) => one !== 'releases.write'), 'journeys.reroute'],
  },
  '/v1/names': {
    ...SHOP['/v1/names'],
    template: { cart_sms: { en: 'Cart by text', zh: '购物车短信' } },
    channel: { sms: { en: 'Text message', zh: '短信' } },
  },
  '/v1/definitions/journey/cart': {
    versions: [
      { version: 2, definition: NEXT, releases: [4] },
      { version: 1, definition: CART, releases: [1, 2] },
    ],
  },
  '/v1/journeys/cart': FIGURES,
  '/v1/rollouts': { rollouts: [] },
  '/v1/changes': { changes: [] },
  '/v1/diagnosis': { journeys: [] },
  '/v1/definitions': { release: 4, definitions: [{ version: 2, definition: NEXT }] },
  '/v1/journeys/cart/diagnosis': DIAGNOSIS,
  'POST /v1/journeys/cart/steps/last/reroute': DIAGNOSIS,
};

const journey = (search = '', answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { at: `/journeys/cart${search}`, path: '/journeys/$journey', answers: { ...ANSWERS, ...answers }, language });

const node = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-node="${id}"]`)!;

test('the canvas has every step in words with its counters, and the conditions of its ways', async () => {
  const { container } = await journey();
  await waitFor(() => expect(node('pause')).toBeTruthy());
  await waitFor(() => expect(node('pause').textContent).toContain('1,200'));
  expect(node('last').querySelector('.journey-node-label')?.textContent).toBe(
    'Message, Cart by text · Text message, Entered 400, Waiting 7, Went on 343, Left 0, Not sent 50',
  );
  for (const text of ['Everyone else', 'Not within 2 days', 'When it fails', 'A · 50%', 'The others · 25%'])
    await waitFor(() => expect(container.textContent).toContain(text));
  expect(node('@trigger').textContent).toContain('Product Added');
});

test('arrow keys go along the lines, Enter opens a step, Escape comes back to it', async () => {
  await journey();
  await waitFor(() => expect(node('@trigger')).toBeTruthy());
  node('@trigger').focus();
  fireEvent.keyDown(node('@trigger'), { key: 'ArrowDown' });
  await waitFor(() => expect(document.activeElement).toBe(node('pause')));
  fireEvent.keyDown(node('pause'), { key: 'ArrowUp' });
  await waitFor(() => expect(document.activeElement).toBe(node('@trigger')));
  fireEvent.keyDown(node('@trigger'), { key: 'Enter' });
  const side = await screen.findByRole('complementary', { name: 'Journey settings' });
  for (const text of ['Product Added', 'Enters once', 'Order Completed', '20%']) expect(side.textContent).toContain(text);
  fireEvent.keyDown(side, { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('complementary')).toBeNull());
  expect(document.activeElement).toBe(node('@trigger'));
});

test('a step that is opened tells all of it, and by which rule customers failed there', async () => {
  await journey('?at=last');
  const side = await screen.findByRole('complementary', { name: 'Message' });
  await within(side).findByText('What became of customers here');
  for (const text of ['Cart by text', 'Text message', 'Marketing', 'Not sent', '50', 'last']) expect(side.textContent).toContain(text);
  await within(side).findByText(/consent/i);
});

test('two versions differ by marks on the canvas and by a list in words, each leading to its step', async () => {
  const { container } = await journey('?compare=1');
  const part = (await screen.findByRole('heading', { name: 'What differs' })).closest('.ant-card')!;
  for (const text of ['Added', 'Removed', 'Journey settings: holdout']) expect(part.textContent).toContain(text);
  await waitFor(() => expect(node('seen').dataset.mark).toBe('added'));
  expect(node('tag-a').dataset.mark).toBe('removed');
  fireEvent.click(within(part as HTMLElement).getByRole('button', { name: 'Set a tag: vip' }));
  await screen.findByRole('complementary', { name: 'Set a tag' });
  expect(container.textContent).not.toContain('⟦');
});

test('what is held against a step, and what is done instead, is compared in words', async () => {
  const guarded = (more: object) => ({ ...CART, steps: CART.steps.map((step) => (step.id === 'last' ? { ...step, ...more } : step)) });
  const before = guarded({ guardrails: [{ measure: 'error', atMost: 0.05 }], fallback: { skip: true } });
  const after = guarded({ guardrails: [{ measure: 'error', atMost: 0.05, minimum: 50 }], stage: 'advocate' });
  const versions = [
    { version: 2, definition: after, releases: [4] },
    { version: 1, definition: before, releases: [1] },
  ];
  await journey('?version=2&compare=1', { '/v1/definitions/journey/cart': { versions } });
  const part = (await screen.findByRole('heading', { name: 'What differs' })).closest('.ant-card')!;
  await waitFor(() => expect(node('last').dataset.mark).toBe('changed'));
  for (const text of [
    'Stage from here on: nothing → Advocate',
    'Guardrail: Errors at most 5% → Errors at most 5% (of 50 at least)',
    'Fallback: The step is passed by → nothing',
  ])
    expect(part.textContent).toContain(text);
});

test('diagnosis says of each step how it does against its past, and hands a broken one over to its fallback', async () => {
  const { asked } = await journey('?mode=diagnosis');
  await waitFor(() => expect(node('last').textContent).toContain('Conversion 5%'));
  expect(node('last').dataset.tone).toBe('bad');
  const table = await screen.findByRole('region', { name: 'Steps against their guardrails and their own past' });
  expect(table.textContent).toContain('before 15%');
  expect(table.textContent).toContain('No fallback');
  fireEvent.click(within(table).getByRole('button', { name: 'Reroute' }));
  await waitFor(() => expect(asked.find(({ request }) => request.startsWith('POST'))?.body).toEqual({ action: 'on' }));
});

test('the list says the same as the canvas, in Chinese too', async () => {
  await journey('?view=outline', {}, 'zh');
  const outline = await screen.findByRole('region', { name: '旅程列表' });
  for (const text of ['购物车短信', '其他客户', '失败时', '“Product Added”发生'])
    await waitFor(() => expect(outline.textContent).toContain(text));
  await waitFor(() => expect(outline.textContent).toContain('进入 400'));
});

test('one that nobody knows says so; one who may not read releases is told', async () => {
  const unknown = await journey('', {
    '/v1/definitions': { release: 4, definitions: [] },
    '/v1/definitions/journey/cart': { versions: [] },
  });
  await screen.findByText('There is no journey “cart”');
  unknown.unmount();
  await journey('', { '/v1/session': without('releases.read') });
  await screen.findByText(/releases\.read/);
});
