/** An engine that has one of several partitions: what comes by hops, what leaves, and what is for somebody who lives elsewhere. */
import { beforeEach, expect, test } from 'vitest';
import { type CustomerId, customerIdOf, partitionOf } from '../../base/index.ts';
import {
  backfillChunk,
  decodeCustomer,
  decodeEntry,
  type Entry,
  type EventEntry,
  encodeEntry,
  type Fact,
  PastFold,
  type SendCommand,
  type Stamp,
  type TakenOverEntry,
  viewOf,
} from '../../core/index.ts';
import type { Released } from '../../define/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { type Log, openMemoryLog } from '../../port/log/index.ts';
import { openMemoryState, type StateStore, type Table } from '../../port/state/index.ts';
import { readRows } from './customers.ts';
import { Engine } from './engine.ts';
import { type Leaving, readLeaving } from './hops.ts';
import { miscountsIn } from './journey-rows.ts';
import { FIRST } from './retail.suite.ts';
import { NAME, START } from './trial.suite.ts';

const PARTITIONS = 4;
let log: Log;
let state: StateStore;
let engine: Engine;
let now: number;
let stamps: number;

beforeEach(async () => {
  log = await openMemoryLog({ partitions: PARTITIONS });
  state = await openMemoryState();
  engine = await Engine.open({ partition: 0, log, state, identity: 'resolved' });
  [now, stamps] = [START, 0];
  await append({ type: 'release', release: { number: 1, definitions: FIRST.map((definition) => ({ version: 1, definition })) } });
});

/** Customers that live in a partition, the earliest first. */
function customersIn(partition: number, count: number): CustomerId[] {
  const found: CustomerId[] = [];
  for (let position = 1; found.length < count; position++) {
    const id = customerIdOf(START, { partition: 0, position, ordinal: 0 });
    if (partitionOf(id, PARTITIONS) === partition) found.push(id);
  }
  return found;
}

const [A, B, C] = customersIn(0, 3) as [CustomerId, CustomerId, CustomerId];
const [FAR, FARTHER] = [customersIn(1, 1)[0]!, customersIn(2, 1)[0]!];

const stamp = (): Stamp => ['i0', ++stamps, 0];

async function append(entry: Entry): Promise<void> {
  await log.append(0, [{ at: now, value: encodeEntry(entry) }]);
}

async function run(): Promise<void> {
  while (await engine.runBatch());
}

function event(name = 'View', more: Partial<EventEntry> = {}): EventEntry {
  const messageId = `m${stamps}-${name}`;
  const about = { event: name, messageId, source: 's', time: now, receivedAt: now, identifiers: [], properties: { total: 5 } };
  return { type: 'event', call: 'track', ...about, ...more };
}

async function resolved(customer: CustomerId, entry: EventEntry = event(), facts: readonly Fact[] = []): Promise<void> {
  await append({ type: 'resolved', from: stamp(), customer, said: now, facts, entry });
}

const handOver = (customer: CustomerId, into: CustomerId): Promise<void> =>
  append({ type: 'hand_over', from: stamp(), customer, into, since: now });

async function leaving(): Promise<(Leaving & { decoded: Entry })[]> {
  return (await readLeaving(state, undefined, 100)).map((row) => ({ ...row, decoded: decodeEntry(Buffer.from(row.entry)) }));
}

async function rows(table: Table, of: StateStore = state): Promise<(readonly [string, string])[]> {
  const all = await of.range(table, { start: new Uint8Array(0), end: Buffer.alloc(8, 255), limit: 1_000 });
  return all.map(([key, value]) => [Buffer.from(key).toString('latin1'), Buffer.from(value).toString()] as const);
}

async function facts(kind: string): Promise<{ action: string; customer: string; detail: { problem?: string } }[]> {
  const all = await state.range('fact', { start: new Uint8Array(0), end: Buffer.alloc(8, 255), limit: 1_000 });
  const told = all.flatMap(([, value]) => decodeBlock(value).facts.map(({ row }) => JSON.parse(Buffer.from(row).toString())));
  return told.filter((fact) => fact.kind === kind);
}

async function eventCustomers(): Promise<string[]> {
  const all = await state.range('fact', { start: new Uint8Array(0), end: Buffer.alloc(8, 255), limit: 1_000 });
  return all.flatMap(([, value]) =>
    decodeBlock(value).events.map(({ within, start, end }) => JSON.parse(`${within.toString('utf8', start, end)}"x":1}`).customer),
  );
}

