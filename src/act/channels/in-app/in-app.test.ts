import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../../base/index.ts';
import { openDeskFolder } from '../../../port/state/index.ts';
import { channelContract, outgoing } from '../channel.suite.ts';
import type { Channel } from '../channel.ts';
import { inAppCarrier } from './in-app.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { INBOX_DESK } from './older.ts';

const signal = new AbortController().signal;
let directory: string;
let inbox: Inbox;
let now: number;

function open(settings: object = {}): Channel {
  const read = inAppCarrier.read({ carrier: 'in_app', ...settings });
  if (!read.ok) throw new Error(`${read.field}: ${read.problem.en}`);
  return read.open({ channel: 'app', secretOf: () => '', now: () => now, inbox });
}

async function begin(): Promise<void> {
  directory = mkdtempSync(join(tmpdir(), 'volano-inbox-'));
  now = 1_000_000;
  inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path: join(directory, 'inbox') }), now: () => now });
}

async function end(): Promise<void> {
  await inbox.close();
  rmSync(directory, { recursive: true, force: true });
}

async function restart(): Promise<void> {
  await inbox.close();
  inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path: join(directory, 'inbox') }), now: () => now });
}

channelContract('in_app', {
  async open() {
    await begin();
    return open();
  },
  async reopen(channel) {
    await channel.close();
    await restart();
    return open();
  },
  arrived: async () => (await inbox.list(['c1'], { limit: 1_000 })).map(({ origin }) => origin.message),
  exactlyOnce: true,
  close: end,
});

describe('the inbox', () => {
  beforeEach(begin);
  afterEach(end);

  const ids = async (customers: string[], slice = { limit: 10 }): Promise<string[]> =>
    (await inbox.list(customers, slice)).map(({ origin }) => origin.message);

  test('B3: shows a person, under whatever ids, the newest first, in pages', async () => {
    const channel = open();
    for (const [index, customer] of ['a', 'b', 'a', 'ab', 'b'].entries())
      await channel.deliver(outgoing(`m${index + 1}`, { customer }), signal);
    expect(await ids(['a'])).toEqual(['m3', 'm1']);
    expect(await ids(['a', 'b', 'a'])).toEqual(['m5', 'm3', 'm2', 'm1']);
    expect(await ids(['nobody'])).toEqual([]);
    const [first, second] = await inbox.list(['a', 'b'], { limit: 2 });
    expect([first?.origin.message, second?.origin.message]).toEqual(['m5', 'm3']);
    const older = await inbox.list(['a', 'b'], { limit: 2, before: second!.number });
    expect(older.map(({ origin }) => origin.message)).toEqual(['m2', 'm1']);
  });

  test('counts what was not opened; what is archived is gone and stays archived', async () => {
    const channel = open();
    for (const id of ['m1', 'm2', 'm3']) await channel.deliver(outgoing(id), signal);
    expect(await inbox.unread(['c1'])).toBe(3);
    now += 5;
    await inbox.mark('m1', 'opened');
    now += 5;
    expect(await inbox.mark('m1', 'opened')).toMatchObject({ openedAt: 1_000_005 });
    expect(await inbox.unread(['c1'])).toBe(2);
    await inbox.mark('m2', 'archived');
    expect(await ids(['c1'])).toEqual(['m3', 'm1']);
    await restart();
    expect(await inbox.unread(['c1'])).toBe(1);
    expect(await ids(['c1'])).toEqual(['m3', 'm1']);
    expect(await inbox.mark('nothing', 'opened')).toBeUndefined();
  });

  test('B2: marks that come together are all kept', async () => {
    await open().deliver(outgoing('m1'), signal);
    await Promise.all([
      inbox.mark('m1', { clicked: 0 }),
      inbox.mark('m1', 'archived'),
      inbox.mark('m1', { clicked: 2 }),
      inbox.mark('m1', { clicked: 0 }),
    ]);
    expect(await inbox.get('m1')).toMatchObject({ clicked: [0, 2], openedAt: now, archivedAt: now });
  });

  test('B1: what has expired is not shown, then gone, and its id is still known for a month', async () => {
    const channel = open({ keepFor: '2d' });
    await channel.deliver(outgoing('m1'), signal);
    now += 2 * DAY - 1;
    expect(await ids(['c1'])).toEqual(['m1']);
    now += 1;
    expect(await ids(['c1'])).toEqual([]);
    expect(await inbox.get('m1')).toBeUndefined();
    expect(await inbox.unread(['c1'])).toBe(0);
    await channel.deliver(outgoing('m2'), signal);
    await channel.deliver(outgoing('m1'), signal);
    expect(await ids(['c1'])).toEqual(['m2']);
    now += 31 * DAY;
    await channel.deliver(outgoing('m3'), signal);
    await channel.deliver(outgoing('m1'), signal);
    expect(await ids(['c1'])).toEqual(['m1', 'm3']);
    const [again, before] = await inbox.list(['c1'], { limit: 5 });
    expect(again!.number).toBeGreaterThan(before!.number);
  });

  test('tells whose messages have changed, once for each change', async () => {
    const heard: string[] = [];
    const stop = inbox.onChange((customer) => heard.push(customer));
    await open().deliver(outgoing('m1'), signal);
    await open().deliver(outgoing('m1'), signal);
    await inbox.mark('m1', 'opened');
    stop();
    await inbox.mark('m1', 'archived');
    expect(heard).toEqual(['c1', 'c1']);
  });
});

test('settings: the time of showing is a duration', () => {
  expect(inAppCarrier.read({ carrier: 'in_app', keepFor: 'soon' })).toMatchObject({ ok: false, field: 'keepFor' });
  const read = inAppCarrier.read({ carrier: 'in_app' });
  expect(() => read.ok && read.open({ channel: 'app', secretOf: () => '', now: Date.now })).toThrow(/inbox/);
});
