import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const DRAFT = {
  id: 'd1',
  by: 'ada',
  maker: { kind: 'member', id: 'ada', name: 'Ada Lovelace' },
  at: NOON,
  note: 'Calmer nights',
  base: 3,
  definitions: 2,
};
const PLAN = {
  ...{ number: 4, findings: [], rollouts: [], groups: [] },
  changes: [
    {
      action: 'removed',
      kind: 'tag',
      id: 'vip',
      lines: [{ sign: '-', text: '{"kind":"tag","id":"vip","name":{"en":"VIP","zh":"贵宾"}}' }],
    },
  ],
  journeys: [
    {
      ...{ journey: 'cart', action: 'changed', inside: 7 },
      steps: [{ version: 2, step: 'wait', inside: 7, becomes: 'removed', edit: 'exit', isSaid: true }],
    },
  ],
};
const ANSWERS = {
  ...SHOP,
  '/v1/drafts': { drafts: [DRAFT] },
  '/v1/drafts/d1': PLAN,
  '/v1/releases': { releases: [{ number: 3, definitions: 2, changed: 1 }] },
  '/v1/content/approvals': { content: [] },
  'POST /v1/drafts/d1/approve': { number: 4, definitions: 2, changed: 1 },
  'POST /v1/drafts/d1/reject': {},
};

const shown = (answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { answers: { ...ANSWERS, ...answers }, language });

async function press(name: string): Promise<void> {
  const button = (await screen.findByText(name)).closest('button')!;
  await waitFor(() => expect(button.disabled).toBe(false));
  fireEvent.click(button);
}

test('a draft is looked at as it would come about now, and approved', async () => {
  const { container, asked } = await shown();
  await screen.findByText('Calmer nights');
  expect(container.textContent).toContain('Proposed by Ada Lovelace');
  fireEvent.click(screen.getByText('Show the plan'));
  await screen.findByText('7 customers inside');
  // What was said of those inside is shown, and is not to be changed here.
  expect(container.textContent).toContain('Exit: leave the journey');
  expect(container.textContent).toContain('It is not part of the release any more.');
  await press('Approve');
  await screen.findByText('Approved: it is release 4');
  const requests = asked.map(({ request }) => request);
  expect(requests).toContain('POST /v1/drafts/d1/approve');
  // What is no draft any more has no plan.
  expect(requests.filter((request) => request === 'GET /v1/drafts/d1')).toHaveLength(1);
});

test('it is rejected with a note', async () => {
  const { asked } = await shown();
  fireEvent.change(await screen.findByLabelText('Note when rejecting'), { target: { value: 'Too loud' } });
  await press('Reject');
  await screen.findByText('The release is rejected');
  expect(asked.find(({ request }) => request === 'POST /v1/drafts/d1/reject')?.body).toEqual({ note: 'Too loud' });
});

test('nobody approves what is their own; they may withdraw it', async () => {
  await shown({ '/v1/session': { ...without(), member: { id: 'ada', name: 'Ada' } } });
  await screen.findByText('You have proposed it: somebody else approves it.');
  expect(screen.getByText('Approve').closest('button')!.disabled).toBe(true);
  await press('Withdraw');
  await screen.findByText('The proposal is withdrawn');
});

test('whose role does not approve is told so', async () => {
  await shown({ '/v1/session': without('releases.approve') });
  await screen.findByText('Your role does not approve releases.');
  expect(screen.getByText('Approve').closest('button')!.disabled).toBe(true);
});

test('what was made on an earlier release cannot be approved any more, and says why', async () => {
  await shown({ '/v1/releases': { releases: [{ number: 5, definitions: 2, changed: 1 }] } });
  await screen.findByText(/It was made on release 3, and the latest is 5/);
  expect(screen.getByText('Approve').closest('button')!.disabled).toBe(true);
});

