import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventEntry } from '../../../core/index.ts';
import { openDeskFolder } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { createInboxDesk, type InboxDesk } from './desk.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { INBOX_DESK } from './older.ts';
import { createInboxTokens } from './token.ts';

const KEEP_MS = 1_000_000;
let directory: string;
let inbox: Inbox;
let desk: InboxDesk;
let events: EventEntry[];
let refusal: Error | undefined;
/** Who has been merged into whom. */
let survivors: Map<string, string>;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'volano-desk-'));
  inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path: directory }), now: () => 7_000 });
  events = [];
  refusal = undefined;
  survivors = new Map();
  desk = createInboxDesk({
    inbox,
    tokens: createInboxTokens([randomBytes(32)]),
    append: async (given) => {
      if (refusal) throw refusal;
      events.push(...given);
    },
    idsOf: async (customer) => {
      const survivor = survivors.get(customer) ?? customer;
      return [survivor, ...[...survivors].filter(([, into]) => into === survivor).map(([from]) => from)];
    },
    now: () => 7_000,
  });
});
afterEach(async () => {
  await inbox.close();
  rmSync(directory, { recursive: true, force: true });
});

function put(id: string, customer = 'c1', body = 'See https://a.example/ or https://b.example/'): Promise<unknown> {
  return inbox.put({ ...outgoing(id, { customer, channel: 'app' }), content: { format: 'text', subject: 'Hi', body } }, KEEP_MS);
}

test('a view has what the page shows, and nothing of how it was decided', async () => {
  await put('m1');
  await put('m2');
  expect(await desk.view('c1', { limit: 1 })).toEqual({
    unread: 2,
    messages: [
      {
        id: 'm2',
        channel: 'app',
        title: 'Hi',
        format: 'text',
        body: 'See https://a.example/ or https://b.example/',
        arrivedAt: 7_000,
        expiresAt: 7_000 + KEEP_MS,
        read: false,
      },
    ],
    next: 7_000_001,
  });
  expect(await desk.view('c1', { limit: 5, before: 7_000_001 })).toMatchObject({ unread: 2, messages: [{ id: 'm1' }] });
});

describe('what a customer does goes into the log', () => {
  test('an opening, once', async () => {
    await put('m1');
    expect([await desk.opened('c1', 'm1'), await desk.opened('c1', 'm1')]).toEqual(['done', 'done']);
    expect(events).toMatchObject([
      {
        event: 'In-App Message Opened',
        messageId: 'm1.opened',
        source: 'volano',
        customer: 'c1',
        receipt: { kind: 'opened', message: 'm1', channel: 'app', purpose: 'news', journey: 'first_order', step: 'say_hello' },
      },
    ]);
    expect(await desk.view('c1', { limit: 5 })).toMatchObject({ unread: 0, messages: [{ read: true }] });
  });

  test('a click, once for each link, with the opening that it implies', async () => {
    await put('m1');
    for (const link of ['https://b.example/', 'https://a.example/', 'https://b.example/']) {
      expect(await desk.clicked('c1', 'm1', link)).toBe('done');
    }
    expect(events.map(({ event, messageId, receipt }) => [event, messageId, receipt?.link])).toEqual([
      ['In-App Message Opened', 'm1.opened', undefined],
      ['In-App Message Clicked', 'm1.clicked.1', 'https://b.example/'],
      ['In-App Message Clicked', 'm1.clicked.0', 'https://a.example/'],
    ]);
  });

  test('a click on the card as a whole is one on its main link; a message without links can be clicked', async () => {
    await put('m1', 'c1', '{"body":"x","link":"https://main.example/"}');
    await put('m2', 'c1', 'nothing to follow');
    await desk.clicked('c1', 'm1');
    await desk.clicked('c1', 'm2');
    const clicks = events.filter(({ receipt }) => receipt?.kind === 'clicked');
    expect(clicks.map(({ messageId, receipt }) => [messageId, receipt?.link])).toEqual([
      ['m1.clicked.0', 'https://main.example/'],
      ['m2.clicked.0', undefined],
    ]);
  });

  test('a link that the message does not have is not taken', async () => {
    await put('m1');
    expect(await desk.clicked('c1', 'm1', 'https://evil.example/')).toBe('foreign_link');
    expect(events).toEqual([]);
  });

  test('a log that refuses leaves the message unread, so that it is said again', async () => {
    await put('m1');
    refusal = new Error('full');
    await expect(desk.opened('c1', 'm1')).rejects.toThrow('full');
    expect((await desk.view('c1', { limit: 5 })).unread).toBe(1);
    refusal = undefined;
    expect(await desk.opened('c1', 'm1')).toBe('done');
    expect(events).toHaveLength(1);
  });

  test("another's message is as unknown as none", async () => {
    await put('m1', 'c2');
    expect([await desk.opened('c1', 'm1'), await desk.clicked('c1', 'nothing'), await desk.archived('c1', 'm1')]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(events).toEqual([]);
    expect(await desk.view('c2', { limit: 5 })).toMatchObject({ unread: 1 });
  });
});

test('after a merge both inboxes are one, for tokens of either', async () => {
  await put('m1', 'c1');
  await put('m2', 'c2');
  survivors.set('c2', 'c1');
  for (const customer of ['c1', 'c2']) {
    expect((await desk.view(customer, { limit: 5 })).messages.map(({ id }) => id)).toEqual(['m2', 'm1']);
  }
  expect(await desk.archived('c1', 'm2')).toBe('done');
  expect((await desk.view('c2', { limit: 5 })).messages.map(({ id }) => id)).toEqual(['m1']);
});

test('who watches hears of every change, also of those under the other id of a merged person, and of nobody else', async () => {
  const heard: string[] = [];
  const stops = ['c1', 'c2', 'c3'].map((customer) => desk.watch(customer, () => void heard.push(customer)));
  await put('m1', 'c1');
  await expect.poll(() => heard).toEqual(['c1']);
  survivors.set('c2', 'c1');
  await put('m2', 'c1');
  await expect.poll(() => [...heard].sort()).toEqual(['c1', 'c1', 'c2']);
  for (const stop of stops) stop();
  await put('m3', 'c1');
  expect(heard).toHaveLength(3);
});

test('tokens are for one customer and a time', () => {
  const { token, expiresAt } = desk.issue('c1', 60_000);
  expect(expiresAt).toBe(67_000);
  expect(desk.open(token)).toEqual({ customer: 'c1', expiresAt: 67_000 });
  expect(desk.open(desk.issue('c1', 0).token)).toBeUndefined();
});

test('what is done with a test is marked, and no event', async () => {
  await put('test-1');
  expect([await desk.opened('c1', 'test-1'), await desk.clicked('c1', 'test-1')]).toEqual(['done', 'done']);
  expect(events).toEqual([]);
  expect(await desk.view('c1', { limit: 1 })).toMatchObject({ unread: 0, messages: [{ id: 'test-1', read: true }] });
});
