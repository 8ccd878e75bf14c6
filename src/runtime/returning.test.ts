/** On a real warehouse and a real state store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeIdentity, identifierKey as identifierTextKey } from '../core/index.ts';
import type { ChannelDefinition } from '../define/index.ts';
import { createTables } from '../learn/index.ts';
import { openMemoryState, type StateStore } from '../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../port/warehouse/index.ts';
import { identifierKey, identityKey } from './engine/index.ts';
import { createMessageLookup, type MessageLookup, numberForms } from './returning.ts';

const NOON = Date.UTC(2025, 5, 1, 12);
const SMS: ChannelDefinition = { kind: 'channel', id: 'texts', type: 'sms', name: { en: 'SMS', zh: '短信' } };
const PHONE = '+8613800000000';

let directory: string;
let warehouse: Warehouse;
let lookup: MessageLookup;
/** Rows that the warehouse gets when it catches up. */
const onTheirWay: string[] = [];

function decided(message: string, customer: string, channel: string, minute: number): string {
  const detail = { channel, purpose: 'offers' };
  const fact = { kind: 'message', action: 'decided', customer, at: NOON + minute * 60_000, name: 'hello', version: 1, subject: message };
  return JSON.stringify({ partition: 0, seq: minute, position: minute, ordinal: 0, journey: 'welcome', step: 'say', ...fact, detail });
}

async function stateWithMerged(): Promise<StateStore> {
  const state = await openMemoryState();
  const merge = { from: 'c2', into: 'c1', at: NOON, partition: 0, position: 1, source: '' };
  await state.commit([
    { table: 'identifier', key: identifierKey(identifierTextKey(['phone', PHONE])), value: Buffer.from('c2') },
    { table: 'identity', key: identityKey('c1'), value: encodeIdentity({ state: 'live', links: [], merges: [merge] }) },
    { table: 'identity', key: identityKey('c2'), value: encodeIdentity({ state: 'merged', into: 'c1' }) },
  ]).durable;
  return state;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-returning-'));
  warehouse = await openChdbWarehouse({ path: directory });
  await createTables(warehouse);
  const rows = [
    decided('m1', 'c1', 'texts', 1),
    decided('m2', 'c2', 'texts', 2),
    decided('m3', 'c1', 'letters', 3),
    decided('m4', 'c9', 'texts', 4),
  ];
  await warehouse.insert('facts', Buffer.from(`${rows.join('\n')}\n`));
  lookup = createMessageLookup({
    warehouse,
    state: await stateWithMerged(),
    definitionOf: (id) => (id === 'texts' ? SMS : undefined),
    catchUp: async () => {
      for (const row of onTheirWay.splice(0)) await warehouse.insert('facts', Buffer.from(`${row}\n`));
    },
  });
});
afterAll(async () => {
  await warehouse.close();
  await rm(directory, { recursive: true, force: true });
});

test('a message is found by its id on its own channel only', async () => {
  const about = { message: 'm1', customer: 'c1', channel: 'texts', purpose: 'offers', journey: 'welcome', step: 'say', template: 'hello' };
  expect(await lookup.messageOf('texts', 'm1')).toEqual({ ...about, type: 'sms' });
  expect(await lookup.messageOf('letters', 'm1')).toBeUndefined();
  expect(await lookup.messageOf('letters', 'm3')).not.toHaveProperty('type');
  expect(await lookup.messageOf('texts', "m1' OR 1 = 1 --")).toBeUndefined();
});

test('the latest message to an address is that of the person who has it, merged or not', async () => {
  expect(await lookup.lastMessageTo('texts', PHONE)).toMatchObject({ message: 'm2', customer: 'c2' });
  expect(await lookup.lastMessageTo('texts', '+8613999999999')).toBeUndefined();
  expect(await lookup.lastMessageTo('letters', PHONE)).toBeUndefined();
});

test('an answer may be faster than the warehouse: what is on its way into it is found, too', async () => {
  onTheirWay.push(decided('m5', 'c1', 'texts', 5));
  expect(await lookup.messageOf('texts', 'm5')).toMatchObject({ message: 'm5', customer: 'c1' });
  onTheirWay.push(decided('m6', 'c1', 'texts', 6));
  expect(await lookup.lastMessageTo('texts', PHONE)).toMatchObject({ message: 'm6' });
});

test.each(['8613800000000', '+8613800000000', '13800000000', '+86 138-0000-0000', '008613800000000'])(
  'a reply finds its customer though the number is written %s',
  async (from) => {
    expect((await lookup.lastMessageTo('texts', from))?.customer).toMatch(/^c[12]$/);
  },
);

test('a number is never taken for one of another length, and no text for a number', () => {
  expect(numberForms('ann')).toEqual(['ann']);
  expect(numberForms('+447700900123')).toEqual(expect.arrayContaining(['447700900123', '7700900123', '07700900123']));
  expect(numberForms('07700900123')).toEqual(expect.arrayContaining(['+447700900123']));
  expect(numberForms('10086')).toEqual(['10086', '+10086']);
  for (const form of numberForms('13800000000')) expect(form.replace(/^\+/, '').endsWith('3800000000'), form).toBe(true);
});