const SEEN = { ...without(), permissions: ['releases.read', 'content.read', 'content.approve'] };
const WAITING = [
  {
    ...{ kind: 'template', id: 'reminder', name: { en: 'Cart reminder', zh: '购物车提醒' }, fingerprint: 'f1' },
    ...{ state: 'draft', isReleased: false, by: 'm2', byName: 'Bo', at: NOON },
  },
  {
    ...{ kind: 'block', id: 'foot', name: { en: 'Foot', zh: '页脚' }, fingerprint: 'f2', state: 'returned', isReleased: true },
    word: { verdict: 'returned', by: 'm3', byName: 'Cy', at: NOON, note: 'Too loud' },
  },
];
const withContent = (content: object = { content: WAITING }, session: object = SEEN) => ({
  '/v1/content/approvals': content,
  '/v1/session': session,
  'POST /v1/content/reminder/approve': { verdict: 'approved', by: 'm1', at: NOON },
  'POST /v1/content/reminder/return': { verdict: 'returned', by: 'm1', at: NOON },
});

test('content that waits says whose it is and what was said of it, and is approved as it was looked at', async () => {
  const { asked } = await shown(withContent());
  const reminder = await screen.findByRole('article', { name: 'Cart reminder' });
  expect(reminder.textContent).toMatch(/Template.*Not approved.*Unpublished.*Changed by Bo/s);
  expect(screen.getByRole('article', { name: 'Foot' }).textContent).toMatch(
    /Content block.*Returned.*In the running release.*Returned by Cy: Too loud/s,
  );
  expect(screen.getByRole('link', { name: 'Cart reminder' }).getAttribute('href')).toBe('/content/template/reminder');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Return “Foot”' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Approve “Cart reminder”' }));
  await screen.findByText('“Cart reminder” is approved');
  expect(asked.find(({ request }) => request === 'POST /v1/content/reminder/approve')?.body).toEqual({
    kind: 'template',
    fingerprint: 'f1',
  });
  // The queue is looked at anew.
  await waitFor(() => expect(asked.filter(({ request }) => request === 'GET /v1/content/approvals').length).toBe(2));
});

test('it is returned with a note', async () => {
  const { asked } = await shown(withContent());
  fireEvent.change(await screen.findByLabelText('Note on “Cart reminder”'), { target: { value: ' Say when ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Return “Cart reminder”' }));
  await screen.findByText('“Cart reminder” is returned');
  expect(asked.find(({ request }) => request === 'POST /v1/content/reminder/return')?.body).toMatchObject({ note: 'Say when' });
});

test('what was changed meanwhile is refused in the words of the server, and shown anew', async () => {
  const changed = Response.json({ code: 'VOLANO_CONTENT_CHANGED', reason: 'It has been changed.' }, { status: 409 });
  const { asked } = await shown({ ...withContent(), 'POST /v1/content/reminder/approve': changed });
  fireEvent.click(await screen.findByRole('button', { name: 'Approve “Cart reminder”' }));
  await screen.findByText('It has been changed.');
  await waitFor(() => expect(asked.filter(({ request }) => request === 'GET /v1/content/approvals').length).toBe(2));
});

test('content for those who do not approve it, who do not see it, when none waits, and when it fails', async () => {
  const { unmount } = await shown(withContent(undefined, { ...SEEN, permissions: ['releases.read', 'content.read'] }));
  await screen.findByText('Your role does not approve content.');
  expect(screen.queryByRole('button', { name: 'Approve “Cart reminder”' })).toBeNull();
  unmount();
  const second = await shown(withContent(undefined, { ...SEEN, permissions: ['releases.read'] }));
  await screen.findByText('Your role does not see content.');
  second.unmount();
  const third = await shown(withContent({ content: [] }), 'zh');
  await screen.findByText('没有待审批的内容');
  third.unmount();
  await shown(withContent(Response.json({ code: 'X', reason: 'broken' }, { status: 500 })));
  await screen.findByText('broken');
});

test('nothing waits, in Chinese too', async () => {
  await shown({ '/v1/drafts': { drafts: [] } }, 'zh');
  await screen.findByText('没有待审批的发布');
});
