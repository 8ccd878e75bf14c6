/** What rooms keep beside the loop, in PostgreSQL and used by two processes at once; and in folders, by one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../test/cluster/postgres.ts';
import {
  CAPTURE_DESK,
  type DeadLetters,
  INBOX_DESK,
  LETTERS_DESK,
  type OutgoingMessage,
  openCapture,
  openDeadLetters,
  openInbox,
} from '../act/index.ts';
import { DAY } from '../base/index.ts';
import { Desk, openPostgresState } from '../port/state/index.ts';
import { type Desks, folderDesks } from './desks.ts';
import { MEMBERS_DESK, type MembersRoom, openMembers } from './members/index.ts';
import { openWriteKeys, WRITE_KEYS_DESK } from './sources/index.ts';

const { signal } = new AbortController();
const MESSAGES = 40;

function outgoing(message: string): OutgoingMessage {
  const of = {
    customer: 'c1',
    channel: 'app',
    template: 't',
    templateVersion: 1,
    journey: 'j',
    journeyVersion: 1,
    step: 's',
    instance: 'i',
  };
  const command = {
    type: 'send',
    message,
    ...of,
    purpose: 'news',
    messageClass: 'marketing',
    variables: {},
    at: 1,
    receivedAt: 1,
  } as const;
  return { command, content: { format: 'text', body: message }, decidedAt: 1 };
}

describe('in PostgreSQL', () => {
  let server: Postgres;
  let schema: string;
  let desks: readonly [Desks, Desks];
  const desksOf = (): Desks => ({
    shared: true,
    open: async ({ name }) => new Desk(await openPostgresState({ url: server.url, schema, partition: -1, shared: true }), name),
  });
  beforeAll(async () => {
    server = await sharedPostgres();
  });
  beforeEach(() => {
    schema = freshSchema();
    desks = [desksOf(), desksOf()];
  });
  afterAll(() => server.remove());

  /** Every message to both, as when a partition changes hands. */
  const both = <Room>(rooms: readonly [Room, Room], each: (room: Room, id: string) => Promise<unknown>): Promise<unknown> =>
    Promise.all(Array.from({ length: MESSAGES }, (_, i) => rooms.map((room) => each(room, `m${i}`))).flat());

  test('an inbox has each message once, and what one marks the other sees', async () => {
    const now = () => 5_000;
    const inboxOf = async (own: Desks) => openInbox({ desk: await own.open(INBOX_DESK), shared: own.shared, now });
    const inboxes = [await inboxOf(desks[0]), await inboxOf(desks[1])] as const;
    await both(inboxes, (inbox, id) => inbox.put(outgoing(id), DAY));
    const listed = await inboxes[1].list(['c1'], { limit: 99 });
    expect(new Set(listed.map(({ origin }) => origin.message)).size).toBe(MESSAGES);
    expect(listed).toHaveLength(MESSAGES);
    const [before] = await inboxes[1].versions!(['c1']);
    await inboxes[0].mark('m3', 'opened');
    expect(await inboxes[1].unread(['c1'])).toBe(MESSAGES - 1);
    expect(await inboxes[1].versions!(['c1'])).not.toEqual([before]);
    for (const inbox of inboxes) await inbox.close();
  });

  test('members are the same for all: one first owner, one use of a link, one count of guesses, and who is disabled is out everywhere', async () => {
    const cost = { cost: 16, block: 1, parallel: 1 };
    const roomOf = async (own: Desks) => openMembers({ desk: await own.open(MEMBERS_DESK), now: () => 5_000, cost });
    const [one, other] = [await roomOf(desks[0]), await roomOf(desks[1])] as const;
    const password = 'correct horse battery';
    const codes = (asked: readonly Promise<unknown>[]): Promise<string[]> =>
      Promise.all(
        asked.map((each) =>
          each.then(
            () => 'done',
            (error: { code?: string }) => error.code ?? String(error),
          ),
        ),
      ).then((all) => all.sort());
    const first = [one, other].map(({ members }, i) => members.found({ name: 'Ada', email: `ada${i}@example.com`, password }));
    expect(await codes(first)).toEqual(['VOLANO_ACCESS_SIGN_IN_REQUIRED', 'done']);
    await one.members.add({ name: 'Ben', email: 'ben@example.com', roles: ['analyst'] }, 'ada');
    const { secret } = await other.members.link('ben');
    const joined = [one, other].map(({ members }) => members.join(secret, { password }));
    expect(await codes(joined)).toEqual(['VOLANO_ACCESS_LINK_INVALID', 'done']);
    const session = await one.sessions.begin({ member: 'ben', way: 'link', address: '', agent: '' });
    expect(await other.sessions.behind(session)).toMatchObject({ member: 'ben' });
    const guess = (room: MembersRoom) => room.members.identify({ email: 'ben@example.com', password: 'wrong' }, 'a');
    const guesses = await codes(Array.from({ length: 12 }, (_, i) => guess(i % 2 === 0 ? one : other)));
    expect(guesses.filter((each) => each === 'VOLANO_ACCESS_SIGN_IN_REFUSED')).toHaveLength(5);
    await other.members.change('ben', { state: 'disabled' });
    expect(await one.sessions.behind(session)).toBeUndefined();
    await Promise.all([one.close(), other.close()]);
  });

  test('write keys are the same for all: one that is made elsewhere is taken, one that is revoked elsewhere refused, and uses add up', async () => {
    const configured = { sources: [{ id: 'till', writeKey: 'till-key-1' }], place: 'sources.json' };
    const keysOf = async (own: Desks) =>
      openWriteKeys({
        ...{ desk: await own.open(WRITE_KEYS_DESK), shared: own.shared, configured },
        own: { id: 'console', writeKey: 'wk_console' },
        now: () => 5_000,
      });
    const [one, other] = [await keysOf(desks[0]), await keysOf(desks[1])] as const;
    const { secret, key } = await one.make({ source: 'web', by: 'ada' });
    await expect.poll(() => other.sourceOf(secret), { timeout: 10_000 }).toBe('web');
    one.used(secret, 3);
    other.used(secret, 4);
    await other.revoke(key.id, 'ben');
    await expect.poll(() => one.hasEnded(secret), { timeout: 10_000 }).toBe(true);
    expect(one.sourceOf(secret)).toBeUndefined();
    await one.close();
    expect((await other.list())[1]).toMatchObject({ lately: 7, endedBy: 'ben' });
    await other.close();
  });

  test('a capture has each message once, numbered without a gap', async () => {
    const captureOf = async (own: Desks) => openCapture({ desk: await own.open(CAPTURE_DESK), now: () => 1 });
    const captures = [await captureOf(desks[0]), await captureOf(desks[1])] as const;
    await both(captures, (capture, id) => capture.deliver(outgoing(id), signal));
    const numbers = (await captures[0].list({ limit: 99 })).map(({ number }) => number);
    expect(numbers).toEqual(Array.from({ length: MESSAGES }, (_, i) => MESSAGES - i));
    expect(await captures[1].counts()).toEqual({ captured: MESSAGES, readable: MESSAGES });
    for (const capture of captures) await capture.close();
  });

  test('dead letters are seen by all, and marks by whoever has the partition next', async () => {
    const lettersOf = async (own: Desks) => openDeadLetters({ desk: await own.open(LETTERS_DESK) });
    const letters = [await lettersOf(desks[0]), await lettersOf(desks[1])] as const;
    await both(letters, (room, message) => {
      const { command } = outgoing(message);
      return room.put({ message, command, reason: 'busy', attempts: 1, decidedAt: 1, failedAt: 2 }, signal);
    });
    await letters[1].remove('m1', signal);
    expect(await letters[0].count()).toBe(MESSAGES - 1);
    expect(await letters[0].get('m1')).toBeUndefined();
    const marksOf = async (room: DeadLetters) => (await room.owned(2)).marks();
    const before = await marksOf(letters[0]);
    await before.put('m2', { at: 7, dispatchedAt: 8 });
    const after = await marksOf(letters[1]);
    expect(after.get('m2')).toEqual({ at: 7, dispatchedAt: 8 });
    await expect(before.put('m3', { at: 9, dispatchedAt: 10 })).rejects.toThrow('another process hands over by now');
    expect((await marksOf(letters[0])).ids()).toEqual(['m2']);
    for (const room of letters) await room.close();
  });
});

test('in folders they are for one process, each apart', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'volano-desks-'));
  const desks = folderDesks(directory);
  const [inbox, capture] = [await desks.open(INBOX_DESK), await desks.open(CAPTURE_DESK)];
  await expect(folderDesks(directory).open(INBOX_DESK)).rejects.toMatchObject({ code: 'VOLANO_STATE_LOCKED' });
  expect(desks.shared).toBe(false);
  await inbox.close();
  await capture.close();
  rmSync(directory, { recursive: true });
});
