import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const CHANGE = { by: 'ada', byName: 'Ada', at: NOON, on: 3, overtaken: false, revision: 1, problems: 0 };
const CART = { ...CHANGE, kind: 'journey', id: 'cart', name: { en: 'Cart', zh: '购物车' }, action: 'changed', problems: 2 };
const VIP = { ...CHANGE, kind: 'tag', id: 'vip', name: { en: 'VIP', zh: '贵宾' }, action: 'removed', overtaken: true };
const NEW = { ...CHANGE, kind: 'segment', id: 'new', name: { en: 'Newcomers', zh: '新客' }, action: 'new' };
const ANSWERS = {
  ...SHOP,
  '/v1/changes': { changes: [CART, VIP, NEW] },
  'DELETE /v1/changes/journey/cart': {},
  'POST /v1/changes/plan': { number: 4, changes: [], findings: [], journeys: [], rollouts: [], groups: [] },
};

const shown = (answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { answers: { ...ANSWERS, ...answers }, language });

const rowOf = async (name: string): Promise<HTMLElement> => (await screen.findByText(name)).closest('tr')!;

test('each says what it is, what is wrong with it, and whose it is', async () => {
  await shown();
  const cart = await rowOf('Cart');
  for (const text of ['Journey', 'Changed', '2 problems', 'Ada']) expect(cart.textContent).toContain(text);
  expect((await rowOf('VIP')).textContent).toContain('A later release has changed it');
  expect((await rowOf('Newcomers')).textContent).toContain('made on release 3');
});

test('some are chosen, and only those are planned', async () => {
  const { asked } = await shown();
  fireEvent.click(await screen.findByLabelText('Choose “Newcomers”'));
  const button = (await screen.findByText('Publish 1 change')).closest('button')!;
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  const drawer = await questionOf('Publish changes');
  await within(drawer).findByText('Nothing would change.');
  expect(asked.findLast(({ request }) => request === 'POST /v1/changes/plan')?.body).toEqual({ only: [{ kind: 'segment', id: 'new' }] });
});

test('what came of publishing stays, also when nothing is left unpublished', async () => {
  const change = { kind: 'segment', id: 'new', action: 'added', lines: [{ sign: '+', text: JSON.stringify({ name: NEW.name }) }] };
  const answers: Record<string, unknown> = {
    ...ANSWERS,
    '/v1/changes': { changes: [NEW] },
    'POST /v1/changes/plan': { number: 4, changes: [change], findings: [], journeys: [], rollouts: [], groups: [] },
    'POST /v1/changes/release': { number: 4, definitions: 3, changed: 1 },
  };
  await renderConsole(<Screen />, { answers });
  const button = (await screen.findByText('Publish all')).closest('button')!;
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  const drawer = await questionOf('Publish changes');
  await within(drawer).findByText('It becomes release 4.');
  answers['/v1/changes'] = { changes: [] };
  const publish = within(drawer).getByRole<HTMLButtonElement>('button', { name: 'Publish' });
  await waitFor(() => expect(publish.disabled).toBe(false));
  fireEvent.click(publish);
  await screen.findByText('Nothing is unpublished');
  await screen.findByText('Release 4 is made');
});

test('one is discarded once somebody has said yes', async () => {
  const { asked } = await shown();
  const button = await screen.findByLabelText<HTMLButtonElement>('Discard the change of “Cart”');
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
  const question = await questionOf('Discard the change of “Cart”?');
  fireEvent.click(within(question).getByText('Discard'));
  await screen.findByText('The change is discarded');
  expect(asked.map(({ request }) => request)).toContain('DELETE /v1/changes/journey/cart');
});

test('nothing is unpublished, in Chinese too; and whoever may not write discards nothing', async () => {
  const { unmount } = await shown({ '/v1/changes': { changes: [] } }, 'zh');
  await screen.findByText('没有未发布的修改');
  unmount();
  await shown({ '/v1/session': without('releases.write') });
  expect((await screen.findByLabelText<HTMLButtonElement>('Discard the change of “Cart”')).disabled).toBe(true);
});

test('a refusal can be tried again', async () => {
  await shown({ '/v1/changes': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
});
