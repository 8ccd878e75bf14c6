import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { PreferencesContext } from '../shell/preferences.ts';
import { renderConsole } from '../test/render.tsx';
import { Join, linkAt } from './join.tsx';

const preferences = { language: 'en', theme: 'system', scheme: 'light', setLanguage: () => undefined, setTheme: () => undefined } as const;
const SIGNED_IN = { member: { id: 'ben', name: 'Ben', email: 'ben@example.com' }, roles: ['analyst'], permissions: ['self'], csrf: 'c' };

async function at(link: unknown, joined: unknown = SIGNED_IN) {
  const onDone = vi.fn();
  const part = (
    <PreferencesContext value={preferences}>
      <Join link="s3cret" onDone={onDone} />
    </PreferencesContext>
  );
  const answers = { 'POST /v1/session/link': link, 'POST /v1/session/join': joined };
  return { onDone, ...(await renderConsole(part, { answers })) };
}

const type = (label: string, value: string): void => void fireEvent.change(screen.getByLabelText(label), { target: { value } });

test('the secret stands behind the # of one address only', () => {
  expect(linkAt({ pathname: '/console/join', hash: '#abc' })).toBe('abc');
  expect(linkAt({ pathname: '/console/join/', hash: '#abc' })).toBe('abc');
  expect(linkAt({ pathname: '/console/join', hash: '' })).toBeUndefined();
  expect(linkAt({ pathname: '/console/', hash: '#abc' })).toBeUndefined();
});

test('who is invited sets a password that is long enough, and is signed in', async () => {
  const { asked, onDone } = await at({ name: 'Ben', email: 'ben@example.com', invited: true });
  await screen.findByText('Ben, ben@example.com');
  type('Password', 'short');
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  await screen.findByText('At least 12 characters');
  expect(asked).toHaveLength(1);
  type('Password', 'long enough it is');
  fireEvent.click(screen.getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(asked[1]).toEqual({ request: 'POST /v1/session/join', body: { link: 's3cret', password: 'long enough it is' } });
});

test('who has lost the password sets a new one', async () => {
  await at({ name: 'Ben', email: 'ben@example.com', invited: false });
  await screen.findByRole('heading', { name: 'New password' });
});

test('the first owner says who it is', async () => {
  const { asked, onDone } = await at({ setup: true });
  await screen.findByLabelText('Name');
  type('Name', 'Ada');
  type('E-mail', 'ada@example.com');
  type('Password', 'long enough it is');
  fireEvent.click(screen.getByRole('button', { name: 'Create and sign in' }));
  await waitFor(() => expect(onDone).toHaveBeenCalled());
  expect(asked[1]?.body).toEqual({ link: 's3cret', name: 'Ada', email: 'ada@example.com', password: 'long enough it is' });
});

test('a link that is used up says so, and leads to the console', async () => {
  const refusal = Response.json({ code: 'VOLANO_ACCESS_LINK_INVALID', reason: 'This link has been used.' }, { status: 410 });
  const { onDone } = await at(refusal);
  await screen.findByText('This link has been used.');
  expect(screen.queryByLabelText('Password')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'To the console' }));
  expect(onDone).toHaveBeenCalled();
});
