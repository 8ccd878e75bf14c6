import { act, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { type Live, ratesOf, readEvents, useLive } from './live.ts';

function Look({ name }: { readonly name: string }) {
  const { state, update }: Live = useLive();
  return <p>{`${name}: ${state} ${update?.counters.release ?? ''}`}</p>;
}

test('events are read whole, however the stream is cut', async () => {
  const parts = ['retry: 2000\n\nda', 'ta: {"a":"', '好"}\n', '\ndata: 2\n\ndata: 3'].map((text) => new TextEncoder().encode(text));
  // In the middle of a character.
  const bytes = new Uint8Array(parts.flatMap((part) => [...part]));
  const cut = new ReadableStream<Uint8Array>({
    start(stream) {
      for (let from = 0; from < bytes.length; from += 5) stream.enqueue(bytes.slice(from, from + 5));
      stream.close();
    },
  });
  const seen: string[] = [];
  await readEvents(cut, (text) => seen.push(text));
  expect(seen).toEqual(['{"a":"好"}', '2']);
});

test('rates are per second between the first sample and the last, and never negative', () => {
  const samples = [
    { at: 1_000, totals: { sense: 10, act: 8 } },
    { at: 2_000, totals: { sense: 30, act: 8 } },
    { at: 3_000, totals: { sense: 50, act: 1 } },
  ];
  expect(ratesOf(samples)).toEqual({ sense: 20, act: 0 });
  expect(ratesOf(samples.slice(0, 1))).toBeUndefined();
});

test('one stream serves all that look, is closed after the last, and says when it is lost', async () => {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const aborted: boolean[] = [];
  vi.stubGlobal('fetch', async (_path: string, { signal }: RequestInit) => {
    const index = streams.length;
    signal?.addEventListener('abort', () => {
      aborted[index] = true;
    });
    return new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }));
  });
  const shown = render(
    <>
      <Look name="one" />
      <Look name="two" />
    </>,
  );
  await vi.waitFor(() => expect(streams).toHaveLength(1), { timeout: 30_000 });
  act(() => streams[0]!.enqueue(new TextEncoder().encode('data: {"counters":{"release":3}}\n\n')));
  await screen.findByText('one: live 3');
  await screen.findByText('two: live 3');
  act(() => streams[0]!.close());
  await screen.findByText('two: lost 3');
  shown.unmount();
  await vi.waitFor(() => expect(aborted[0]).toBe(true), { timeout: 30_000 });
  expect(streams).toHaveLength(1);
});
