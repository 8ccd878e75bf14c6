import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { type Entry, type EventEntry, encodeEntry, OWN_SOURCE } from '../../core/index.ts';
import { openMemoryLog } from '../../port/log/index.ts';
import { FeedLog } from './feed.ts';
import { indexHistory, kindOf, recordsOf } from './history.ts';

const event = (more: Partial<EventEntry> = {}): EventEntry => ({
  type: 'event',
  call: 'track',
  event: 'View',
  messageId: 'm1',
  source: 'shop',
  time: 1,
  receivedAt: 1,
  identifiers: [['user_id', 'a']],
  properties: {},
  ...more,
});
const RECEIPT: Entry = { type: 'receipt', kind: 'sent', customer: 'c1', message: 'm9', channel: 'mail', decidedAt: 1, dispatchedAt: 1 };
const EMITTED = event({ source: OWN_SOURCE, customer: 'c1', messageId: 'e1', identifiers: [] });
const RETURNED = event({
  source: OWN_SOURCE,
  customer: 'c1',
  messageId: 'm9.opened',
  receipt: { kind: 'opened', message: 'm9', channel: 'mail', purpose: 'p', journey: 'j', step: 's' },
});

async function logOf(...entries: readonly (readonly [at: number, entry: Entry])[]) {
  const log = await openMemoryLog();
  await log.append(
    0,
    entries.map(([at, entry]) => ({ at, value: encodeEntry(entry) })),
  );
  return log;
}

describe('what an entry is', () => {
  test.each([
    ['source', event()],
    ['source', event({ properties: { note: `"source":"${OWN_SOURCE}"`, source: OWN_SOURCE } })],
    ['own', EMITTED],
    ['own', RETURNED],
    ['receipt', RECEIPT],
    ['tick', { type: 'tick' }],
    ['engine', { type: 'engine', version: '1' }],
    ['release', { type: 'release', release: { number: 1, definitions: [] } }],
    ['parting', { type: 'unmerge', customer: 'c1', from: ['c2'], by: 'x', positions: [], upTo: 3 }],
    ['other', { type: 'control', identifiers: [], by: 'x', action: 'suppress', reason: 'r' }],
  ] as const)('%s', (kind, entry) => expect(kindOf(encodeEntry(entry as Entry))).toBe(kind));

  test('bytes that are none are other', () => expect(kindOf(Buffer.from('nothing'))).toBe('other'));
});

describe('the index', () => {
  test('has the boundary, what became of messages, and ticks', async () => {
    const log = await logOf(
      [10, event()],
      [20, { type: 'tick' }],
      [30, event()],
      [30, RECEIPT],
      [40, EMITTED],
      [40, RETURNED],
      [50, { type: 'tick' }],
      [90, event()],
    );
    const index = await indexHistory(log, { after: 0, since: 25, until: 60 });
    expect(index).toMatchObject({ boundary: 2, end: 7, endAt: 50, entries: 5, ticks: [50], isEventTime: false, looksBack: false });
    expect([...index.receipts]).toEqual([['m9', { customer: 'c1', channel: 'mail' }]]);
    expect([...index.emitted]).toEqual(['e1']);
  });

  test('leaves out nothing but which engine it is, from the beginning on', async () => {
    const log = await logOf([10, { type: 'engine', version: '1' }], [10, event()], [HOUR, { type: 'tick' }]);
    const index = await indexHistory(log, { after: 0, since: 0, until: 2 * HOUR });
    expect(index).toMatchObject({ boundary: 1, entries: 2, isEventTime: true });
  });

  test('of a history that ends before is empty', async () => {
    const log = await logOf([10, event()]);
    expect(await indexHistory(log, { after: 0, since: 50, until: 60 })).toMatchObject({ boundary: 1, end: 1, entries: 0 });
  });
});

describe('the log of a simulation', () => {
  test('is the history up to the boundary, then what it is fed', async () => {
    const log = await logOf([10, event()], [20, event()], [30, event()]);
    for (const keepsAll of [true, false]) {
      const feed = new FeedLog(log, { boundary: 2, keepsAll });
      const value = encodeEntry({ type: 'tick' });
      feed.feed([{ position: 3, at: 30, value }]);
      expect((await feed.read(0, 0, 10)).map(({ position }) => position)).toEqual([1, 2]);
      expect((await feed.read(0, 2, 10)).map(({ position }) => position)).toEqual([3]);
      expect(await feed.read(0, 3, 10)).toEqual([]);
      feed.feed([{ position: 7, at: 40, value }]);
      expect((await feed.read(0, 3, 10)).map(({ position }) => position)).toEqual([7]);
      expect((await feed.get(0, [2, 3, 5, 7])).map((record) => record?.position)).toEqual([2, keepsAll ? 3 : undefined, undefined, 7]);
      expect(await feed.end()).toBe(7);
      await expect(feed.append()).rejects.toThrow(TypeError);
    }
  });

  test('records come in order, page after page', async () => {
    const log = await logOf(...Array.from({ length: 2_500 }, (_, i): [number, Entry] => [i, { type: 'tick' }]));
    let count = 0;
    for await (const { position } of recordsOf(log, 100)) expect(position).toBe(101 + count++);
    expect(count).toBe(2_400);
  });
});
