import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { readableJson } from './json.ts';

let path: string;
let warehouse: Warehouse;

beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-json-'));
  warehouse = await openChdbWarehouse({ path });
});

afterAll(async () => {
  await warehouse.close();
  await rm(path, { recursive: true, force: true });
});

async function readable(json: string): Promise<string> {
  const sql = `SELECT ${readableJson('json')} AS text FROM (SELECT {json:String} AS json)`;
  const [row] = await warehouse.query<{ text: string }>(sql, { json });
  return row!.text;
}

it.each([
  ['', ''],
  ['{}', '{}'],
  ['{"a":1}', '{"a":1}'],
  ['{"a":18446744073709551615}', '{"a":18446744073709551615}'],
  ['{"a":"100000000000000000000"}', '{"a":"100000000000000000000"}'],
])('leaves %s alone', async (json, expected) => {
  expect(await readable(json)).toBe(expected);
});

it.each([
  ['{"a":100000000000000000000}', '{"a":100000000000000000000e0}'],
  ['{"a":-100000000000000000000,"b":2}', '{"a":-100000000000000000000e0,"b":2}'],
  ['{"a":[100000000000000000000, 5]}', '{"a":[100000000000000000000e0, 5]}'],
  ['{"a":100000000000000000000,"b":0.000001234567890123456789}', '{"a":100000000000000000000e0,"b":0.000001234567890123456789e0}'],
])('writes large integers as doubles: %s', async (json, expected) => {
  expect(await readable(json)).toBe(expected);
});

it('does not touch digits inside texts, whatever quotes and backslashes surround them', async () => {
  const value = {
    text: 'id:123456789012345678901234, "q" \\ \\"',
    big: 1e20,
    'key 99999999999999999999,': '\\\\',
    tail: '12345678901234567890',
  };
  expect(JSON.parse(await readable(JSON.stringify(value)))).toEqual(value);
});

it('keeps surrogate pairs and replaces lone halves', async () => {
  expect(JSON.parse(await readable('{"pair":"\\ud83d\\ude00","half":"\\ud83d!","low":"\\udc00","b":1}'))).toEqual({
    pair: '😀',
    half: '\ufffd!',
    low: '\ufffd',
    b: 1,
  });
});

it('cannot make sense of what is no JSON', async () => {
  expect(await readable('{"a":')).toBe('{"a":');
});