test('X1. An entry that comes again, or behind a later one of its origin, does nothing', async () => {
  await resolved(A);
  const again: Entry = { type: 'resolved', from: ['i0', stamps, 0], customer: A, said: now, entry: event() };
  await append(again);
  await append({ ...again, from: ['i0', stamps - 1, 7] });
  await append({ ...again, from: ['i1', 1, 0] });
  await run();
  expect(await eventCustomers()).toEqual([A, A]);
  expect(engine.meta.counters.get('hops.repeated')).toBe(2);
});

test('an event of the product’s own that comes again is told and counted as any other', async () => {
  await resolved(B);
  const opened = { ...event('Email Opened'), customer: B };
  for (let times = 0; times < 3; times++) await append(opened);
  await run();
  expect(await facts('duplicate')).toHaveLength(2);
  expect(engine.meta.counters.get('duplicates')).toBe(2);
});

test('a hand-over within the partition merges, and what comes for the one that is no more is of the other', async () => {
  for (const id of [A, B]) await resolved(id);
  await handOver(B, A);
  await resolved(B);
  await run();
  expect(await eventCustomers()).toEqual([A, B, A]);
  expect(new Set((await rows('customer')).map(([key]) => key.split('\u0000')[0]))).toEqual(new Set([A]));
  expect(await leaving()).toEqual([]);
});

test('X2. A hand-over to another partition takes everything away but a redirect, and leaves one row with the whole state', async () => {
  await resolved(B, event('Order'));
  await run();
  expect(await rows('timer')).not.toEqual([]);
  await handOver(B, FAR);
  await run();
  expect(await rows('customer')).toEqual([]);
  expect(await rows('timer')).toEqual([]);
  expect(await rows('identity')).toEqual([[B, JSON.stringify([1, FAR, now])]]);
  const [row, ...others] = await leaving();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ to: 1, at: now, stamp: ['h0', log.partitions - 1, 0] });
  expect(row!.decoded).toMatchObject({ type: 'taken_over', customer: B, into: FAR, since: now, plan: [1, 0], from: row!.stamp });
  const sizes = [...engine.meta.counters].filter(([name, count]) => count !== 0 && /^(tag|segment|journey.active):/.test(name));
  expect(sizes).toEqual([]);
});

test('what has arrived is merged into who lives here, and counted here', async () => {
  await resolved(B, event('Order', { properties: { total: 150 } }));
  await handOver(B, FAR);
  await run();
  const [row] = await leaving();
  const [far, farState] = [await openMemoryState(), await openMemoryLog({ partitions: PARTITIONS })];
  const other = await Engine.open({ partition: 1, log: farState, state: far, identity: 'resolved' });
  const [first] = await log.read(0, 0, 1);
  await farState.append(1, [first!, { at: now, value: Buffer.from(row!.entry) }, { at: now, value: Buffer.from(row!.entry) }]);
  while (await other.runBatch());
  expect(other.meta.counters.get('tag:big')).toBe(1);
  const [record] = await far.getMany('identity', [Buffer.from(FAR)]);
  expect(Buffer.from(record!).toString()).toBe('[1,[],[]]');
});

test('R1. who leaves, and comes back as a part of somebody here, leaves the same behind when both are in one batch', async () => {
  for (const id of [A, B]) await resolved(id);
  await run();
  expect(engine.meta.journeys.get('cart@1')?.steps.pause?.waiting).toBe(2);
  await handOver(B, FAR);
  await run();
  const [row] = await leaving();
  await append({ ...(row!.decoded as TakenOverEntry), from: ['h1', 1, 0], into: A });
  await run();
  const [one, other] = [state, await openMemoryState()];
  const [first, second, third, ...both] = await log.read(0, 0, 5);
  const whole = await openMemoryLog({ partitions: PARTITIONS });
  const again = await Engine.open({ partition: 0, log: whole, state: other, identity: 'resolved' });
  for (const some of [[first!, second!, third!], both]) {
    await whole.append(0, some);
    while (await again.runBatch());
  }
  expect(await miscountsIn(one)).toEqual([]);
  expect(await miscountsIn(other)).toEqual([]);
  for (const table of ['customer', 'timer', 'identity', 'hop'] as const) expect(await rows(table, other)).toEqual(await rows(table, one));
  expect(again.meta.journeys).toEqual(engine.meta.journeys);
});

