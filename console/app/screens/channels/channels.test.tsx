import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const MAIL = {
  channel: 'mail',
  carrier: 'smtp',
  definition: { kind: 'channel', id: 'mail', type: 'email', name: { en: 'Mail', zh: '邮件' }, rate: { max: 600, per: '1m' } },
  state: { breaker: 'open', waiting: 12, active: 1, retrying: 2, lastFailure: { reason: 'email_refused: 421', at: NOON } },
  credentials: [
    { field: 'password', reference: 'env:SMTP_PASSWORD', present: true },
    { field: 'dkim.key', reference: 'file:dkim.pem', present: false },
  ],
};
const LATER = { channel: 'later', carrier: 'capture' };
const APP = {
  channel: 'app',
  carrier: 'in_app',
  definition: { ...MAIL.definition, id: 'app', type: 'in_app', name: { en: 'App', zh: '应用' }, rate: undefined },
};
const ANSWERS = {
  ...SHOP,
  '/v1/session': { roles: [], permissions: ['messages.test', 'releases.read'] },
  '/v1/channels': { channels: [MAIL, LATER, APP] },
};
const sent = { message: 'test-1', channel: 'mail', carrier: 'smtp', at: NOON, tookMs: 120 };

async function tryOut(answer: unknown, nth = 0) {
  const rendered = await renderConsole(<Screen />, {
    answers: { ...ANSWERS, 'POST /v1/channels/mail/test': answer, 'POST /v1/channels/app/test': answer },
  });
  const buttons = await screen.findAllByRole<HTMLButtonElement>('button', { name: 'Send test' });
  await waitFor(() => expect(buttons[nth]!.disabled).toBe(false));
  fireEvent.click(buttons[nth]!);
  const dialog = await questionOf(nth === 0 ? 'Send a test through Mail' : 'Send a test through App');
  return { ...rendered, dialog };
}

test('each tells how it does, and its secrets by reference', async () => {
  await renderConsole(<Screen />, { answers: ANSWERS });
  await screen.findByText('Rests after failures');
  screen.getByText('email_refused: 421');
  screen.getByText('At most 600 per 1 min');
  expect(screen.getByText('env:SMTP_PASSWORD').parentElement!.textContent).toContain('There');
  expect(screen.getByText('file:dkim.pem').parentElement!.textContent).toContain('Missing');
  screen.getByText('The running release has no such channel');
  screen.getByText(/Not configured in this installation/);
});

describe('a test', () => {
  test('goes to an address of one’s own, and the answer of the channel is shown', async () => {
    const { asked, dialog } = await tryOut({ ...sent, outcome: 'sent', answer: '250 queued' });
    fireEvent.change(within(dialog).getByLabelText('E-mail address'), { target: { value: ' me@shop.example ' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send test' }));
    await within(dialog).findByText(/The channel took it/);
    within(dialog).getByText('250 queued');
    expect(asked).toContainEqual({ request: 'POST /v1/channels/mail/test', body: { language: 'en', to: 'me@shop.example' } });
  });

  test('that fails says why, and so does one that is refused', async () => {
    const { dialog, unmount } = await tryOut({ ...sent, outcome: 'failed', reason: 'email_refused: 550 no such user' });
    fireEvent.change(within(dialog).getByLabelText('E-mail address'), { target: { value: 'gone@shop.example' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send test' }));
    await within(dialog).findByText('email_refused: 550 no such user');
    unmount();
    const limit = Response.json({ code: 'VOLANO_TEST_SEND_LIMIT', reason: 'At most 10 test sends' }, { status: 429 });
    const { dialog: again } = await tryOut(limit);
    fireEvent.change(within(again).getByLabelText('E-mail address'), { target: { value: 'me@shop.example' } });
    fireEvent.click(within(again).getByRole('button', { name: 'Send test' }));
    await within(again).findByText('At most 10 test sends');
  });

  test('into an app names a customer', async () => {
    const { asked, dialog } = await tryOut({ ...sent, outcome: 'sent' }, 2);
    fireEvent.change(within(dialog).getByLabelText('Customer id'), { target: { value: 'c1' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Send test' }));
    await within(dialog).findByText(/The channel took it/);
    expect(asked).toContainEqual({ request: 'POST /v1/channels/app/test', body: { language: 'en', customer: 'c1' } });
  });
});

test('who may not send tests sees the channels, and none is said to be none', async () => {
  const { unmount } = await renderConsole(<Screen />, {
    answers: { ...ANSWERS, '/v1/session': { member: { id: 'a', name: 'A' }, roles: [], permissions: [] } },
  });
  expect((await screen.findAllByRole<HTMLButtonElement>('button', { name: 'Send test' })).every(({ disabled }) => disabled)).toBe(true);
  unmount();
  await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/channels': { channels: [] } } });
  await screen.findByText('No channel');
});
