/**
 * One life of a process that fills an inbox and marks what lies in it. Started by inbox-kill.test.ts, which kills it. Says the number of each message when
 * it is there for good, and `done` in the end.
 */

import { openDeskFolder } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { openInbox } from './inbox.ts';
import { INBOX_DESK } from './older.ts';

const TOGETHER = 20;
const KEEP_MS = 1_000_000_000;

export function inboxMessageId(index: number): string {
  return `m${String(index).padStart(5, '0')}`;
}

/** From the first message on, as after every restart of delivery: what is there already stays one. */
export async function fillInbox(path: string, messages: number): Promise<void> {
  const inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path }), now: () => 1_000 });
  process.stdout.write('ready\n');
  for (let start = 0; start < messages; start += TOGETHER) {
    const indexes = Array.from({ length: Math.min(TOGETHER, messages - start) }, (_, offset) => start + offset);
    await Promise.all(
      indexes.map(async (index) => {
        await inbox.put(outgoing(inboxMessageId(index)), KEEP_MS);
        if (index % 2 === 0) await inbox.mark(inboxMessageId(index), 'opened');
        process.stdout.write(`${index}\n`);
      }),
    );
  }
  await inbox.close();
  process.stdout.write('done\n');
}

const [path, messages] = process.argv.slice(2);
if (path !== undefined && process.argv[1] === import.meta.filename) await fillInbox(path, Number(messages));
