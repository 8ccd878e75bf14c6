import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CapturedMessage } from '../../../act/index.ts';
import { capturedAfter } from '../captured.ts';
import { Correspondence, type Mail } from './correspondence.ts';
import type { Letter, LinkVisit } from './people.ts';

let server: Server;
let url: string;
let requests: string[];
beforeEach(async () => {
  requests = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${body}`.trim());
      response.writeHead(request.url === '/t/c/1' ? 302 : 200, { location: `${url}/elsewhere` }).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

function captured(number: number, message: string, at: number, to?: string): CapturedMessage {
  const command = {
    ...{ type: 'send' as const, message, customer: `c-${message}`, channel: 'sms', template: 't', templateVersion: 1, journey: 'j' },
    ...{ journeyVersion: 1, step: 's', instance: 'i', purpose: 'p', messageClass: 'marketing', variables: {}, at, receivedAt: 0 },
    ...(to !== undefined && { to }),
  };
  return { number, capturedAt: 0, decidedAt: 0, command, content: { format: 'text', body: `body of ${message}` } };
}

/** Messages in the order of capture, read by pages as the outbox has them. */
function mailOf(messages: readonly CapturedMessage[]): Mail & { handed: number[]; now: number } {
  return {
    handed: [],
    now: 0,
    logged() {
      return { position: this.now * 100, at: this.now };
    },
    async handedOver(position) {
      this.handed.push(position);
    },
    captured: (after) =>
      capturedAfter(
        {
          list: async ({ limit, before = Number.POSITIVE_INFINITY }) =>
            [...messages]
              .reverse()
              .filter(({ number }) => number < before)
              .slice(0, limit),
        },
        after,
      ),
    identifiersOf: async (customer) => [['user_id', `user of ${customer}`]],
  };
}

test('each message is given once, in the order of the decisions, with the address or what is known of the customer', async () => {
  const messages = [captured(1, 'b', 20, '+861'), captured(2, 'a', 20)];
  const mail = mailOf(messages);
  const letters: Letter[] = [];
  const correspondence = new Correspondence(mail, { receive: (letter) => void letters.push(letter), requests: () => [] });
  await correspondence.read();
  expect(letters.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(letters[0]).toMatchObject({ customer: [['user_id', 'user of c-a']], body: 'body of a', at: 20, channel: 'sms' });
  expect(letters[0]).not.toHaveProperty('to');
  expect(letters[1]).toMatchObject({ to: '+861', customer: [] });
  messages.push(captured(3, 'c', 30));
  await correspondence.read();
  await correspondence.read();
  expect(letters.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('what the slice before led to is given, once all of it is there; what is captured early comes with its own', async () => {
  const messages = [captured(1, 'early', 12)];
  const mail = mailOf(messages);
  const letters: Letter[] = [];
  const correspondence = new Correspondence(mail, { receive: (letter) => void letters.push(letter), requests: () => [] });
  await correspondence.deliver();
  mail.now = 10;
  correspondence.sent();
  expect([mail.handed, letters]).toEqual([[], []]);
  messages.push(captured(2, 'slow', 9));
  // While it is sent the clock of the log goes on.
  mail.now = 15;
  await correspondence.deliver();
  expect([mail.handed, letters.map(({ id }) => id)]).toEqual([[1_000], ['slow']]);
  mail.now = 20;
  correspondence.sent();
  await correspondence.deliver();
  expect([mail.handed, letters.map(({ id }) => id)]).toEqual([
    [1_000, 2_000],
    ['slow', 'early'],
  ]);
});

test('more messages than a page holds all arrive', async () => {
  const mail = mailOf(Array.from({ length: 2_500 }, (_, index) => captured(index + 1, `m${String(index).padStart(4, '0')}`, index)));
  const numbers = (await mail.captured(400)).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 2_100 }, (_, index) => index + 401));
  expect(await mail.captured(2_500)).toEqual([]);
});

test('links are requested as a mail program does: no redirect is followed, unsubscribing is one POST', async () => {
  const visits: LinkVisit[] = [
    { at: 1, method: 'GET', url: `${url}/t/c/1` },
    { at: 2, method: 'POST', url: `${url}/t/u/1` },
    { at: 9, method: 'GET', url: `${url}/t/o/later` },
  ];
  const correspondence = new Correspondence(mailOf([]), {
    receive: () => undefined,
    requests: (until) => visits.filter(({ at }) => at < until),
  });
  await correspondence.follow(5);
  expect(requests.sort()).toEqual(['GET /t/c/1', 'POST /t/u/1 List-Unsubscribe=One-Click']);
});
