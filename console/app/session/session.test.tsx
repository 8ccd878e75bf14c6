import { QueryClient } from '@tanstack/react-query';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { PreferencesContext } from '../shell/preferences.ts';
import { renderConsole } from '../test/render.tsx';
import { Entrance, refusalIn } from './entrance.tsx';
import { may, type Session, sessionOf, sessionQuery } from './session.ts';

const preferences = { language: 'en', theme: 'system', scheme: 'light', setLanguage: () => undefined, setTheme: () => undefined } as const;

function entrance(session: Session) {
  return (
    <PreferencesContext value={preferences}>
      <Entrance session={session} />
    </PreferencesContext>
  );
}

async function asked(answers: Readonly<Record<string, Response>>): Promise<Session> {
  vi.stubGlobal('fetch', async (request: Request) => answers[new URL(request.url).pathname] ?? new Response('', { status: 404 }));
  return new QueryClient().fetchQuery(sessionQuery);
}

const refusal = (code: string, status: number): Response => Response.json({ code, reason: '' }, { status });

test('who is signed in may what their permissions say; without members, everybody everything', () => {
  const session = sessionOf({
    member: { id: 'm1', name: 'Ada', email: 'ada@example.com' },
    roles: ['analyst'],
    permissions: ['reports.read'],
  });
  expect([may(session, 'reports.read'), may(session, 'releases.write'), may(session, undefined)]).toEqual([true, false, true]);
  expect(may({ state: 'open' }, 'releases.write')).toBe(true);
  expect(may({ state: 'setup' }, 'releases.write')).toBe(false);
});

test('who may something on this machine without being a member is not asked to make an owner, but may', () => {
  expect(sessionOf({ roles: [], permissions: ['overview.read'], setup: true })).toEqual({ state: 'open', isUnowned: true });
  expect(sessionOf({ roles: [], permissions: ['overview.read'] })).toEqual({ state: 'open' });
  expect(sessionOf({ roles: [], permissions: [], setup: true })).toEqual({ state: 'setup' });
});

test('the server says which of the four it is', async () => {
  expect(await asked({ '/v1/session': Response.json({ setup: true }) })).toEqual({ state: 'setup' });
  const nobody = { roles: [], permissions: [] };
  for (const signIn of ['password', 'token'] as const)
    expect(await asked({ '/v1/session': Response.json({ ...nobody, signIn }) })).toEqual({ state: 'out', by: signIn });
  expect(await asked({ '/v1/session': refusal('VOLANO_ACCESS_TOKEN_INVALID', 401) })).toEqual({ state: 'out', by: 'password' });
  expect(await asked({ '/v1/workspace': Response.json({ version: '1' }) })).toEqual({ state: 'open' });
  expect(await asked({ '/v1/workspace': refusal('VOLANO_ADMIN_TOKEN_REQUIRED', 401) })).toEqual({ state: 'out', by: 'token' });
});

test('the first owner gives a name and a password that is long enough', async () => {
  const { asked: requests } = await renderConsole(entrance({ state: 'setup' }), {
    answers: { 'POST /v1/session': { member: { id: 'm1', name: 'Ada' }, permissions: ['self'] } },
  });
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Ada' } });
  fireEvent.change(screen.getByLabelText('E-mail'), { target: { value: 'ada@example.com' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'short' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create and sign in' }));
  await screen.findByText('At least 12 characters');
  const posted = () => requests.filter(({ request }) => request.startsWith('POST'));
  expect(posted()).toEqual([]);
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'long enough it is' } });
  fireEvent.click(screen.getByRole('button', { name: 'Create and sign in' }));
  await waitFor(() =>
    expect(posted()).toEqual([
      { request: 'POST /v1/session', body: { name: 'Ada', email: 'ada@example.com', password: 'long enough it is' } },
    ]),
  );
});

test('a wrong password is told with what to do', async () => {
  await renderConsole(entrance({ state: 'out', by: 'password' }), {
    answers: {
      'POST /v1/session': Response.json({ code: 'VOLANO_PASSWORD_WRONG', reason: 'E-mail or password is wrong.' }, { status: 401 }),
    },
  });
  fireEvent.change(await screen.findByLabelText('E-mail'), { target: { value: 'ada@example.com' } });
  fireEvent.change(screen.getByLabelText('Password'), { target: { value: 'x' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText('E-mail or password is wrong.');
});

test('the admin token is kept in this tab and sent', async () => {
  await renderConsole(entrance({ state: 'out', by: 'token' }));
  fireEvent.change(await screen.findByLabelText('Admin token'), { target: { value: 's3cret' } });
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(sessionStorage.getItem('volano.token')).toBe('s3cret'));
});

test('whoever has an organization that signs in is led there, and is told why it was no way in', async () => {
  history.replaceState(null, '', '/console/?sign-in-refused=not_invited');
  const { unmount } = await renderConsole(entrance({ state: 'out', by: 'password' }), {
    answers: { '/v1/session/ways': { password: true, oidc: { name: 'Example' } } },
  });
  const link = await screen.findByRole('link', { name: 'Sign in with Example' });
  expect(link.getAttribute('href')).toBe('/v1/session/oidc');
  screen.getByText(/Nobody has invited you/);
  unmount();
  history.replaceState(null, '', '/console/');
  await renderConsole(entrance({ state: 'out', by: 'password' }), { answers: { '/v1/session/ways': { password: true } } });
  await screen.findByLabelText('E-mail');
  expect([screen.queryByRole('link'), screen.queryByText('You are not signed in')]).toEqual([null, null]);
});

test.each([
  ['', undefined],
  ['?other=1', undefined],
  ['?sign-in-refused=no_role', 'no_role'],
  ['?sign-in-refused=not_invited', 'not_invited'],
  ['?sign-in-refused=disabled', 'disabled'],
  ['?sign-in-refused=other_person', 'other_person'],
  ['?sign-in-refused=no_address', 'no_address'],
  ['?sign-in-refused=unverified', 'unverified'],
  ['?sign-in-refused=not_begun', 'not_begun'],
  ['?sign-in-refused=failed', 'failed'],
  ['?sign-in-refused=', 'failed'],
  ['?sign-in-refused=VOLANO_ACCESS_OIDC_DOWN', 'down'],
  ['?sign-in-refused=<b>call us</b>', 'failed'],
])('a refusal in the address is a word of a closed list: %s', (search, why) => {
  expect(refusalIn(search)).toBe(why);
});
