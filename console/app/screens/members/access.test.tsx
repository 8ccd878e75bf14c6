import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { ListedMember } from '../../api/index.ts';
import { NOON } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { MemberDrawer } from './member.tsx';
import { type ScopeFields, ScopeForm, scopeOf, useScopeWords } from './scope.tsx';
import { isActiveOwner } from './standing.ts';

const ADA: ListedMember = {
  ...{ id: 'ada', name: 'Ada', email: 'ada@shop.example', roles: ['owner'], state: 'active', createdAt: NOON, createdBy: 'setup' },
};
const answers = {
  '/v1/names': { trait: { brand: { en: 'Brand', zh: '品牌' }, advisor: { en: 'Advisor', zh: '顾问' } }, tag: {} },
  '/v1/members/ada': { member: ADA, sessions: [] },
  'PATCH /v1/members/ada': { member: ADA },
};

function Words(): ReactNode {
  return <p>{useScopeWords()({ traits: { brand: ['A'], store: ['7'] }, own: { trait: 'advisor', value: 'ben' } })}</p>;
}

async function drawer(member: Partial<ListedMember>, { owners = 2, more = {} } = {}) {
  const onLink = vi.fn();
  const part = <MemberDrawer member={{ ...ADA, ...member }} owners={owners} onClose={() => {}} onLink={onLink} />;
  const rendered = await renderConsole(part, { answers: { ...answers, ...more } });
  await screen.findByText('Nowhere at present');
  return { ...rendered, onLink };
}

describe('access of a member', () => {
  test.each([
    ['active', 'Link for a new password', false],
    ['invited', 'Make the link again', true],
  ] as const)('of one who is %s goes on by a link of their own', async (state, verb, isNew) => {
    const link = { path: '/console/join#s', expiresAt: NOON };
    const { onLink } = await drawer({ state }, { more: { 'POST /v1/members/ada/link': { link } } });
    fireEvent.click(screen.getByRole('button', { name: verb }));
    await waitFor(() => expect(onLink).toHaveBeenCalledWith({ ...link, email: ADA.email, isNew }));
  });

  test('of one who is disabled is only given back', async () => {
    const { asked } = await drawer({ state: 'disabled' }, { owners: 1 });
    expect(screen.queryByRole('button', { name: /link|^Disable$/i })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Enable' }));
    await screen.findByText('The member is enabled');
    expect(asked.find(({ request }) => request.startsWith('PATCH'))?.body).toEqual({ state: 'active' });
  });

  test('ends where they are signed in; a refusal is told', async () => {
    const ended = { more: { 'DELETE /v1/members/ada/sessions': { ended: 2 } } };
    const { unmount } = await drawer({}, ended);
    fireEvent.click(screen.getByRole('button', { name: 'End all sessions' }));
    await screen.findByText('All sessions are ended');
    unmount();
    const refused = Response.json({ code: 'VOLANO_ACCESS_DENIED', reason: 'Only an owner may.' }, { status: 403 });
    await drawer({}, { more: { 'DELETE /v1/members/ada/sessions': refused } });
    fireEvent.click(screen.getByRole('button', { name: 'End all sessions' }));
    await screen.findByText('Only an owner may.');
  });

  test('one of two owners is disabled; the last one is not, and says why', async () => {
    const { unmount, asked } = await drawer({});
    fireEvent.click(screen.getByRole('button', { name: 'Disable' }));
    fireEvent.click(within(await questionOf('Disable Ada?')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByText('Disable Ada?')).toBeNull());
    expect(asked.filter(({ request }) => request.startsWith('PATCH'))).toEqual([]);
    unmount();
    await drawer({}, { owners: 1 });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Disable' }).disabled).toBe(true);
    screen.getByText(/^This is the last active owner/);
  });

  test('keeps data classes and tags, and is not saved with an address that is none', async () => {
    const { asked } = await drawer({ dataClasses: ['sensitive'], tags: ['vip'] });
    const email = screen.getByLabelText('E-mail');
    fireEvent.change(email, { target: { value: 'ada' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('This is no e-mail address');
    expect(asked.filter(({ request }) => request.startsWith('PATCH'))).toEqual([]);
    fireEvent.change(email, { target: { value: 'a@b.example' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The member is changed');
    const sent = asked.find(({ request }) => request.startsWith('PATCH'))?.body;
    expect(sent).toMatchObject({ email: 'a@b.example', scope: null, dataClasses: ['sensitive'], tags: ['vip'] });
  });
});

test('a link for a new password is shown with whom it is for', async () => {
  const more = {
    '/v1/members': { members: [ADA] },
    'POST /v1/members/ada/link': { link: { path: '/console/join#s', expiresAt: NOON } },
  };
  await renderConsole(<Screen />, { answers: { ...answers, ...more }, at: '/?member=ada', path: '/' });
  fireEvent.click(await screen.findByRole('button', { name: 'Link for a new password' }));
  expect((await screen.findByRole<HTMLInputElement>('textbox', { name: 'One-time link' })).value).toMatch(/join#s$/);
  screen.getByText(/^Hand it on to ada@shop\.example\. It works once/);
});

test('an owner who is not active does not count as one', () => {
  const standing = (['active', 'invited', 'disabled'] as const).map((state) => isActiveOwner({ state, roles: ['owner'] }));
  expect([...standing, isActiveOwner({ state: 'active', roles: ['analyst'] })]).toEqual([true, false, false, false]);
});

describe('a data scope', () => {
  test('of a trait that stands there twice has the values of both', () => {
    const traits = [
      { trait: 'brand', values: ['A', 'B'] },
      { trait: 'brand', values: ['B', 'C'] },
    ];
    expect(scopeOf({ traits })).toEqual({ traits: { brand: ['A', 'B', 'C'] } });
  });

  test('is told by the names of its traits', async () => {
    await renderConsole(<Words />, { answers });
    await screen.findByText('Brand: A · store: 7 · Advisor: ben');
  });

  test('loses a trait by its row', async () => {
    const sent = vi.fn();
    const traits = [
      { trait: 'brand', values: ['A'] },
      { trait: 'store', values: ['7'] },
    ];
    const form = (
      <Form<ScopeFields> initialValues={{ traits }} onFinish={(fields) => sent(scopeOf(fields))}>
        <ScopeForm />
        <button type="submit">Go</button>
      </Form>
    );
    await renderConsole(form, { answers });
    fireEvent.click((await screen.findAllByRole('button', { name: 'Take the trait out' }))[0]!);
    fireEvent.click(screen.getByRole('button', { name: 'Go' }));
    await waitFor(() => expect(sent).toHaveBeenCalledWith({ traits: { store: ['7'] } }));
  });
});
