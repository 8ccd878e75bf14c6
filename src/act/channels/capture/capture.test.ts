import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDeskFolder } from '../../../port/state/index.ts';
import { channelContract, outgoing } from '../channel.suite.ts';
import { type CaptureChannel, openCapture } from './capture.ts';
import { CAPTURE_DESK } from './older.ts';

let directory: string;
let opened: CaptureChannel[] = [];
const signal = new AbortController().signal;

async function open(options: { keep?: number; id?: string } = {}): Promise<CaptureChannel> {
  const desk = await openDeskFolder({ ...CAPTURE_DESK, path: join(directory, 'capture') });
  const channel = openCapture({ desk, now: () => 5_000, ...options });
  opened.push(channel);
  return channel;
}

async function reopen(channel: CaptureChannel, options: { keep?: number } = {}): Promise<CaptureChannel> {
  await channel.close();
  opened = opened.filter((other) => other !== channel);
  return open(options);
}

async function closeAll(): Promise<void> {
  await Promise.all(opened.map((channel) => channel.close()));
  opened = [];
  rmSync(directory, { recursive: true, force: true });
}

function makeDirectory(): void {
  directory = mkdtempSync(join(tmpdir(), 'volano-capture-'));
}

channelContract('capture', {
  async open() {
    makeDirectory();
    return open();
  },
  reopen: (channel) => reopen(channel as CaptureChannel),
  async arrived(channel) {
    const messages = await (channel as CaptureChannel).list({ limit: 1_000 });
    return messages.map(({ command }) => command.message);
  },
  exactlyOnce: true,
  close: closeAll,
});

