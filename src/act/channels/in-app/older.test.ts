/** An inbox that an older version has filled, in trees of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Key, open } from 'lmdb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../../base/index.ts';
import { openDeskFolder } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { cardOf } from './card.ts';
import { openInbox } from './inbox.ts';
import { INBOX_DESK } from './older.ts';

const NOW = 100 * DAY;
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-older-inbox-'));
});
afterEach(() => rmSync(path, { recursive: true }));

/** As the older version wrote them: m1 opened, m2 archived, m3 whose text has gone. */
async function fillAsBefore(): Promise<void> {
  const root = open({ path, maxDbs: 5, compression: false, cache: false, noSubdir: false });
  const message = root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' });
  const numberOf = root.openDB<number, string>('number', { encoding: 'ordered-binary' });
  const byCustomer = root.openDB<boolean, Key[]>('customer', { encoding: 'ordered-binary' });
  const leaving = root.openDB<string, Key[]>('leaving', { encoding: 'string' });
  const put = async (number: number, expiresAt: number, marks: object = {}): Promise<void> => {
    const id = `m${number}`;
    const { command, content } = outgoing(id, { channel: 'app' });
    await numberOf.put(id, number);
    await leaving.put([expiresAt + 30 * DAY, number], id);
    if (expiresAt <= NOW) return;
    const origin = { message: id, customer: 'c1', channel: 'app', purpose: command.purpose };
    const text = { number, origin, card: cardOf(content), arrivedAt: NOW - number, expiresAt, clicked: [], ...marks };
    await message.put(number, JSON.stringify(text));
    await byCustomer.put(['c1', number], true);
    await leaving.put([expiresAt, number], '');
  };
  await put(1, NOW + DAY, { openedAt: NOW - 5 });
  await put(2, NOW + DAY, { archivedAt: NOW - 5 });
  await put(3, NOW - DAY);
  await put(4, NOW + 2 * DAY);
  await root.put('last', 4);
  await root.close();
}

test('shows what it had, remembers what it knew, and goes on from there', async () => {
  await fillAsBefore();
  let now = NOW;
  let inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path }), now: () => now });
  const ids = async (): Promise<string[]> => (await inbox.list(['c1'], { limit: 9 })).map(({ origin }) => origin.message);
  expect(await ids()).toEqual(['m4', 'm1']);
  expect(await inbox.get('m1')).toMatchObject({ number: 1, openedAt: NOW - 5, expiresAt: NOW + DAY, card: { title: 'Hello 小明' } });
  expect(await Promise.all(['m1', 'm2', 'm3', 'm4'].map((id) => inbox.forbid(id)))).toEqual(Array(4).fill('held'));
  await inbox.put(outgoing('m3'), DAY);
  await inbox.put(outgoing('m5'), DAY);
  await inbox.mark('m4', 'opened');
  expect(await ids()).toEqual(['m5', 'm4', 'm1']);
  await inbox.close();
  inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path }), now: () => now });
  expect(await ids()).toEqual(['m5', 'm4', 'm1']);
  expect(await inbox.unread(['c1'])).toBe(1);
  now += 30 * DAY;
  await inbox.put(outgoing('m6'), DAY);
  expect(await Promise.all(['m1', 'm3', 'm6'].map((id) => inbox.forbid(id)))).toEqual(['held', 'forbidden', 'held']);
  expect(await ids()).toEqual(['m6']);
  await inbox.close();
});
