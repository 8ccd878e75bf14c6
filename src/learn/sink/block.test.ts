import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../core/index.ts';
import { blockKey, decodeBlock, FactBlock } from './block.ts';
import { factLine } from './fact-line.ts';

const FACT: Fact = { kind: 'tag', action: 'set', customer: 'c1', at: 1_700_000_000_000, name: 'vip', version: 3 };
const parse = (row: Uint8Array): Record<string, unknown> => JSON.parse(Buffer.from(row).toString()) as Record<string, unknown>;

describe('B1: rows of a block', () => {
  test('are numbered one after the other, events and facts in one sequence', () => {
    const block = new FactBlock(2, 41);
    expect([block.empty, block.next]).toEqual([true, 41]);
    block.addFact(FACT, { position: 7, ordinal: 0 });
    block.addEvent({ position: 7, at: 5, customer: 'c1' });
    block.addFact(FACT, { position: 8, ordinal: 1 });
    expect([block.empty, block.next]).toEqual([false, 44]);
    const { value, eventsAt, factsAt } = block.encode();
    const { from, to, events, factBytes, facts } = decodeBlock(value);
    expect([from, to]).toEqual([41, 43]);
    expect(events.map((event) => event.seq)).toEqual([42]);
    expect(facts.map((fact) => fact.seq)).toEqual([41, 43]);
    const lines = [41, 43].map((seq) => factLine(FACT, { partition: 2, seq, position: seq === 41 ? 7 : 8, ordinal: seq === 41 ? 0 : 1 }));
    expect(Buffer.from(factBytes).toString()).toBe(lines.join(''));
    expect(Buffer.from(value.subarray(factsAt)).toString()).toBe(lines.join(''));
    expect(Buffer.from(value.subarray(eventsAt, factsAt)).toString()).toMatch(/^\{"position":7,"seq":42,.*,\n$/);
  });

  test('of an event are the start of a row, to be continued with the members of its entry', () => {
    const block = new FactBlock(2, 1);
    block.addEvent({ position: 99, at: 1_700_000_000_000, customer: 'c"1' });
    const [stub] = decodeBlock(block.encode().value).events;
    expect(stub).toMatchObject({ seq: 1, position: 99 });
    const start = stub!.within.toString('utf8', stub!.start, stub!.end);
    expect(JSON.parse(`${start}"event":"X"}`)).toEqual({
      position: 99,
      seq: 1,
      partition: 2,
      at: 1_700_000_000_000,
      customer: 'c"1',
      event: 'X',
    });
  });

  test('of a fact come back as whole rows; what a fact does not have is left out', () => {
    const block = new FactBlock(0, 1);
    block.addFact(FACT, { position: 5, ordinal: 2 });
    const full = { ...FACT, journey: 'j\n', step: 's', subject: 'i', detail: { read: { 值: [1, null] } } };
    block.addFact(full, { position: 6, ordinal: 0 });
    const [bare, whole] = decodeBlock(block.encode().value).facts.map((fact) => parse(fact.row));
    expect(bare).toEqual({ partition: 0, seq: 1, position: 5, ordinal: 2, ...FACT });
    expect(whole).toEqual({ partition: 0, seq: 2, position: 6, ordinal: 0, ...full });
  });

  test('come back as they went in, whatever their text', () => {
    const fact = fc.record({
      name: fc.string({ unit: 'binary' }),
      customer: fc.string(),
      detail: fc.dictionary(fc.string(), fc.jsonValue()),
    });
    const row = fc.oneof(fact, fc.record({ position: fc.maxSafeNat(), customer: fc.string({ unit: 'binary' }) }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.nat(), (rows, first) => {
        const block = new FactBlock(1, first + 1);
        for (const one of rows) {
          if ('position' in one) block.addEvent({ ...one, at: 1 });
          else block.addFact({ ...FACT, ...one, detail: JSON.parse(JSON.stringify(one.detail)) }, { position: 1, ordinal: 0 });
        }
        const { from, to, events, facts } = decodeBlock(block.encode().value);
        expect(to - from + 1).toBe(rows.length);
        expect([...events, ...facts].map((one) => one.seq).sort((a, b) => a - b)).toEqual(rows.map((_, i) => first + 1 + i));
        const inputs = rows.map((one, i) => [first + 1 + i, one] as const);
        for (const [seq, one] of inputs) {
          if ('position' in one) expect(events.find((event) => event.seq === seq)?.position).toBe(one.position);
          else {
            const { name, customer, detail } = parse(facts.find((other) => other.seq === seq)!.row);
            expect({ name, customer, detail }).toEqual({
              name: one.name,
              customer: one.customer,
              detail: JSON.parse(JSON.stringify(one.detail)),
            });
          }
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test('text that looks like a number of its own does not mislead', () => {
    const block = new FactBlock(0, 500);
    block.addFact({ ...FACT, name: '"seq":1,', detail: { seq: 2 } }, { position: 3, ordinal: 0 });
    block.addEvent({ position: 12, at: 1, customer: '"seq":3,"position":4' });
    const { events, facts } = decodeBlock(block.encode().value);
    expect(facts[0]?.seq).toBe(500);
    expect(events[0]).toMatchObject({ seq: 501, position: 12 });
  });

  test('of another format are refused', () => {
    expect(() => decodeBlock(Buffer.from('1 1 1 0\n'))).toThrow('format 1');
  });
});

describe('B2: keys', () => {
  test('sort by partition, then by number', () => {
    const number = fc.record({ partition: fc.nat(1_000), from: fc.maxSafeNat() });
    fc.assert(
      fc.property(number, number, (a, b) => {
        const order = a.partition - b.partition || a.from - b.from;
        expect(Math.sign(Buffer.compare(blockKey(a.partition, a.from), blockKey(b.partition, b.from)))).toBe(Math.sign(order));
      }),
      { seed: 12 },
    );
  });

  test('of a block carry its first number', () => {
    const block = new FactBlock(3, 70_000_000_000);
    block.addEvent({ position: 1, at: 1, customer: 'c' });
    expect(block.encode().key).toEqual(blockKey(3, 70_000_000_000));
  });
});
