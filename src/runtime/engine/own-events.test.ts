/** Events that the product itself writes: they name their customer, who is followed through merges, and count like any other event. */
import { describe, expect, test } from 'vitest';
import type { EmitCommand, EventEntry } from '../../core/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { outboxKey } from './keys.ts';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

const DEVICE_1 = ['device', 'd1'] as const;
const DEVICE_2 = ['device', 'd2'] as const;

function own(trial: Trial, customer: string, more: Partial<EventEntry> = {}): EventEntry {
  return trial.entry([], 'View', { source: 'volano', customer, ...more });
}

/** Customers of the event rows, by position. */
async function rowsOf(trial: Trial): Promise<Map<number, string>> {
  const blocks = await trial.state.range('fact', { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: 1_000 });
  const rows = blocks.flatMap(([, value]) => decodeBlock(value).events);
  return new Map(
    rows.map(({ position, within, start, end }) => [
      position,
      (JSON.parse(`${within.toString('utf8', start, end - 1)}}`) as { customer: string }).customer,
    ]),
  );
}

async function opened(batchMax: number): Promise<Trial> {
  const trial = await Trial.open({ batchMax, cacheMax: 0 });
  await trial.release(FIRST.map((one) => (one.kind === 'journey' ? { ...one, holdout: 0 } : one)));
  return trial;
}

/** Two visitors, what we say of each of them, their merge, and what we say after it under both of their ids. */
async function told(batchMax: number): Promise<{ trial: Trial; first: string; second: string; positions: number[] }> {
  const trial = await opened(batchMax);
  await trial.append(trial.entry([DEVICE_1], 'View'));
  await trial.append(trial.entry([DEVICE_2], 'View'));
  await trial.run();
  const [first, second] = [(await trial.customerOf('d1', 'device'))!, (await trial.customerOf('d2', 'device'))!];
  const positions = [await trial.append(own(trial, first)), await trial.append(own(trial, second))];
  await trial.append(trial.entry([DEVICE_1, DEVICE_2], 'View'));
  for (const customer of [first, second]) positions.push(await trial.append(own(trial, customer)));
  await trial.run();
  return { trial, first, second, positions };
}

describe.each([1, 2, 1_000])('in batches of %i', (batchMax) => {
  test('the customer is the named one at that place of the log, merges followed', async () => {
    const { trial, first, second, positions } = await told(batchMax);
    const rows = await rowsOf(trial);
    expect(positions.map((position) => rows.get(position))).toEqual([first, second, first, first]);
    expect(await trial.customers()).toEqual([first]);
    expect(await trial.facts('failure')).toEqual([]);
  });

  test('rules see it as any event, and it names nobody', async () => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'Order', { properties: { total: 10 } });
    await trial.run();
    const customer = (await trial.customerOf('u1'))!;
    for (let i = 0; i < 2; i++) await trial.append(own(trial, customer));
    await trial.append(own(trial, customer, { identifiers: [['user_id', 'somebody else']] }));
    await trial.run();
    expect(await trial.standing('u1')).toContain('keen');
    expect(await trial.customerOf('somebody else')).toBeUndefined();
    expect(trial.counter('customers')).toBe(1);
  });

  test('it counts once', async () => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'Order');
    await trial.run();
    const opening = own(trial, (await trial.customerOf('u1'))!, { messageId: 'm1.opened' });
    const once = await trial.append(opening);
    const again = await trial.append(opening);
    await trial.run();
    const rows = await rowsOf(trial);
    expect([rows.has(once), rows.has(again)]).toEqual([true, false]);
    expect(trial.counter('duplicates')).toBe(1);
  });

  test('of nobody it is a failure, and nothing else', async () => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'View');
    const position = await trial.append(own(trial, 'nobody'));
    await trial.event('u1', 'View');
    await trial.run();
    const failures = await trial.facts('failure');
    expect(failures).toMatchObject([{ action: 'step_failed', name: 'event', customer: '', position }]);
    expect((await rowsOf(trial)).has(position)).toBe(false);
    expect(await trial.customers()).toHaveLength(1);
    expect(await trial.standing('u1')).toContain('keen');
  });

  test.each([
    ['once', 1],
    ['twice', 2],
  ] as const)('an event that was to be said leaves the outbox when it has come %s', async (_, times) => {
    const trial = await opened(batchMax);
    await trial.event('u1', 'Order');
    await trial.run();
    const customer = (await trial.customerOf('u1'))!;
    const emit: EmitCommand = { type: 'emit', message: 'e1', customer, call: 'track', event: 'View', properties: {}, at: trial.now };
    const row = { table: 'outbox' as const, key: outboxKey('e1'), value: Buffer.from(JSON.stringify(emit)) };
    await trial.append(own(trial, customer, { messageId: 'another' }));
    for (let i = 0; i < times; i++) {
      await trial.state.commit([row]).durable;
      await trial.append(own(trial, customer, { messageId: 'e1' }));
      await trial.run();
      expect(await trial.outbox()).toEqual([]);
    }
    expect(trial.counter('duplicates')).toBe(times - 1);
  });
});

test('also when its customer is unknown, or it cannot be stepped, it leaves the outbox', async () => {
  const trial = await opened(1_000);
  await trial.event('u1', 'Order');
  await trial.run();
  const customer = (await trial.customerOf('u1'))!;
  await trial.state.commit(['e1', 'e2'].map((id) => ({ table: 'outbox' as const, key: outboxKey(id), value: Buffer.from('{}') }))).durable;
  await trial.append(own(trial, 'nobody', { messageId: 'e1' }));
  await trial.append(own(trial, customer, { messageId: 'e2', time: 1e17 }));
  await trial.run();
  expect(await trial.facts('failure')).toHaveLength(2);
  expect(await trial.outbox()).toEqual([]);
});

test('a customer, what we say of it and its merge in one batch or in many: the same state', async () => {
  const { trial } = await told(1);
  for (const batchMax of [2, 3, 1_000])
    expect(await (await trial.again({ batchMax, cacheMax: 0 })).remains()).toEqual(await trial.remains());
});
