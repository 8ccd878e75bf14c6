import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8');

test('values are cut to where they begin to differ', () => {
  const same = 'x'.repeat(1_000);
  const { live, replayed } = differenceOf('meta', bytes('counters'), {
    live: bytes(`${same}1${same}`),
    replayed: bytes(`${same}2${same}`),
  });
  expect(live).toMatch(/^\.\.\.x{80}1x+\.\.\.$/);
  expect(replayed).toMatch(/^\.\.\.x{80}2x+\.\.\.$/);
  expect(live!.length).toBeLessThan(500);
});

test('keys and values are text where they are, Chinese too', () => {
  const found = differenceOf('identifier', bytes('姓名\u0000李雷'), { live: bytes('c1'), replayed: undefined });
  expect(found).toEqual({ table: 'identifier', key: '姓名 / 李雷', live: 'c1', replayed: undefined });
});

test('a timer shows its instant', () => {
  const key = Buffer.alloc(8);
  key.writeUIntBE(Date.UTC(2024, 1, 29, 12), 0, 6);
  key.write('c7', 6);
  expect(differenceOf('timer', key, { live: new Uint8Array(0), replayed: undefined }).key).toBe('2024-02-29T12:00:00.000Z c7');
});

test('numbers behind a JSON text are shown as numbers, other bytes as digits', () => {
  const json = bytes('[1,"p"]');
  const part = Buffer.alloc(4 + json.length + 16);
  part.writeUInt32LE(json.length, 0);
  part.set(json, 4);
  part.writeDoubleLE(1.5, 4 + json.length);
  part.writeDoubleLE(-2, 12 + json.length);
  const { live, replayed } = differenceOf('customer', bytes('c1\u0000eX'), { live: part, replayed: Uint8Array.of(0xff, 0xfe, 1) });
  expect(live).toBe('[1,"p"] 1.5 -2');
  expect(replayed).toBe('fffe01');
});