test('a hand-over of somebody not heard of here leaves the redirect, and what comes later is passed on with its bytes', async () => {
  await handOver(B, FAR);
  await resolved(B, event('Order'), [{ kind: 'identity', action: 'created', customer: B, at: now, name: '', version: 0 }]);
  await append({ ...event('Email Opened'), customer: B });
  await run();
  const passed = await leaving();
  expect(passed.map(({ to, decoded }) => [to, decoded.type, (decoded as { customer: string }).customer])).toEqual([
    [1, 'resolved', FAR],
    [1, 'resolved', FAR],
  ]);
  // Told where it came to first, once.
  expect((await facts('identity')).map(({ action }) => action)).toEqual(['created']);
  expect(passed.every(({ decoded }) => decoded.type === 'resolved' && decoded.facts === undefined)).toBe(true);
  expect(await eventCustomers()).toEqual([]);
});

test('what is taken over for somebody who has moved on is passed on, with the later of both moments', async () => {
  await resolved(A);
  now += 1_000;
  await handOver(A, FARTHER);
  await append({ type: 'taken_over', from: ['h3', 5, 0], customer: C, into: A, since: START, plan: [1, 0], rows: [] });
  await run();
  const [, passed] = await leaving();
  expect(passed).toMatchObject({ to: 2, decoded: { type: 'taken_over', customer: C, into: FARTHER, since: now } });
});

test('a state made by a release that has not come yet waits for it', async () => {
  await append({ type: 'taken_over', from: ['h3', 5, 0], customer: FAR, into: A, since: START, plan: [2, 0], rows: [] });
  await run();
  const [row] = await leaving();
  expect(row).toMatchObject({ to: 0, decoded: { type: 'taken_over', plan: [2, 0], from: ['h0', 2, 0] } });
});

test('rows that have been forwarded go, also those of the same batch', async () => {
  await handOver(B, FAR);
  for (let n = 0; n < 3; n++) await resolved(B);
  await append({ type: 'forwarded', upTo: [4, 0] });
  await run();
  expect((await leaving()).map(({ stamp: [, position] }) => position)).toEqual([5]);
  await append({ type: 'forwarded', upTo: [3, 0] });
  await append({ type: 'forwarded', upTo: [5, 0] });
  await run();
  expect(await leaving()).toEqual([]);
});

/** Somebody with a message in the outbox. */
async function withMessage(customer: CustomerId): Promise<SendCommand> {
  await resolved(customer, event('Order', { time: now - 4 * 86_400_000 }));
  for (let hours = 0; hours < 200 && (await rows('outbox')).length === 0; hours++) {
    now += 3_600_000;
    await append({ type: 'tick' });
    await run();
  }
  return JSON.parse((await rows('outbox'))[0]![1]) as SendCommand;
}

test('a message stays where it was decided; its receipt ends it there, and its customer hears of it where it lives', async () => {
  const { message, channel } = await withMessage(B);
  await handOver(B, FAR);
  await run();
  expect(await rows('outbox')).toHaveLength(1);
  const receipt = { type: 'receipt', kind: 'sent', customer: B, message, channel, decidedAt: now, dispatchedAt: now } as const;
  for (let n = 0; n < 2; n++) await append(receipt);
  await run();
  expect(await rows('outbox')).toEqual([]);
  const passed = (await leaving()).filter(({ decoded }) => decoded.type === 'receipt');
  expect(passed.map(({ to, decoded }) => [to, decoded])).toEqual([[1, { ...receipt, customer: FAR, named: B, from: passed[0]!.stamp }]]);
});

test('a receipt that was passed on is heard, though its message is in no outbox here', async () => {
  await resolved(A);
  const about = { type: 'receipt', kind: 'sent', customer: A, channel: 'capture', decidedAt: now, dispatchedAt: now } as const;
  await append({ ...about, message: 'm1', from: ['h1', 1, 0] });
  await append({ ...about, message: 'm2' });
  await run();
  expect((await facts('message')).map(({ action }) => action)).toEqual(['sent']);
});

