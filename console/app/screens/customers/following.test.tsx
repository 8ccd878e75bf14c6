import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { useProfile } from './customer.ts';

const profileAt = (position: number, orders: number) => ({ customer: 'c1', identifiers: [], traits: { orders }, position });

function Probe() {
  const { data } = useProfile('c1');
  return <p>orders {String(data?.traits.orders)}</p>;
}

/** A stream that says how far the engine is when it is told to, and stays open. */
function live(): { readonly stream: Response; readonly say: (position: number) => void } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const start = (given: ReadableStreamDefaultController<Uint8Array>): void => {
    controller = given;
  };
  const stream = new Response(new ReadableStream<Uint8Array>({ start }));
  const say = (position: number): void => {
    const update = { counters: { at: 0, engine: { position } }, latest: [] };
    controller?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(update)}\n\n`));
  };
  return { stream, say };
}

test('a customer is asked for again when the engine has taken something since, and not before', async () => {
  const { stream, say } = live();
  const answers: Record<string, unknown> = { '/v1/customers/c1': profileAt(9, 1), '/v1/live': stream };
  const { asked } = await renderConsole(<Probe />, { answers });
  const looks = () => asked.filter(({ request }) => request === 'GET /v1/customers/c1').length;
  await screen.findByText('orders 1');
  say(9);
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/live'));
  expect(looks()).toBe(1);
  answers['/v1/customers/c1'] = profileAt(12, 2);
  say(12);
  await screen.findByText('orders 2');
  expect(looks()).toBe(2);
});
