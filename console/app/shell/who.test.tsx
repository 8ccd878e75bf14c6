import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Session } from '../session/session.ts';
import { renderConsole } from '../test/render.tsx';
import { Who } from './who.tsx';

const ADA: Session = { state: 'in', id: 'ada', name: 'Ada', roles: ['owner', 'analyst'], permissions: new Set() };

test('where everybody may everything the first owner is offered, in both languages', async () => {
  await renderConsole(<Who session={{ state: 'open', isUnowned: true }} />);
  const link = await screen.findByRole('link', { name: 'Create the first owner' });
  expect(link.getAttribute('href')).toBe('/console/?first-owner');
  await renderConsole(<Who session={{ state: 'open', isUnowned: true }} />, { language: 'zh' });
  await screen.findByRole('link', { name: '创建首位所有者' });
});

test('where there is no member to be made it only says that it is open', async () => {
  await renderConsole(<Who session={{ state: 'open' }} />);
  await screen.findByText('Open on this machine');
  expect(screen.queryByRole('link')).toBeNull();
});

test('who is signed in sees their roles, and may leave', async () => {
  await renderConsole(<Who session={ADA} />);
  fireEvent.click(await screen.findByRole('button', { name: /Ada/ }));
  await screen.findByText('Roles: owner, analyst');
  await screen.findByText('Sign out');
});