test('a message is sent again from where its customer lives now', async () => {
  const command = await withMessage(B);
  await handOver(B, FAR);
  await append({ type: 'redeliver', by: 'ada', command });
  await run();
  expect((await leaving()).map(({ decoded }) => decoded.type)).toEqual(['taken_over']);
  const { message, channel } = command;
  await append({ type: 'receipt', kind: 'failed', customer: B, message, channel, decidedAt: now, dispatchedAt: now });
  await append({ type: 'redeliver', by: 'ada', command });
  await run();
  const again = (await leaving()).find(({ decoded }) => decoded.type === 'redeliver');
  expect(again).toMatchObject({ to: 1, decoded: { by: 'ada', command: { message, customer: FAR } } });
});

test('what has not been resolved is told to be in the wrong log; and hops are, to an engine that resolves itself', async () => {
  await append(event());
  await append({ type: 'control', identifiers: [['user_id', 'u']], by: 'ada', action: 'suppress', reason: 'x' });
  await append({ type: 'unmerge', customer: A, from: [B], by: 'ada', positions: [], upTo: 1 });
  await append({ ...event('Email Opened'), customer: C });
  await run();
  expect((await facts('failure')).map(({ action }) => action)).toEqual(new Array(4).fill('step_failed'));
  state = await openMemoryState();
  engine = await Engine.open({ partition: 0, log, state });
  await handOver(A, FAR);
  await run();
  expect((await facts('failure')).at(-1)?.detail.problem).toContain('several partitions');
});

test('what a backfill brings for somebody who has left is passed on, and counts where that one lives now', async () => {
  const rich = {
    kind: 'segment',
    id: 'rich',
    name: NAME,
    condition: { combinator: 'and', rules: [{ field: 'trait.late', operator: '>=', value: 100 }] },
  };
  // Nothing of the first release keeps fees.
  const late = { kind: 'trait', id: 'late', name: NAME, aggregate: 'sum', event: 'Order', property: 'fee', window: { last: '30d' } };
  const second = [...FIRST, late, rich].map((definition) => ({ version: 2, definition }) as Released);
  const release: Entry = { type: 'release', release: { number: 2, definitions: second } };
  await resolved(B, event('Order', { properties: { fee: 80 } }));
  await handOver(B, FAR);
  await append(release);
  await run();
  const fold = new PastFold(engine.plan.know, now);
  fold.add({ event: 'Order', source: 's', time: now, messageId: 'm', properties: { fee: 80 }, context: undefined, traits: undefined });
  await append(backfillChunk({ since: 2, chunk: 0, upTo: B }, [{ customer: B, past: fold.take()! }]));
  await run();
  const left = await leaving();
  expect(left.map(({ to, decoded }) => [to, decoded.type])).toEqual([
    [1, 'taken_over'],
    [1, 'pasts'],
  ]);

  const [far, farLog] = [await openMemoryState(), await openMemoryLog({ partitions: PARTITIONS })];
  const other = await Engine.open({ partition: 1, log: farLog, state: far, identity: 'resolved' });
  const [first] = await log.read(0, 0, 1);
  const say = (entry: Entry) => farLog.append(1, [{ at: now, value: encodeEntry(entry) }]);
  await farLog.append(1, [first!]);
  await say(release);
  await say({ type: 'resolved', from: ['i1', 1, 0], customer: FAR, said: now, entry: event('Order', { properties: { fee: 30 } }) });
  // Twice, as after a crash.
  for (const { entry } of [...left, ...left]) await farLog.append(1, [{ at: now, value: Buffer.from(entry) }]);
  await say({ type: 'backfill', action: 'done', since: 2, chunks: 0 });
  await say({ type: 'tick' });
  while (await other.runBatch());
  expect(other.meta.counters.get('segment:rich')).toBe(1);
  const customer = decodeCustomer(FAR, (await readRows([FAR], far)).get(FAR)!, other.plan);
  expect(viewOf(customer.known, other.plan.know, now).trait('late')).toBe(110);
});

test('a past for a preparation that is over, or that has not begun, does nothing', async () => {
  await resolved(A);
  await run();
  const before = await rows('customer');
  await append({ type: 'pasts', from: ['h1', 1, 0], since: 7, pasts: [[A, Buffer.of(0).toString('base64')]] });
  await run();
  expect(await facts('failure')).toEqual([]);
  expect([await rows('past'), await rows('customer')]).toEqual([[], before]);
});
