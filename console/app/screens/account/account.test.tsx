import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { PreferencesContext } from '../../shell/preferences.ts';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const SESSION = { way: 'password', createdAt: NOON, seenAt: NOON, address: '10.0.0.7' };
const ANSWERS = {
  ...SHOP,
  '/v1/session': { member: { id: 'ada', name: 'Ada' }, roles: ['analyst'], permissions: ['self'] },
  '/v1/roles': {
    roles: [{ id: 'analyst', name: { en: 'Analyst', zh: '分析师' }, description: { en: '', zh: '' }, permissions: [] }],
    permissions: [],
  },
  '/v1/sessions': {
    sessions: [
      { ...SESSION, id: 's1', agent: 'Firefox', current: true },
      { ...SESSION, id: 's2', agent: '', current: false },
    ],
  },
  'DELETE /v1/sessions/s2': {},
  'PATCH /v1/session': { roles: [], permissions: [] },
};
const setLanguage = vi.fn();
const setTheme = vi.fn();

function show(answers: object) {
  const preferences = { language: 'en', theme: 'system', scheme: 'light', setLanguage, setTheme } as const;
  return renderConsole(
    <PreferencesContext value={preferences}>
      <Screen />
    </PreferencesContext>,
    { answers: answers as never },
  );
}

test('one sees what one is, ends another session, and chooses language and colors', async () => {
  const { asked } = await show(ANSWERS);
  await screen.findByText('Analyst');
  await screen.findByText('This one');
  fireEvent.click(screen.getByRole('button', { name: 'End' }));
  await screen.findByText('The session is ended');
  expect(asked).toContainEqual({ request: 'DELETE /v1/sessions/s2' });
  fireEvent.click(screen.getByText('中文'));
  expect(setLanguage).toHaveBeenCalledWith('zh');
  await waitFor(() => expect(asked).toContainEqual({ request: 'PATCH /v1/session', body: { language: 'zh' } }));
  fireEvent.click(screen.getByText('Dark'));
  expect(setTheme).toHaveBeenCalledWith('dark');
});

test('a password that is refused is said; one that is too short is not sent', async () => {
  const refused = Response.json({ code: 'VOLANO_ACCESS_SIGN_IN_REFUSED', reason: 'The password is wrong.' }, { status: 401 });
  const { asked } = await show({ ...ANSWERS, 'POST /v1/session/password': refused });
  fireEvent.change(await screen.findByLabelText('Current password'), { target: { value: 'old' } });
  fireEvent.change(screen.getByLabelText('New password'), { target: { value: 'short' } });
  fireEvent.click(screen.getByRole('button', { name: 'Change the password' }));
  await screen.findByText('At least 12 characters');
  fireEvent.change(screen.getByLabelText('New password'), { target: { value: 'correct horse battery' } });
  fireEvent.click(screen.getByRole('button', { name: 'Change the password' }));
  await screen.findByText('The password is wrong.');
  expect(asked).toContainEqual({ request: 'POST /v1/session/password', body: { current: 'old', password: 'correct horse battery' } });
});

test('who is no member has language and colors, and is told why there is no more', async () => {
  await show({ ...ANSWERS, '/v1/session': { roles: [], permissions: ['self'] } });
  await screen.findByText(/Nobody is signed in/);
  screen.getByText('Language and colors');
  expect(screen.queryByText('Where I am signed in')).toBeNull();
});