describe('reading what was captured', () => {
  beforeEach(makeDirectory);
  afterEach(closeAll);

  test('a message is read back as it was handed over', async () => {
    const channel = await open();
    const message = outgoing('m1');
    await channel.deliver(message, signal);
    expect(await channel.get('m1')).toEqual({ number: 1, capturedAt: 5_000, ...message });
    expect(await channel.get('m2')).toBeUndefined();
  });

  test('keeps of its channel what decides how it looks', async () => {
    const channel = await open();
    const definition = {
      kind: 'channel',
      id: 'sms',
      type: 'sms',
      name: { en: 'S', zh: '短' },
      signature: '山茶',
      rate: { max: 1, per: '1s' },
    } as const;
    await channel.deliver({ ...outgoing('m1'), definition }, signal);
    expect((await channel.get('m1'))?.definition).toEqual({ type: 'sms', name: definition.name, signature: '山茶' });
  });

  test('P3: the list is newest first and pages without gap or overlap', async () => {
    const channel = await open();
    for (let index = 1; index <= 25; index++) await channel.deliver(outgoing(`m${index}`), signal);
    const pages: number[][] = [];
    let before: number | undefined;
    for (;;) {
      const page = await channel.list(before === undefined ? { limit: 10 } : { limit: 10, before });
      if (page.length === 0) break;
      pages.push(page.map(({ number }) => number));
      before = page.at(-1)!.number;
    }
    expect(pages.map(({ length }) => length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
  });

  test('an empty outbox and a page before the first are empty', async () => {
    const channel = await open();
    expect(await channel.list({ limit: 10 })).toEqual([]);
    await channel.deliver(outgoing('m1'), signal);
    expect(await channel.list({ limit: 10, before: 1 })).toEqual([]);
    expect(await channel.list({ limit: 10, before: 2 })).toHaveLength(1);
  });

  test('by customer: only theirs, newest first, several ids of one person together', async () => {
    const channel = await open();
    const customers = ['a', 'b', 'a', 'ab', 'c', 'b', 'a'];
    for (const [index, customer] of customers.entries()) await channel.deliver(outgoing(`m${index + 1}`, { customer }), signal);
    const numbers = async (of: string[], before?: number, limit = 10): Promise<number[]> => {
      const page = await channel.list({ limit, customers: of, ...(before === undefined ? {} : { before }) });
      return page.map(({ number }) => number);
    };
    expect(await numbers(['a'])).toEqual([7, 3, 1]);
    expect(await numbers(['a', 'b'])).toEqual([7, 6, 3, 2, 1]);
    expect(await numbers(['a', 'a'])).toEqual([7, 3, 1]);
    expect(await numbers(['a', 'b'], 6, 2)).toEqual([3, 2]);
    expect(await numbers(['nobody'])).toEqual([]);
    expect(await numbers([])).toEqual([]);
  });

  test('its id is what a journey names', async () => {
    expect((await open({ id: 'email' })).id).toBe('email');
    expect((await reopen(opened[0]!)).id).toBe('capture');
  });
});

describe('retention', () => {
  beforeEach(makeDirectory);
  afterEach(closeAll);

  test('P3: the newest stay, in bursts too; P1: a message that is no longer readable is still not captured again', async () => {
    const channel = await open({ keep: 5 });
    await Promise.all(Array.from({ length: 40 }, (_, index) => channel.deliver(outgoing(`m${index + 1}`), signal)));
    await expect.poll(() => channel.counts()).toEqual({ captured: 40, readable: 5 });
    expect((await channel.list({ limit: 100 })).map(({ number }) => number)).toEqual([40, 39, 38, 37, 36]);
    expect(await channel.get('m1')).toBeUndefined();
    expect(await channel.list({ limit: 100, customers: ['c1'] })).toHaveLength(5);
    expect(await channel.deliver(outgoing('m1'), signal)).toEqual({ outcome: 'sent' });
    expect(await channel.counts()).toEqual({ captured: 40, readable: 5 });
  });

  test('a lowered limit takes effect after a restart', async () => {
    let channel = await open();
    for (let index = 1; index <= 12; index++) await channel.deliver(outgoing(`m${index}`), signal);
    channel = await reopen(channel, { keep: 3 });
    for (let index = 13; index <= 16; index++) await channel.deliver(outgoing(`m${index}`), signal);
    await expect.poll(async () => (await channel.list({ limit: 100 })).map(({ number }) => number)).toEqual([16, 15, 14]);
  });

  test('numbers go on after a restart', async () => {
    let channel = await open({ keep: 2 });
    for (const id of ['m1', 'm2', 'm3']) await channel.deliver(outgoing(id), signal);
    channel = await reopen(channel, { keep: 2 });
    await channel.deliver(outgoing('m4'), signal);
    expect((await channel.get('m4'))?.number).toBe(4);
    await expect.poll(() => channel.counts()).toEqual({ captured: 4, readable: 2 });
  });
});

test('the capture equals a plain list, whatever is handed over and read', async () => {
  const operation = fc.oneof(
    { weight: 4, arbitrary: fc.record({ deliver: fc.nat(30), customer: fc.constantFrom('a', 'b', 'c') }) },
    { weight: 1, arbitrary: fc.record({ limit: fc.integer({ min: 1, max: 8 }), before: fc.nat(35), customer: fc.constantFrom('a', 'b') }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 60 }), async (operations) => {
      makeDirectory();
      try {
        const channel = await open();
        const model: { id: string; customer: string; number: number }[] = [];
        for (const step of operations) {
          if ('deliver' in step) {
            const id = `m${step.deliver}`;
            await channel.deliver(outgoing(id, { customer: step.customer }), signal);
            if (!model.some((known) => known.id === id)) model.unshift({ id, customer: step.customer, number: model.length + 1 });
          } else {
            const { limit, before, customer } = step;
            const expected = model.filter((known) => known.number < before);
            const ids = (messages: readonly { command: { message: string } }[]): string[] => messages.map(({ command }) => command.message);
            expect(ids(await channel.list({ limit, before }))).toEqual(expected.slice(0, limit).map(({ id }) => id));
            const theirs = expected.filter((known) => known.customer === customer);
            expect(ids(await channel.list({ limit, before, customers: [customer] }))).toEqual(theirs.slice(0, limit).map(({ id }) => id));
          }
        }
      } finally {
        await closeAll();
      }
    }),
    { numRuns: 25 },
  );
});
