import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const letter = (message: string) => ({
  ...{ number: 1, message, customer: 'c1', channel: 'mail', journey: 'cart', step: 'remind', template: 'reminder' },
  ...{ reason: 'address_refused: 550', attempts: 3, decidedAt: NOON, failedAt: NOON },
});
const answers = {
  ...SHOP,
  '/v1/dead-letters': { count: 2, letters: [letter('m1'), letter('m2')] },
  'POST /v1/redeliver': { messages: ['m1'] },
};

test('one goes again at once, under its own id', async () => {
  const { asked } = await renderConsole(<Screen />, { answers });
  const [row] = await screen.findAllByText('address_refused: 550');
  await waitFor(() => expect(row!.closest('tr')!.textContent).toMatch(/Cart abandonment › Cart reminder › remind.*mail.*3/));
  fireEvent.click((await screen.findAllByRole('button', { name: /^Send again/ }))[0]!);
  await screen.findByText('1 message on its way again');
  expect(asked).toContainEqual({ request: 'POST /v1/redeliver', body: { message: 'm1', dryRun: false } });
});

test('all are asked for first', async () => {
  const { asked } = await renderConsole(<Screen />, { answers });
  const all = await screen.findByRole('button', { name: 'Send all again' });
  await waitFor(() => expect(all).toHaveProperty('disabled', false));
  fireEvent.click(all);
  const question = await questionOf('Send 2 messages again?');
  fireEvent.click(within(question).getByRole('button', { name: 'Send all again' }));
  await waitFor(() => expect(asked).toContainEqual({ request: 'POST /v1/redeliver', body: { all: true, dryRun: false } }));
});

test('what fails is told with what to do; who may not, cannot', async () => {
  const refused = Response.json({ code: 'VOLANO_LOG_CLOSED', reason: 'The log takes nothing.' }, { status: 503 });
  await renderConsole(<Screen />, { answers: { ...answers, 'POST /v1/redeliver': refused } });
  const [again] = await screen.findAllByRole('button', { name: /^Send again/ });
  await waitFor(() => expect(again).toHaveProperty('disabled', false));
  fireEvent.click(again!);
  await screen.findByText('The log takes nothing.');
});

test('without the permission the buttons are there and cannot be pressed', async () => {
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/session': without('messages.redeliver') }, language: 'zh' });
  for (const button of await screen.findAllByRole('button', { name: /重新发送/ })) expect(button).toHaveProperty('disabled', true);
});
