import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventStub } from './block.ts';
import { entryOf, eventRow, factRow, joined, type Row, slices, unreadableEvent, unreadableFact } from './rows.ts';

const STUB: EventStub = { seq: 5, position: 9, start: Buffer.from('{"position":9,"seq":5,"partition":0,"at":1,"customer":"c1",') };
const record = (text: string) => ({ position: 9, at: 1, value: Buffer.from(text) });
const textOf = (row: Row): string => Buffer.from(joined([row])).toString();

describe('rows', () => {
  test('of an event are its start and the members of its entry, byte for byte', () => {
    const row = eventRow(STUB, record('{"type":"event","properties":{ "x":1.50 }}'));
    expect(textOf(row)).toBe('{"position":9,"seq":5,"partition":0,"at":1,"customer":"c1","type":"event","properties":{ "x":1.50 }}\n');
    expect(row.bytes).toBe(Buffer.byteLength(textOf(row)));
    expect(Buffer.from(entryOf(row)).toString()).toBe('{"type":"event","properties":{ "x":1.50 }}');
  });

  test.each([
    ['is gone from the log', undefined, ''],
    ['is no JSON object', record('[1,2]'), '[1,2]'],
    ['is empty', record(''), ''],
  ])('of an event whose entry %s say so', (_, entry, text) => {
    expect(JSON.parse(textOf(eventRow(STUB, entry)))).toMatchObject({ seq: 5, customer: 'c1', event: '$unreadable', unreadable: text });
  });

  test('of unreadable entries are readable themselves, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const event = JSON.parse(textOf(unreadableEvent(STUB, bytes))) as { unreadable: string };
        expect(event.unreadable).toBe(Buffer.from(bytes).toString('utf8'));
        const fact = JSON.parse(textOf(unreadableFact(3, factRow(8, bytes)))) as { detail: { row: string } };
        expect(fact).toMatchObject({ partition: 3, seq: 8, kind: 'failure', action: 'fact_unreadable' });
        expect(fact.detail.row).toBe(Buffer.from(bytes).toString('utf8'));
      }),
      { seed: 14 },
    );
  });
});

describe('slices', () => {
  const row = (seq: number, bytes: number): Row => ({ seq, pieces: [], bytes });

  test('hold at most so many bytes, but never nothing', () => {
    const rows = [row(1, 4), row(2, 6), row(3, 1), row(4, 50), row(5, 10)];
    expect(slices(rows, 10).map((slice) => slice.map((one) => one.seq))).toEqual([[1, 2], [3], [4], [5]]);
  });

  test('of no rows are none', () => {
    expect(slices([], 10)).toEqual([]);
  });

  test('keep every row, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 60 }), (sizes, bytesMax) => {
        const rows = sizes.map((bytes, seq) => row(seq, bytes));
        const cut = slices(rows, bytesMax);
        expect(cut.flat()).toEqual(rows);
        for (const slice of cut) {
          expect(slice.length).toBeGreaterThan(0);
          if (slice.length > 1) expect(slice.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(bytesMax);
        }
      }),
      { seed: 15 },
    );
  });
});
