import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, ReceiptEntry, SendCommand } from '../../core/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { openDeskFolder, openMemoryState, type StateStore } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { CAPTURE_DESK, type Channel, type DeliveryOutcome, openCapture } from '../channels/index.ts';
import { createRenderer } from '../content/index.ts';
import { type Delivery, type DeliveryOptions, startDelivery } from './delivery.ts';
import { encodeOutboxRow } from './outbox.ts';
import { QUICK, SENT, TestChannel } from './trial.suite.ts';

const TEMPLATES: Record<string, TemplateDefinition> = {
  welcome: {
    kind: 'template',
    id: 'welcome',
    name: { en: 'W', zh: 'W' },
    subject: 'Hi {{ trait.first_name }}',
    body: '<p>{{ message.id }}</p>',
  },
};
const RETRY = { attemptsMax: 4, delayMs: 2, delayMsMax: 5 };

let state: StateStore;
let receipts: ReceiptEntry[];
let running: Delivery[];

beforeEach(async () => {
  state = await openMemoryState();
  receipts = [];
  running = [];
});
afterEach(async () => {
  for (const delivery of running) await delivery.stop();
  await state.close();
});

async function commit(...commands: Partial<SendCommand>[]): Promise<string[]> {
  const rows = commands.map((command) => encodeOutboxRow(outgoing(command.message!, command).command));
  await state.commit(rows.map(([key, value]) => ({ table: 'outbox', key, value }))).durable;
  return commands.map(({ message }) => message!);
}

/** What the engine does when it consumes a receipt. */
async function consume(): Promise<void> {
  const keys = receipts.map(({ message }) => new TextEncoder().encode(message));
  await state.commit(keys.map((key) => ({ table: 'outbox', key, value: undefined }))).durable;
}

function keep(entry: Entry): void {
  if (entry.type === 'receipt') receipts.push(entry);
}

async function start(options: Partial<DeliveryOptions> & { channels: readonly Channel[] }): Promise<Delivery> {
  const delivery = await startDelivery({
    state,
    renderer: createRenderer({ templateOf: (id) => TEMPLATES[id], timeZone: () => 'UTC' }),
    append: async (entries) => entries.forEach(keep),
    now: () => 10_000,
    random: () => 0.5,
    ...QUICK,
    retry: RETRY,
    ...options,
  });
  running.push(delivery);
  return delivery;
}

