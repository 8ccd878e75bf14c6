import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../base/index.ts';
import type { Entry, EventEntry } from './entry.ts';
import { decodeEntry, encodeEntry, encodeResolved, ownBytes } from './entry-codec.ts';

const event: EventEntry = {
  type: 'event',
  call: 'track',
  event: 'Order Completed',
  messageId: 'm-1',
  source: 'shop',
  time: 1_700_000_000_000,
  receivedAt: 1_700_000_000_123,
  identifiers: [
    ['user_id', 'u-1'],
    ['anonymous_id', 'a-1'],
  ],
  properties: { revenue: 12.5, 品名: '茶杯 🍵', products: [{ sku: 'x', tags: ['a', null, true] }] },
};

function problemOf(bytes: Uint8Array): string {
  try {
    decodeEntry(bytes);
  } catch (error) {
    if (error instanceof VolanoError) return error.code;
  }
  return 'none';
}

describe('entry codec', () => {
  test('an entry is plain UTF-8 JSON', () => {
    const bytes = encodeEntry(event);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toBe(JSON.stringify(event));
  });

  test('each type comes back as it went', () => {
    const entries: Entry[] = [
      event,
      { type: 'tick', limit: 100 },
      { type: 'tick' },
      { type: 'release', release: { number: 1, definitions: [] } },
      { type: 'engine', version: '1' },
      { type: 'model', model: 'quantiles', trait: 'r', version: 'v', edges: [1, 2, 3] },
      { type: 'receipt', kind: 'sent', customer: 'c1', message: 'm', channel: 'capture', decidedAt: 1, dispatchedAt: 2 },
      { type: 'control', identifiers: [['user_id', 'u']], by: 'staff', action: 'consent', purpose: 'news', granted: false },
      { type: 'control', identifiers: [['user_id', 'u']], by: 'staff', action: 'suppress', reason: 'asked' },
      { type: 'resolved', from: ['i1', 7, 2], customer: 'c1', said: 3, entry: event },
      { type: 'hand_over', from: ['i1', 7, 0], customer: 'c2', into: 'c1', since: 5 },
      {
        type: 'taken_over',
        from: ['h3', 9, 0],
        customer: 'c2',
        into: 'c1',
        since: 5,
        plan: [1, 0],
        rows: [['', 'AAEC']],
      },
      { type: 'note', from: ['i0', 8, 0], facts: [] },
      { type: 'forwarded', upTo: [9, 0] },
    ];
    for (const entry of entries) expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
  });

  test('what was resolved carries the bytes of its entry, as they came in', () => {
    const facts = [{ kind: 'identity' as const, action: 'created', customer: 'c1', at: 1, name: 'a\nb', version: 0 }];
    const bytes = Buffer.from(`{ "type":"event", "big": 12345678901234567890, "name": "\\n" }`);
    const resolved = encodeResolved({ from: ['i1', 7, 2], customer: 'c1', said: 3, facts }, bytes);
    expect(Buffer.from(ownBytes(resolved)).equals(bytes)).toBe(true);
    expect(decodeEntry(resolved)).toMatchObject({ type: 'resolved', from: ['i1', 7, 2], customer: 'c1', facts, entry: { name: '\n' } });
    const plain = encodeEntry(event);
    expect(ownBytes(plain)).toBe(plain);
  });

  test.each([
    ['of nothing', '{"type":"resolved","from":["i0",1,0],"customer":"c1"}'],
    ['of a tick', '{"type":"resolved","from":["i0",1,0],"customer":"c1"}\n{"type":"tick"}'],
    ['of what was resolved', '{"type":"resolved"}\n{"type":"resolved"}\n{"type":"event"}'],
    ['that was cut off', '{"type":"resolved","fr\n{"type":"event"}'],
  ])('a resolved entry %s is refused', (_, text) => {
    expect(problemOf(Buffer.from(text))).toBe('VOLANO_ENTRY_UNREADABLE');
  });

  test('the customer of an event of our own has a name that no column of the warehouse has', () => {
    const own: EventEntry = { ...event, source: 'volano', identifiers: [], customer: 'c1' };
    const stored = JSON.parse(new TextDecoder().decode(encodeEntry(own))) as Record<string, unknown>;
    expect(stored).not.toHaveProperty('customer');
    expect(stored.whose).toBe('c1');
    expect(decodeEntry(encodeEntry(own))).toEqual(own);
  });

  test('any JSON properties survive, keys of prototypes included', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (raw) => {
        const properties = JSON.parse(JSON.stringify({ ...raw, constructor: 1, prototype: { a: 1 } })) as EventEntry['properties'];
        const back = decodeEntry(encodeEntry({ ...event, properties }));
        expect(JSON.stringify(back)).toBe(JSON.stringify({ ...event, properties }));
      }),
    );
  });

  test('a view into a larger buffer is read within its bounds', () => {
    const bytes = encodeEntry(event);
    const padded = new Uint8Array(bytes.length + 20).fill(0x7b);
    padded.set(bytes, 7);
    expect(decodeEntry(padded.subarray(7, 7 + bytes.length))).toEqual(event);
  });

  test('what is no entry is refused by code', () => {
    expect(problemOf(Buffer.from('{"type":"event"'))).toBe('VOLANO_ENTRY_UNREADABLE');
    expect(problemOf(Buffer.from('{"type":"something"}'))).toBe('VOLANO_ENTRY_UNREADABLE');
    expect(problemOf(Buffer.from('null'))).toBe('VOLANO_ENTRY_UNREADABLE');
    expect(problemOf(new Uint8Array(0))).toBe('VOLANO_ENTRY_UNREADABLE');
  });
});
