import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { useShortcuts } from './shortcuts.tsx';

const reload = vi.fn();
const home = vi.fn();

function Part() {
  useShortcuts([
    { keys: 'r', text: 'Load again', act: reload },
    { keys: 'g h', text: 'Go home', act: home },
  ]);
  return <input aria-label="Name" />;
}

test('keys act, one or two after another, but not while somebody writes', async () => {
  await renderConsole(<Part />);
  const field = await screen.findByLabelText('Name');
  fireEvent.keyDown(window, { key: 'r' });
  fireEvent.keyDown(window, { key: 'g' });
  fireEvent.keyDown(window, { key: 'h' });
  fireEvent.keyDown(window, { key: 'h' });
  fireEvent.keyDown(field, { key: 'r' });
  fireEvent.keyDown(window, { key: 'r', ctrlKey: true });
  expect([reload.mock.calls.length, home.mock.calls.length]).toEqual([1, 1]);
});

test('? shows what there is', async () => {
  await renderConsole(<Part />);
  await screen.findByLabelText('Name');
  fireEvent.keyDown(window, { key: '?' });
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toMatch(/Load again.*Go home.*Show these keys/);
});