describe('a message that is sent', () => {
  test('is rendered, handed over, and ends with one receipt', async () => {
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1', receivedAt: 9_960 }), 9_990);
    await delivery.settled();
    expect(channel.delivered).toMatchObject([{ decidedAt: 9_990, content: { format: 'html', subject: 'Hi 小明', body: '<p>m1</p>' } }]);
    expect(receipts).toEqual([
      {
        type: 'receipt',
        kind: 'sent',
        customer: 'c1',
        message: 'm1',
        channel: 'capture',
        decidedAt: 9_990,
        dispatchedAt: 10_000,
        handedAt: 10_000,
      },
    ]);
    expect(delivery.state()).toMatchObject({ open: 0, totals: { sent: 1, failed: 0 }, receivedToDispatchedMs: { count: 1, sum: 40 } });
  });

  test('and was answered: what is taken from the answer is said before its receipt, once', async () => {
    const said: Entry[] = [];
    const answered = { outcome: 'sent', taken: { traits: { score: 7 } } } as const;
    const channel = new TestChannel('hook', () => answered);
    const delivery = await start({ channels: [channel], append: async (entries) => void said.push(...entries) });
    delivery.wake(await commit({ message: 'm1', channel: 'hook' }), 9_990);
    await delivery.settled();
    expect(said).toMatchObject([
      {
        ...{ type: 'event', event: '$identify', call: 'identify', messageId: 'm1.answered', customer: 'c1', source: 'volano' },
        ...{ traits: { score: 7 }, receipt: { kind: 'answered', message: 'm1' } },
      },
      { type: 'receipt', kind: 'sent' },
      { type: 'event', receipt: { kind: 'delivered' } },
    ]);
  });

  test('counts for the promise only when an event triggered it', async () => {
    const delivery = await start({ channels: [new TestChannel('capture')] });
    delivery.wake(await commit({ message: 'm1', receivedAt: 0 }));
    await delivery.settled();
    expect(delivery.state().receivedToDispatchedMs.count).toBe(0);
  });

  test('D2: is handed over once, however often its id is heard of', async () => {
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    const ids = await commit({ message: 'm1' });
    delivery.wake([...ids, ...ids]);
    delivery.wake(ids);
    await delivery.settled();
    delivery.wake(ids);
    await delivery.rescan();
    await delivery.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(receipts).toHaveLength(1);
  });

  test('that was taken out of the outbox before its turn is not sent', async () => {
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    delivery.wake(['gone']);
    await delivery.settled();
    expect(channel.ids).toEqual([]);
    expect(receipts).toEqual([]);
    expect(delivery.state().totals).toMatchObject({ withdrawn: 1, sent: 0 });
  });

  test('withdrawn while it waits in the lane is not sent either', async () => {
    const gate = Promise.withResolvers<DeliveryOutcome>();
    const channel = new TestChannel('capture', () => gate.promise);
    const delivery = await start({ channels: [channel], concurrency: 1 });
    delivery.wake(await commit({ message: 'm1' }, { message: 'm2' }));
    await expect.poll(() => channel.ids).toEqual(['m1']);
    await state.commit([{ table: 'outbox', key: new TextEncoder().encode('m2'), value: undefined }]).durable;
    gate.resolve(SENT);
    await delivery.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(delivery.state().totals).toMatchObject({ sent: 1, withdrawn: 1 });
  });
});

describe('a channel that is not among them', () => {
  test('has its messages taken by the fallback, with the definition of the release', async () => {
    const mail = new TestChannel('mail');
    const rest = new TestChannel('capture');
    const definition = { kind: 'channel', id: 'pigeon', type: 'push', name: { en: 'Pigeon', zh: '鸽子' } } as const;
    const definitionOf = (id: string) => (id === 'pigeon' ? definition : undefined);
    const delivery = await start({ channels: [mail], fallback: rest, definitionOf });
    delivery.wake(await commit({ message: 'm1', channel: 'pigeon' }, { message: 'm2', channel: 'mail' }, { message: 'm3' }));
    await delivery.settled();
    expect(mail.ids).toEqual(['m2']);
    expect(rest.ids).toEqual(['m1', 'm3']);
    expect(rest.delivered.map((message) => message.definition)).toEqual([definition, undefined]);
    expect(receipts.map(({ message, channel }) => [message, channel])).toContainEqual(['m1', 'pigeon']);
    expect(delivery.state().channels.map(({ channel }) => channel)).toEqual(['mail', 'capture']);
    await delivery.stop();
    expect([mail.closed, rest.closed]).toEqual([true, true]);
  });
});

