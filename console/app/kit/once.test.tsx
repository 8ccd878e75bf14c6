import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { Once } from './once.tsx';

function show(onClose: () => void) {
  return renderConsole(<Once title="The link" text="Until noon." secret="https://shop.example/join#abc" label="Link" onClose={onClose} />);
}

test('a secret is there to be copied, and is said not to be shown again', async () => {
  const writeText = vi.fn(async () => undefined);
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const onClose = vi.fn();
  await show(onClose);
  const field = await screen.findByLabelText<HTMLInputElement>('Link');
  expect([field.value, field.readOnly]).toEqual(['https://shop.example/join#abc', true]);
  screen.getByText('It is not shown again.');
  fireEvent.click(screen.getByText('Copy'));
  await screen.findByText('Copied');
  expect(writeText).toHaveBeenCalledWith('https://shop.example/join#abc');
  expect(onClose).not.toHaveBeenCalled();
  fireEvent.click(screen.getByText('I have it'));
  expect(onClose).toHaveBeenCalledOnce();
});

test('where nothing may be copied by a script, it is chosen whole for the keyboard', async () => {
  await show(() => undefined);
  const field = await screen.findByLabelText<HTMLInputElement>('Link');
  fireEvent.focus(field);
  expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
});
