import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApiError } from '../api/index.ts';
import { renderConsole } from '../test/render.tsx';
import { Answered, NoPermission, Nothing, Problem } from './states.tsx';

test('a problem says what the server said, what to do, and its code; and it is tried again', async () => {
  const retry = vi.fn();
  await renderConsole(<Problem error={new ApiError('VOLANO_QUERY_INVALID', 'limit must be whole', 400)} retry={retry} />);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toMatch(/Not understood.*limit must be whole.*Change what is named.*VOLANO_QUERY_INVALID/);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(retry).toHaveBeenCalledOnce();
});

test('a problem is told in Chinese', async () => {
  await renderConsole(<Problem error={new ApiError('VOLANO_LIVE_FULL', '', 503)} />, { language: 'zh' });
  expect((await screen.findByRole('alert')).textContent).toMatch(/系统繁忙.*请几秒后重试/);
});

test('a query is loading, then refused, then answered', async () => {
  const refetch = vi.fn();
  const of = { data: undefined as string | undefined, error: undefined as unknown, refetch };
  const { unmount } = await renderConsole(<Answered of={of}>{(text) => <b>{text}</b>}</Answered>);
  await screen.findByRole('status', { name: 'Loading' });
  unmount();
  await renderConsole(<Answered of={{ ...of, error: new ApiError('X', '', 0) }}>{(text) => <b>{text}</b>}</Answered>);
  await screen.findByText('The server does not answer');
  await renderConsole(<Answered of={{ ...of, data: 'here' }}>{(text) => <b>{text}</b>}</Answered>);
  await screen.findByText('here');
});

test('what is empty says why; what is forbidden names the permission', async () => {
  await renderConsole(<Nothing text="No messages" hint="They come when a journey sends" />);
  await screen.findByText('No messages');
  await screen.findByText('They come when a journey sends');
  await renderConsole(<NoPermission permission="messages.read" />);
  await screen.findByText(/messages\.read/);
});