describe('a message that cannot be sent', () => {
  test.each([
    ['a missing variable', { variables: {} }, 'variable_missing: trait.first_name'],
    ['an unknown template', { template: 'nothing' }, 'template_unknown: nothing version 2'],
    ['an unknown channel', { channel: 'pigeon' }, 'channel_unknown: pigeon'],
  ])('because of %s fails at once with that reason', async (_name, command, reason) => {
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1', ...command }));
    await delivery.settled();
    expect(receipts).toMatchObject([{ kind: 'failed', message: 'm1', reason }]);
    expect(channel.ids).toEqual([]);
    expect(delivery.state().totals).toMatchObject({ failed: 1, sent: 0, retried: 0 });
  });

  test('that the channel refuses for good fails without another attempt', async () => {
    const channel = new TestChannel('capture', () => ({ outcome: 'failed', reason: 'address_invalid', retryable: false }));
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(receipts).toMatchObject([{ kind: 'failed', reason: 'address_invalid' }]);
    expect(delivery.state().channels[0]?.lastFailure).toEqual({ reason: 'address_invalid', at: 10_000 });
  });

  test('is tried again and may succeed', async () => {
    let failures = 2;
    const channel = new TestChannel('capture', () => (failures-- > 0 ? { outcome: 'failed', reason: 'busy', retryable: true } : SENT));
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toEqual(['m1', 'm1', 'm1']);
    expect(receipts).toMatchObject([{ kind: 'sent' }]);
    expect(delivery.state().totals).toMatchObject({ sent: 1, retried: 2, failed: 0 });
  });

  test('is given up after the last attempt, with the last reason', async () => {
    const channel = new TestChannel('capture', () => ({ outcome: 'failed', reason: 'busy', retryable: true }));
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toHaveLength(RETRY.attemptsMax);
    expect(receipts).toMatchObject([{ kind: 'failed', reason: 'retries_exhausted: busy' }]);
  });

  test('because the channel throws is tried again; a long reason is cut', async () => {
    const channel = new TestChannel('capture', () => Promise.reject(new Error('x'.repeat(1_000))));
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toHaveLength(RETRY.attemptsMax);
    expect(receipts[0]?.reason).toMatch(/^retries_exhausted: channel_error: x+$/);
    expect(receipts[0]?.reason?.length).toBeLessThan(400);
  });

  test('because the channel does not answer is taken back and tried again', async () => {
    const signals: AbortSignal[] = [];
    const channel = new TestChannel('capture', (_message, signal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => undefined) : SENT;
    });
    const delivery = await start({ channels: [channel], timeoutMs: 20 });
    delivery.wake(await commit({ message: 'm1' }));
    await delivery.settled();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(delivery.state().channels[0]?.lastFailure?.reason).toBe('timeout: no answer within 20 ms');
    expect(receipts).toMatchObject([{ kind: 'sent' }]);
  });

  test('because its row is damaged is counted, and holds up nobody', async () => {
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    const key = new TextEncoder().encode('m0');
    await state.commit([{ table: 'outbox', key, value: new TextEncoder().encode('{') }]).durable;
    delivery.wake(['m0', ...(await commit({ message: 'm1' }))]);
    await delivery.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(delivery.state().totals).toMatchObject({ unreadable: 1, sent: 1 });
  });
});

describe('D3: nothing is lost over a restart', () => {
  test('what an earlier life left is handed over', async () => {
    await commit({ message: 'm1' }, { message: 'm2' });
    const channel = new TestChannel('capture');
    const delivery = await start({ channels: [channel] });
    await delivery.settled();
    expect(channel.ids.sort()).toEqual(['m1', 'm2']);
  });

  test('a receipt that was not written leads to another hand-over under the same id', async () => {
    const ids = await commit({ message: 'm1' });
    const first = await start({ channels: [new TestChannel('capture')], append: () => Promise.reject(new Error('full')) });
    first.wake(ids);
    await expect.poll(() => first.state().problem).toBe('full');
    expect(first.state()).toMatchObject({ open: 1, totals: { sent: 1 } });
    await first.stop();
    const channel = new TestChannel('capture');
    const second = await start({ channels: [channel] });
    await second.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(receipts).toHaveLength(1);
  });

  test('what was finished and consumed is not touched again', async () => {
    const first = await start({ channels: [new TestChannel('capture')] });
    first.wake(await commit({ message: 'm1' }));
    await first.settled();
    await consume();
    const channel = new TestChannel('capture');
    const second = await start({ channels: [channel] });
    await second.settled();
    expect(channel.ids).toEqual([]);
  });

  test('stopping aborts what is under way, without a receipt, and closes the channels', async () => {
    const channel = new TestChannel('capture', () => new Promise(() => undefined));
    const delivery = await start({ channels: [channel] });
    delivery.wake(await commit({ message: 'm1' }));
    await expect.poll(() => channel.ids).toEqual(['m1']);
    await delivery.stop();
    expect(receipts).toEqual([]);
    expect(channel.closed).toBe(true);
    delivery.wake(['m2']);
    expect(delivery.state().open).toBe(1);
  });
});

