/**
 * One life of a process that delivers: state store, log, capture and delivery on disk, and an engine that does nothing but write
 * outbox rows and consume receipts. Started by delivery-kill.test.ts, which kills it. Says `ready` when it starts to work, `done` when all
 * is done.
 */
import { decodeEntry, encodeEntry } from '../../core/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { openDeskFolder, openLmdbState, type StateStore, type Write } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { CAPTURE_DESK, openCapture } from '../channels/index.ts';
import { createRenderer } from '../content/index.ts';
import { type Delivery, startDelivery } from './delivery.ts';
import { encodeOutboxRow } from './outbox.ts';

const BATCH = 40;
const encoder = new TextEncoder();
const META = { decided: encoder.encode('decided'), position: encoder.encode('position') };

export function messageId(index: number): string {
  return `m${String(index).padStart(6, '0')}`;
}

/** `messages`: how many the engine decides, over all lives together. */
export async function live(directory: string, messages: number): Promise<void> {
  const state = await openLmdbState({ path: `${directory}/state` });
  const log = await openLmdbLog({ path: `${directory}/log` });
  const capture = openCapture({ desk: await openDeskFolder({ ...CAPTURE_DESK, path: `${directory}/capture` }), now: Date.now });
  const delivery = await startDelivery({
    state,
    channels: [capture],
    renderer: createRenderer({
      templateOf: () => ({ kind: 'template', id: 'welcome', name: { en: 'W', zh: 'W' }, body: '<p>{{ message.id }}</p>' }),
      timeZone: () => 'UTC',
    }),
    append: (receipts) =>
      log.append(
        0,
        receipts.map((receipt) => ({ at: Date.now(), value: encodeEntry(receipt) })),
      ),
    now: Date.now,
    random: Math.random,
  });
  process.stdout.write('ready\n');
  for (;;) {
    const decided = await decide(state, delivery, messages);
    const position = await meta(state, META.position);
    const records = await log.read(0, position, 500);
    const writes: Write[] = [];
    for (const record of records) {
      const entry = decodeEntry(record.value);
      if (entry.type === 'receipt') writes.push({ table: 'outbox', key: encoder.encode(entry.message), value: undefined });
    }
    if (writes.length > 0) await commit(state, [...writes, setMeta(META.position, records.at(-1)!.position)]);
    if (decided === messages && (await state.count('outbox')) === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  process.stdout.write('done\n');
  await delivery.stop();
  await log.close();
  await state.close();
}

/** The next messages: their rows and how far it has come, in one commit; delivery hears of them when they are durable. */
async function decide(state: StateStore, delivery: Delivery, messages: number): Promise<number> {
  const decided = await meta(state, META.decided);
  const ids = Array.from({ length: Math.min(BATCH, messages - decided) }, (_, index) => messageId(decided + index));
  if (ids.length === 0) return decided;
  const rows = ids.map((id) => encodeOutboxRow(outgoing(id).command));
  await commit(state, [
    ...rows.map(([key, value]): Write => ({ table: 'outbox', key, value })),
    setMeta(META.decided, decided + ids.length),
  ]);
  delivery.wake(ids);
  return decided + ids.length;
}

async function commit(state: StateStore, writes: readonly Write[]): Promise<void> {
  const { applied, durable } = state.commit(writes);
  await applied;
  await durable;
}

async function meta(state: StateStore, key: Uint8Array): Promise<number> {
  const [value] = await state.getMany('meta', [key]);
  return value ? Number(new TextDecoder().decode(value)) : 0;
}

function setMeta(key: Uint8Array, value: number): Write {
  return { table: 'meta', key, value: encoder.encode(String(value)) };
}

const [directory, messages] = process.argv.slice(2);
if (directory !== undefined && process.argv[1] === import.meta.filename) await live(directory, Number(messages));
