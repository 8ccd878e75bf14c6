import { expect, it } from 'vitest';
import { commitParameters } from './postgres-commit.ts';
import { bytesArray, intArray } from './postgres-values.ts';
import type { Table, Write } from './state.ts';
import { TABLES } from './write.ts';

const CONDITION_LISTS = 6;

it('sends nothing for nothing', () => {
  expect(commitParameters([], [])).toEqual(Array(CONDITION_LISTS + 3 * TABLES.length).fill(null));
});

it('sends the last write of each key, put or removed, in the order of keys', () => {
  const writes = [
    [row('timer', 'b', '1'), row('timer', 'a', '2'), row('hop', 'b', '3'), row('timer', 'c', '4')],
    [
      row('timer', 'b', '5'),
      row('timer', 'c', undefined),
      row('timer', '\u0000', undefined),
      row('timer', 'a', undefined),
      row('timer', 'a', '6'),
    ],
  ];
  const parameters = commitParameters(writes, []);
  expect(listsOf(parameters, 'timer')).toEqual([
    bytesArray(bytes('a', 'b')),
    bytesArray(bytes('6', '5')),
    bytesArray(bytes('\u0000', 'c')),
  ]);
  expect(listsOf(parameters, 'hop')).toEqual([bytesArray(bytes('b')), bytesArray(bytes('3')), null]);
  expect(listsOf(parameters, 'meta')).toEqual([null, null, null]);
});

it('sends what must be as it is, once', () => {
  const condition = row('identity', 'a', '1');
  const parameters = commitParameters([], [condition, row('meta', 'm', ''), condition]);
  expect(parameters.slice(0, 3)).toEqual([
    intArray([TABLES.indexOf('identity'), TABLES.indexOf('meta')]),
    bytesArray(bytes('a', 'm')),
    bytesArray(bytes('1', '')),
  ]);
  expect(parameters.slice(3)).toEqual(Array(3 + 3 * TABLES.length).fill(null));
});

it('puts what must be absent in one go with the check, and takes away what it put only for that', () => {
  const parameters = commitParameters(
    [[row('identity', 'a', '1'), row('identity', 'b', undefined)]],
    [row('identity', 'a', undefined), row('identity', 'b', undefined), row('identity', 'c', undefined)],
  );
  const identity = TABLES.indexOf('identity');
  expect(parameters.slice(3, 6)).toEqual([
    intArray([identity, identity, identity]),
    bytesArray(bytes('a', 'b', 'c')),
    bytesArray(bytes('1', '', '')),
  ]);
  expect(listsOf(parameters, 'identity')).toEqual([null, null, bytesArray(bytes('b', 'c'))]);
});

it('refuses conditions that contradict each other', () => {
  const refused = expect.objectContaining({ code: 'VOLANO_STATE_CONFLICT' });
  expect(() => commitParameters([], [row('meta', 'a', '1'), row('meta', 'a', '2')])).toThrow(refused);
  expect(() => commitParameters([], [row('meta', 'a', undefined), row('meta', 'a', '')])).toThrow(refused);
  expect(() => commitParameters([], [row('meta', 'a', '1'), row('hop', 'a', '2')])).not.toThrow();
});

function listsOf(parameters: readonly (Buffer | null)[], table: Table): readonly (Buffer | null)[] {
  return parameters.slice(CONDITION_LISTS + 3 * TABLES.indexOf(table)).slice(0, 3);
}

function row(table: Table, key: string, value: string | undefined): Write {
  return { table, key: Buffer.from(key), value: value === undefined ? undefined : Buffer.from(value) };
}

function bytes(...texts: string[]): Buffer[] {
  return texts.map((text) => Buffer.from(text));
}