describe('D4: channels do not wait for each other', () => {
  test('one that hangs leaves the other free', async () => {
    const slow = new TestChannel('slow', () => new Promise(() => undefined));
    const quick = new TestChannel('quick');
    const delivery = await start({ channels: [slow, quick], concurrency: 4 });
    const commands = Array.from({ length: 200 }, (_, index) => ({ message: `m${index}`, channel: index % 2 === 0 ? 'slow' : 'quick' }));
    delivery.wake(await commit(...commands));
    await expect.poll(() => quick.ids.length).toBe(100);
    expect(slow.ids).toHaveLength(4);
    // Those that went are closed when their receipts are in the log.
    await expect.poll(() => delivery.state()).toMatchObject({ open: 100, oldestDecidedAt: 10_000 });
    const [slowState] = delivery.state().channels;
    expect(slowState).toMatchObject({ channel: 'slow', active: 4, waiting: 96 });
  });
});

test('every message ends exactly once, whatever the channel does and however often we restart', async () => {
  const plan = fc.record({
    failures: fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
    restarts: fc.nat(3),
    refusals: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(plan, async ({ failures, restarts, refusals }) => {
      const directory = mkdtempSync(join(tmpdir(), 'volano-delivery-'));
      const store = await openMemoryState();
      const ended = new Map<string, string>();
      let left = refusals;
      const options = async (): Promise<DeliveryOptions> => {
        const capture = openCapture({ desk: await openDeskFolder({ ...CAPTURE_DESK, path: directory }), now: () => 1 });
        const remaining = [...failures];
        const channel: Channel = {
          ...capture,
          async deliver(message, signal) {
            const index = Number(message.command.message.slice(1));
            if ((remaining[index] ?? 0) > 0) {
              remaining[index]! -= 1;
              return { outcome: 'failed', reason: 'busy', retryable: true };
            }
            return capture.deliver(message, signal);
          },
        };
        const append = async (all: readonly Entry[]): Promise<void> => {
          const entries = all.filter((entry) => entry.type === 'receipt');
          if (left-- > 0) throw new Error('full');
          for (const { message, kind } of entries) {
            expect(ended.get(message) ?? kind).toBe(kind);
            ended.set(message, kind);
          }
          await store.commit(entries.map(({ message }) => ({ table: 'outbox', key: new TextEncoder().encode(message), value: undefined })))
            .durable;
        };
        const renderer = createRenderer({ templateOf: (id) => TEMPLATES[id], timeZone: () => 'UTC' });
        return {
          state: store,
          channels: [channel],
          renderer,
          append,
          now: () => 1,
          random: () => 0,
          ...QUICK,
          retry: { ...RETRY, attemptsMax: 5 },
        };
      };
      try {
        const rows = failures.map((_, index) => encodeOutboxRow(outgoing(`m${index}`).command));
        await store.commit(rows.map(([key, value]) => ({ table: 'outbox', key, value }))).durable;
        for (let life = 0; life < restarts; life++) await (await startDelivery(await options())).stop();
        const last = await startDelivery(await options());
        await last.settled();
        await last.stop();
        expect([...ended.keys()].sort()).toEqual(failures.map((_, index) => `m${index}`).sort());
        expect(new Set(ended.values())).toEqual(new Set(['sent']));
        expect(await store.count('outbox')).toBe(0);
        const capture = openCapture({ desk: await openDeskFolder({ ...CAPTURE_DESK, path: directory }), now: () => 1 });
        expect(await capture.counts()).toEqual({ captured: failures.length, readable: failures.length });
        await capture.close();
      } finally {
        await store.close();
        rmSync(directory, { recursive: true, force: true });
      }
    }),
    { numRuns: 8 },
  );
});
