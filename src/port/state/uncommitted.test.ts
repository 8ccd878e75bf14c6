import { expect, it } from 'vitest';
import type { Write } from './state.ts';
import { Uncommitted } from './uncommitted.ts';

it('finds the last write of a key, in its table', () => {
  const uncommitted = new Uncommitted();
  expect(uncommitted.find('meta', bytes('a'))).toBeUndefined();
  uncommitted.add([put('a', '1'), put('b', '2'), put('a', '3')]);
  expect(uncommitted.find('meta', bytes('a'))).toEqual(put('a', '3'));
  expect(uncommitted.find('meta', bytes('b'))).toEqual(put('b', '2'));
  expect(uncommitted.find('hop', bytes('a'))).toBeUndefined();
  uncommitted.add([{ table: 'meta', key: bytes('b'), value: undefined }]);
  uncommitted.add([put('c', '4')]);
  expect(uncommitted.find('meta', bytes('b'))).toEqual({ table: 'meta', key: bytes('b'), value: undefined });
  expect(uncommitted.find('meta', bytes('a'))).toEqual(put('a', '3'));
  expect(uncommitted.find('meta', bytes('c'))).toEqual(put('c', '4'));
});

it('tells keys apart by their bytes, also where they are part of larger memory', () => {
  const uncommitted = new Uncommitted();
  const memory = Buffer.from([0, 255, 0, 254]);
  uncommitted.add([{ table: 'meta', key: memory.subarray(0, 2), value: bytes('x') }]);
  expect(uncommitted.find('meta', Uint8Array.of(0, 255))?.value).toEqual(bytes('x'));
  expect(uncommitted.find('meta', memory.subarray(2, 4))).toBeUndefined();
});

function put(key: string, value: string): Write {
  return { table: 'meta', key: bytes(key), value: bytes(value) };
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}
