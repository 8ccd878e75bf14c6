/** Where the inbox lies: on a desk, in whose folder an older version had it in trees of its own. */
import { type Key, open } from 'lmdb';
import type { DeskKind, DeskWrite } from '../../../port/state/index.ts';
import { ID_KEPT_MS, type InboxMessage, messageWrites, rememberedWrites } from './inbox.ts';

const TOGETHER = 500;

/** number -> message as JSON text; [when it goes, number] -> message id for what remembers it, '' for its text. */
async function* olderInbox(path: string): AsyncGenerator<readonly DeskWrite[]> {
  const root = open({ path, maxDbs: 5, compression: false, readOnly: true, noSubdir: false });
  try {
    const messages = root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' });
    const leaving = root.openDB<string, Key[]>('leaving', { encoding: 'string' });
    let writes: DeskWrite[] = [];
    for (const { key, value: id } of leaving?.getRange() ?? []) {
      if (id === '') continue;
      const [until, number] = [Number(key[0]), Number(key[1])];
      const text = messages.get(number);
      writes.push(...(text === undefined ? rememberedWrites(id, until) : messageWrites(messageOf(text, until))));
      if (writes.length < TOGETHER) continue;
      yield writes;
      writes = [];
    }
    yield writes;
  } finally {
    await root.close();
  }
}

function messageOf(text: string, rememberedUntil: number): InboxMessage {
  return { ...(JSON.parse(text) as InboxMessage), expiresAt: rememberedUntil - ID_KEPT_MS };
}

/** The desk to open an inbox over. */
export const INBOX_DESK: DeskKind = { name: 'inbox', older: olderInbox };
