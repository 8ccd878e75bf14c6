/** Messages that an older version has captured, in trees of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Key, open } from 'lmdb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDeskFolder } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { type CaptureChannel, openCapture } from './capture.ts';
import { CAPTURE_DESK } from './older.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-older-capture-'));
});
afterEach(() => rmSync(path, { recursive: true }));

/** Seven, as the older version wrote them; of the first two only the ids are left. */
async function fillAsBefore(): Promise<void> {
  const root = open({ path, maxDbs: 4, compression: false, cache: false, noSubdir: false });
  const text = root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' });
  const numberOf = root.openDB<number, string>('number', { encoding: 'ordered-binary' });
  const idOf = root.openDB<string, number>('id', { encoding: 'string', keyEncoding: 'uint32' });
  const byCustomer = root.openDB<boolean, Key[]>('customer', { encoding: 'ordered-binary' });
  for (let number = 1; number <= 7; number++) {
    const { command, content, decidedAt } = outgoing(`m${number}`, { customer: number % 2 ? 'odd' : 'even' });
    await numberOf.put(command.message, number);
    await idOf.put(number, command.message);
    if (number <= 2) continue;
    await text.put(number, JSON.stringify({ number, capturedAt: 1, decidedAt, command, content }));
    await byCustomer.put([command.customer, number], true);
  }
  await root.close();
}

test('are read as before, and the numbers go on', async () => {
  await fillAsBefore();
  const opened = async (): Promise<CaptureChannel> => openCapture({ desk: await openDeskFolder({ ...CAPTURE_DESK, path }), now: () => 5 });
  let channel = await opened();
  const numbers = async (slice: object = {}): Promise<number[]> => (await channel.list({ limit: 9, ...slice })).map(({ number }) => number);
  expect(await channel.counts()).toEqual({ captured: 7, readable: 5 });
  expect(await numbers()).toEqual([7, 6, 5, 4, 3]);
  expect(await numbers({ customers: ['odd'] })).toEqual([7, 5, 3]);
  const signal = new AbortController().signal;
  for (const id of ['m1', 'm7', 'm8'])
    expect(await channel.deliver(outgoing(id, { customer: 'odd' }), signal)).toEqual({ outcome: 'sent' });
  expect(await numbers({ customers: ['odd'] })).toEqual([8, 7, 5, 3]);
  await channel.close();
  channel = await opened();
  expect(await channel.counts()).toEqual({ captured: 8, readable: 6 });
  expect(await channel.get('m3')).toMatchObject({ number: 3, content: { subject: 'Hello 小明' } });
  await channel.close();
});
