/** Servers that hang, lie, break off and talk nonsense: each ends in an outcome, and in one that may be tried again. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { outgoing } from '../channel.suite.ts';
import type { Channel, DeliveryOutcome } from '../channel.ts';
import { openEmail } from './email.ts';

let server: Server | undefined;
let channel: Channel | undefined;
const sockets = new Set<Socket>();

afterEach(async () => {
  await channel?.close();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server?.close(resolve));
});

/** `talk` gets each line of the client, and the socket; a greeting has the line ''. */
async function openAgainst(talk: (line: string, socket: Socket) => void, timeoutMs = 20_000): Promise<Channel> {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk('', socket);
    let rest = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop()!;
      for (const line of lines) talk(line, socket);
    });
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const from = { name: 'Shop', address: 'hello@shop.example' };
  channel = openEmail({ carrier: 'smtp', host: '127.0.0.1', port, timeoutMs, from }, { channel: 'mail', secretOf: () => '' });
  return channel;
}

/** Answers as a server should, up to what a test changes: an answer in place of its own, or `undefined` for silence. */
function polite(
  changes: Readonly<Record<string, string | undefined | ((socket: Socket) => void)>>,
): (line: string, socket: Socket) => void {
  let inData = false;
  const usual: Readonly<Record<string, string>> = {
    '': '220 hello',
    EHLO: '250 me',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go',
    '.': '250 queued',
  };
  return (line, socket) => {
    const word = inData ? line : (line.split(/[ :]/)[0] ?? '');
    if (inData && line !== '.') return;
    inData = word === 'DATA';
    const answer = word in changes ? changes[word] : (usual[word] ?? '250 ok');
    if (typeof answer === 'function') answer(socket);
    else if (answer !== undefined) socket.write(`${answer}\r\n`);
  };
}

function deliver(to: Channel, signal: AbortSignal = new AbortController().signal): Promise<DeliveryOutcome> {
  return to.deliver(outgoing('m1', { to: 'ann@example.com' }), signal);
}

const AGAIN = { outcome: 'failed', retryable: true, reason: expect.stringMatching(/^email_[a-z_]+/) };

/** Whether the message may be with the server all the same (C7). */
describe('what is known after', () => {
  const hangUp = (socket: Socket): void => void socket.destroy();
  test.each([
    ['silence instead of a greeting', { '': undefined }, false],
    ['a refused sender', { MAIL: '451 4.7.1 later' }, false],
    ['a refusal of the whole message', { '.': '451 4.3.0 later' }, false],
    ['silence after the whole message', { '.': undefined }, true],
    ['a connection that ends after the whole message', { '.': hangUp }, true],
    ['nonsense after the whole message', { '.': '999 so what' }, true],
  ])('%s', async (_, changes, unknown) => {
    const outcome = await deliver(await openAgainst(polite(changes), 200));
    expect(outcome).toMatchObject({ outcome: 'failed', retryable: true });
    expect('unknown' in outcome).toBe(unknown);
  });

  test('nobody there', async () => {
    const to = await openAgainst(polite({}));
    await new Promise((resolve) => server?.close(resolve));
    expect(await deliver(to)).not.toHaveProperty('unknown');
  });
});

test('a polite one accepts, so that what follows tests the changes', async () => {
  expect(await deliver(await openAgainst(polite({})))).toEqual({ outcome: 'sent', answer: '250 queued' });
});

describe('silence', () => {
  test.each(['', 'EHLO', 'MAIL', 'RCPT', 'DATA', '.'])('after %j ends at the time that is set', async (word) => {
    const outcome = await deliver(await openAgainst(polite({ [word]: undefined }), 200));
    expect(outcome).toMatchObject(AGAIN);
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/^email_(timeout|unreachable)/) });
  });

  test.each(['', 'RCPT', '.'])('after %j ends when delivery gives up', async (word) => {
    const controller = new AbortController();
    const reached = new Promise<void>((resolve) => {
      void openAgainst(polite({ [word]: () => resolve() })).then((to) => {
        outcome = deliver(to, controller.signal);
      });
    });
    let outcome: Promise<DeliveryOutcome> | undefined;
    await reached;
    controller.abort();
    expect(await outcome).toEqual({ outcome: 'failed', reason: 'email_aborted', retryable: true, unknown: true });
  });
});

describe('lies and nonsense', () => {
  test.each(['', 'EHLO', 'MAIL', 'RCPT', 'DATA', '.'])('a connection that ends after %j instead of an answer', async (word) => {
    expect(await deliver(await openAgainst(polite({ [word]: (socket) => socket.destroy() })))).toMatchObject(AGAIN);
  });

  test('a server that takes the message and breaks off in the middle of its answer', async () => {
    expect(await deliver(await openAgainst(polite({ '.': (socket) => void socket.end('250') })))).toMatchObject(AGAIN);
  });

  test.each(['', 'MAIL', '.'])('an answer that is none, after %j', async (word) => {
    expect(await deliver(await openAgainst(polite({ [word]: '\u0000\u0001 <html>what?' }), 300))).toMatchObject(AGAIN);
  });

  test.each(['999 so what', '200', '354 more'])('the answer %j to the whole message', async (answer) => {
    const outcome = await deliver(await openAgainst(polite({ '.': answer })));
    if (outcome.outcome === 'failed') expect(outcome).toMatchObject(AGAIN);
    else expect(outcome.answer).toMatch(/^2\d\d/);
  });

  test('an answer without end does not fill the memory', async () => {
    const flood = (socket: Socket): void => {
      const more = (): void => {
        if (!socket.destroyed) socket.write('250-'.padEnd(65_536, 'x'), more);
      };
      more();
    };
    expect(await deliver(await openAgainst(polite({ MAIL: flood })))).toMatchObject(AGAIN);
  });

  test('nobody there', async () => {
    const to = await openAgainst(polite({}));
    await new Promise((resolve) => server?.close(resolve));
    expect(await deliver(to)).toMatchObject({ ...AGAIN, reason: expect.stringMatching(/^email_unreachable/) });
  });
});
