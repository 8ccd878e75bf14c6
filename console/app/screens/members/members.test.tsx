import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { fieldsOf, scopeOf } from './scope.tsx';

const about = { createdAt: NOON, createdBy: 'setup' };
const ADA = {
  id: 'ada',
  name: 'Ada',
  email: 'ada@shop.example',
  roles: ['owner'],
  state: 'active',
  seenAt: Date.now() - 3_600_000,
  ...about,
};
const BEN = {
  ...{ id: 'ben', name: 'Ben', email: 'ben@shop.example', roles: ['analyst'], state: 'invited' },
  ...about,
  scope: { traits: { brand: ['A', 'B'] } },
};
const SESSION = { id: 's1', way: 'password', createdAt: NOON, seenAt: NOON, address: '10.0.0.7', agent: 'Firefox on Linux' };
const ANSWERS = {
  ...SHOP,
  '/v1/roles': {
    roles: [
      {
        id: 'owner',
        name: { en: 'Owner', zh: '所有者' },
        description: { en: 'May everything', zh: '全部' },
        permissions: ['self', 'audit.read'],
      },
      { id: 'analyst', name: { en: 'Analyst', zh: '分析师' }, description: { en: 'Reads', zh: '查看' }, permissions: ['self'] },
    ],
    permissions: [
      { id: 'self', name: { en: 'Own', zh: '自己' } },
      { id: 'audit.read', name: { en: 'Read the audit log', zh: '查看审计日志' } },
    ],
  },
  '/v1/names': { trait: { brand: { en: 'Brand', zh: '品牌' } }, tag: {} },
  '/v1/members': { members: [ADA, BEN] },
  '/v1/members/ada': { member: ADA, sessions: [SESSION] },
  '/v1/members/ben': { member: BEN, sessions: [] },
};

describe('members', () => {
  test('stand with their roles by name, their scope in words and when they were there', async () => {
    await renderConsole(<Screen />, { answers: ANSWERS });
    const list = within(await screen.findByRole('region', { name: 'Members' }));
    const [ada, ben] = [await list.findByRole('row', { name: /Ada/ }), await list.findByRole('row', { name: /Ben/ })];
    await within(ada).findByText('Owner');
    within(ada).getByText('1 hour ago');
    within(ada).getByText('All customers');
    await within(ben).findByText('Brand: A, B');
    within(ben).getByText('Never yet');
    within(ben).getByText('Invited');
  });

  test('are invited by a link that is shown once', async () => {
    const link = { path: '/console/join#secret', expiresAt: NOON };
    const { asked } = await renderConsole(<Screen />, { answers: { ...ANSWERS, 'POST /v1/members': { member: BEN, link } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Invite' }));
    const dialog = await questionOf('Invite a member');
    fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'Ben' } });
    fireEvent.change(within(dialog).getByLabelText('E-mail'), { target: { value: 'ben@shop.example' } });
    fireEvent.click(await within(dialog).findByRole('checkbox', { name: 'Analyst' }));
    fireEvent.click(within(dialog).getByRole('button', { name: 'Make the link' }));
    const shown = await screen.findByRole<HTMLInputElement>('textbox', { name: 'One-time link' });
    expect(shown.value).toMatch(/\/console\/join#secret$/);
    const body = { name: 'Ben', email: 'ben@shop.example', roles: ['analyst'], language: 'en' };
    expect(asked).toContainEqual({ request: 'POST /v1/members', body });
    fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'One-time link' })).toBeNull());
  });

  test('get other roles and keep their scope; the last owner stays one and cannot be disabled', async () => {
    const { asked } = await renderConsole(<Screen />, { answers: { ...ANSWERS, 'PATCH /v1/members/ben': { member: BEN } } });
    fireEvent.click(await screen.findByRole('button', { name: 'Ada' }));
    await screen.findByText('Firefox on Linux');
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Owner' })).disabled).toBe(true);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Disable' }).disabled).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Ben' }));
    await screen.findByDisplayValue('ben@shop.example');
    fireEvent.click(await screen.findByRole('checkbox', { name: 'Owner' }));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByText('The member is changed');
    expect(asked.find(({ request }) => request.startsWith('PATCH'))?.body).toEqual({
      ...{ name: 'Ben', email: 'ben@shop.example', roles: ['analyst', 'owner'] },
      ...{ scope: { traits: { brand: ['A', 'B'] } }, dataClasses: null, tags: null },
    });
  });

  test('are disabled after a question', async () => {
    const { asked } = await renderConsole(<Screen />, {
      answers: { ...ANSWERS, 'PATCH /v1/members/ben': { member: BEN } },
      at: '/?member=ben',
      path: '/',
    });
    fireEvent.click(await screen.findByRole('button', { name: 'Disable' }));
    const question = await questionOf('Disable Ben?');
    fireEvent.click(within(question).getByRole('button', { name: 'Disable' }));
    await screen.findByText('The member is disabled');
    expect(asked).toContainEqual({ request: 'PATCH /v1/members/ben', body: { state: 'disabled' } });
  });

  test('what cannot be loaded is said, and nobody is too', async () => {
    const refused = Response.json({ code: 'VOLANO_ACCESS_DENIED', reason: 'You may not.' }, { status: 403 });
    const { unmount } = await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/members': refused } });
    await screen.findByText('You may not.');
    unmount();
    await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/members': { members: [] } } });
    await screen.findByText('No member yet');
  });
});

describe('a data scope', () => {
  test.each([
    [{ traits: { brand: ['A'], store: ['7', '9'] }, own: { trait: 'advisor', value: 'ben' } }],
    [{ own: { trait: 'advisor', value: 'ben' } }],
  ])('%j goes into the form and back', (scope) => {
    expect(scopeOf(fieldsOf(scope))).toEqual(scope);
  });

  test('that says nothing is all customers', () => {
    expect([scopeOf({}), scopeOf({ traits: [{}, { trait: 'brand', values: [] }], ownTrait: 'advisor', ownValue: ' ' })]).toEqual([
      null,
      null,
    ]);
  });
});
