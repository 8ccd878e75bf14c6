/**
 * One life of a process that hands one message over to a mail server. Started by handover-kill.test.ts, which kills it. Prints each receipt as JSON, a
 * line each. With `stale` something speaks against the message from the start.
 */
import { openLmdbState } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { CARRIERS } from '../channels/index.ts';
import { createRenderer } from '../content/index.ts';
import { startDelivery } from './delivery.ts';
import { lettersIn } from './letters.suite.ts';
import { encodeOutboxRow } from './outbox.ts';

export const MESSAGE = 'm1';

export async function live(directory: string, port: number, stands: 'good' | 'stale'): Promise<void> {
  const state = await openLmdbState({ path: `${directory}/state` });
  const { command } = outgoing(MESSAGE, { channel: 'mail', to: 'ann@example.com' });
  const [key, value] = encodeOutboxRow(command);
  await state.commit([{ table: 'outbox', key, value }]).durable;
  const from = { name: 'Shop', address: 'hello@shop.example' };
  const carrier = CARRIERS.find(({ name }) => name === 'smtp')!.read({
    carrier: 'smtp',
    host: '127.0.0.1',
    port,
    encryption: 'none',
    from,
  });
  if (!carrier.ok) throw new Error(carrier.problem.en);
  const delivery = await startDelivery({
    state,
    channels: [carrier.open({ channel: 'mail', now: Date.now, secretOf: () => '' })],
    renderer: createRenderer({
      templateOf: () => ({ kind: 'template', id: 'welcome', name: { en: 'W', zh: 'W' }, body: '<p>{{ message.id }}</p>' }),
      timeZone: () => 'UTC',
    }),
    letters: await lettersIn(`${directory}/dead-letters`),
    append: async (entries) => {
      for (const entry of entries) if (entry.type === 'receipt') process.stdout.write(`${JSON.stringify(entry)}\n`);
    },
    mayStillGo: async () => (stands === 'good' ? { go: true } : { go: false, verdict: 'withdraw', reason: 'exit.event' }),
    now: Date.now,
    random: Math.random,
  });
  await delivery.settled();
  await delivery.stop();
  await state.close();
}

const [directory, port, stands] = process.argv.slice(2);
if (directory !== undefined && process.argv[1] === import.meta.filename)
  await live(directory, Number(port), stands === 'stale' ? 'stale' : 'good');
