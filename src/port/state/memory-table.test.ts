import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryTable } from './memory-table.ts';

const key = fc.array(fc.constantFrom(0, 97, 128, 255), { minLength: 1, maxLength: 3 }).map((list) => Uint8Array.from(list));

it('keeps what it was given, not who gave it', () => {
  const table = new MemoryTable();
  const [name, value] = [Buffer.from('key'), Buffer.from('one')];
  table.set(name, value);
  name.write('xxx');
  value.write('two');
  expect(Buffer.from(table.get(Buffer.from('key'))!).toString()).toBe('one');
});

it('takes keys that are views of a larger buffer', () => {
  const table = new MemoryTable();
  const slab = Buffer.from('..ab..');
  table.set(slab.subarray(2, 4), Buffer.from('1'));
  expect(table.get(Buffer.from('ab'))).toBeDefined();
  expect([...table.range({ start: slab.subarray(2, 3), end: undefined, limit: 9 })[0]![0]]).toEqual([97, 98]);
});

it('orders by bytes and stays right when keys come and go between ranges', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.boolean(), fc.boolean()), { maxLength: 40 }), (steps) => {
      const table = new MemoryTable();
      let model: Uint8Array[] = [];
      for (const [name, present, reverse] of steps) {
        table.set(name, present ? name : undefined);
        model = model.filter((other) => Buffer.compare(other, name) !== 0);
        if (present) model.push(name);
        model.sort(Buffer.compare);
        const all = table.range({ start: new Uint8Array(), end: undefined, limit: Number.POSITIVE_INFINITY, reverse });
        expect(all.map(([found]) => [...found])).toEqual((reverse ? model.toReversed() : model).map((name) => [...name]));
        expect(table.size).toBe(model.length);
      }
    }),
  );
});

it('limits a range from the side it starts', () => {
  const table = new MemoryTable();
  for (const letter of 'abcd') table.set(Buffer.from(letter), Buffer.from(letter));
  const letters = (reverse: boolean, limit: number): string =>
    table
      .range({ start: Buffer.from('a'), end: Buffer.from('d'), limit, reverse })
      .map(([name]) => Buffer.from(name).toString())
      .join('');
  expect([letters(false, 2), letters(true, 2), letters(false, 0), letters(true, 9)]).toEqual(['ab', 'cb', '', 'cba']);
});
