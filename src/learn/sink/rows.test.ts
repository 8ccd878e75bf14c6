import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EventStub } from './block.ts';
import { entryOf, joined, RowBuffer, type Slice, unreadableEvent, unreadableFact } from './rows.ts';

const START = '{"position":9,"seq":5,"partition":0,"at":1,"customer":"c1",';
const STUB: EventStub = { seq: 5, position: 9, within: Buffer.from(`ahead\n${START}\nbehind`), start: 6, end: 6 + START.length };
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

function eventRow(entry: Uint8Array | undefined): Uint8Array {
  const buffer = new RowBuffer();
  buffer.addEvent(STUB, entry);
  return buffer.slices(1)[0]!.rows()[0]!.row;
}

describe('rows', () => {
  test('of an event are its start and the members of its entry, byte for byte', () => {
    const entry = '{"type":"event","properties":{ "x":1.50 }}';
    const row = eventRow(bytesOf(entry));
    expect(textOf(row)).toBe('{"position":9,"seq":5,"partition":0,"at":1,"customer":"c1","type":"event","properties":{ "x":1.50 }}\n');
    expect(textOf(entryOf(STUB, { seq: 5, row }))).toBe(entry);
  });

  test.each([
    ['is gone from the log', undefined, ''],
    ['is no JSON object', bytesOf('[1,2]'), '[1,2]'],
    ['is empty', bytesOf(''), ''],
  ])('of an event whose entry %s say so', (_, entry, text) => {
    expect(JSON.parse(textOf(eventRow(entry)))).toMatchObject({ seq: 5, customer: 'c1', event: '$unreadable', unreadable: text });
  });

  test('of unreadable entries are readable themselves, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const event = JSON.parse(textOf(unreadableEvent(STUB, bytes))) as { unreadable: string };
        expect(event.unreadable).toBe(textOf(bytes));
        const fact = JSON.parse(textOf(unreadableFact(3, { seq: 8, row: bytes }).row)) as { detail: { row: string } };
        expect(fact).toMatchObject({ partition: 3, seq: 8, kind: 'failure', action: 'fact_unreadable' });
        expect(fact.detail.row).toBe(textOf(bytes));
      }),
      { seed: 14 },
    );
  });
});

describe('slices', () => {
  const slicesOf = (sizes: readonly number[], bytesMax: number): Slice[] => {
    const buffer = new RowBuffer();
    for (const [i, size] of sizes.entries()) buffer.add(i + 1, new Uint8Array(size).fill(i));
    return buffer.slices(bytesMax);
  };
  const seqsOf = (slice: Slice): number[] => slice.rows().map((row) => row.seq);

  test('hold at most so many bytes, but never nothing', () => {
    expect(slicesOf([4, 6, 1, 50, 10], 10).map(seqsOf)).toEqual([[1, 2], [3], [4], [5]]);
  });

  test('of no rows are none', () => {
    expect(slicesOf([], 10)).toEqual([]);
  });

  test('keep every row, in order, and their bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), fc.integer({ min: 1, max: 60 }), (sizes, bytesMax) => {
        const cut = slicesOf(sizes, bytesMax);
        const rows = cut.flatMap((slice) => slice.rows());
        expect(rows.map(({ seq, row }) => [seq, ...row])).toEqual(sizes.map((size, i) => [i + 1, ...Array<number>(size).fill(i)]));
        for (const slice of cut) {
          expect(textOf(joined(slice.rows()))).toBe(textOf(slice.bytes));
          if (seqsOf(slice).length > 1) expect(slice.bytes.byteLength).toBeLessThanOrEqual(bytesMax);
        }
      }),
      { seed: 15 },
    );
  });
});

describe('the memory of rows', () => {
  test('is used again after it has been cleared', () => {
    const buffer = new RowBuffer();
    buffer.add(1, bytesOf('first'));
    const [slice] = buffer.slices(100);
    buffer.clear();
    expect([buffer.byteLength, buffer.slices(100)]).toEqual([0, []]);
    buffer.add(2, bytesOf('again'));
    expect(textOf(slice!.bytes)).toBe('again');
  });

  test('is left to the slices when it is let go', () => {
    const buffer = new RowBuffer();
    buffer.add(1, bytesOf('first'));
    const [slice] = buffer.slices(100);
    buffer.letGo();
    buffer.add(2, bytesOf('other'));
    expect(textOf(slice!.bytes)).toBe('first');
    expect(slice!.rows()).toEqual([{ seq: 1, row: Buffer.from('first') }]);
    expect(buffer.byteLength).toBe(5);
  });

  test('grows with what is added', () => {
    const buffer = new RowBuffer();
    const large = new Uint8Array(100_000).fill(7);
    for (let seq = 1; seq <= 5; seq++) buffer.add(seq, large);
    buffer.addEvent(STUB, bytesOf('{"type":"event"}'));
    const rows = buffer.slices(1_000_000)[0]!.rows();
    expect(rows.slice(0, 5).every(({ row }) => Buffer.compare(row, large) === 0)).toBe(true);
    expect(textOf(rows[5]!.row)).toBe(`${START}"type":"event"}\n`);
  });
});
