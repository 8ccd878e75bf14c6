import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VolanoError } from '../../../base/index.ts';
import type { ImportMap } from '../map/index.ts';
import { isUnreadable, openRows, type ReadRow, type RowSource } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-rows-'));
});
afterEach(async () => rm(folder, { recursive: true }));

type Options = Pick<ImportMap, 'format' | 'csv'>;

async function openHere(name: string, content: string | Uint8Array, options: Options = {}): Promise<RowSource> {
  const path = join(folder, name);
  await writeFile(path, content);
  return openRows(path, options);
}

async function all(source: RowSource, skip = 0): Promise<ReadRow[]> {
  const rows: ReadRow[] = [];
  for await (const group of source.rows(skip)) rows.push(...group);
  await source.close();
  return rows;
}

async function records(name: string, content: string | Uint8Array, options: Options = {}): Promise<unknown[]> {
  return (await all(await openHere(name, content, options))).map((row) =>
    isUnreadable(row) ? `${row.number}: ${row.problem}` : row.record,
  );
}

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'none';
  } catch (error) {
    if (error instanceof VolanoError) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe('CSV', () => {
  test('rows in the header\u2019s order, numbered from 1', async () => {
    const source = await openHere('a.csv', '\ufeffid, name\n1,Ann\n2,"a ""b"",\nc"\n\n3,茶\n');
    expect(source.columns).toEqual(['id', 'name']);
    expect(await all(source)).toEqual([
      { number: 1, record: ['1', 'Ann'] },
      { number: 2, record: ['2', 'a "b",\nc'] },
      { number: 3, record: ['3', '茶'] },
    ]);
  });

  test('gzipped, whatever its name, with other signs, without a header', async () => {
    const options: Options = { csv: { delimiter: ';', quote: "'", columns: ['a', 'b'] } };
    expect(await records('a.csv.gz', gzipSync("1;'x;y'\r\n2;z"), options)).toEqual([
      ['1', 'x;y'],
      ['2', 'z'],
    ]);
    expect(await records('export', gzipSync('a\n1'), { format: 'csv' })).toEqual([['1']]);
  });

  test('of another encoding', async () => {
    expect(await records('a.csv', Buffer.from([0x61, 0x0a, 0xb2, 0xe8]), { csv: { encoding: 'gbk' } })).toEqual([['茶']]);
    expect(await failure(records('a.csv', 'a\n1', { csv: { encoding: 'klingon' } }))).toContain('klingon');
  });

  test('rows of another length and rows that cannot be read are told, the others go on (V1)', async () => {
    const rows = await all(await openHere('a.csv', 'a,b\n1,2\n3\n4,5,6\n"7" x,8\n9,"open\n11,12\n'));
    expect(rows.map((row) => (isUnreadable(row) ? row.problem : row.record))).toEqual([
      ['1', '2'],
      'has 1 cells where the header has 2',
      'has 3 cells where the header has 2',
      'has text after a closing quote (cell 1)',
      'has a quote that is not closed',
      ['11', '12'],
    ]);
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(rows.filter(isUnreadable).map(({ raw }) => raw)).toEqual(['3', '4,5,6', '"7" x,8', '9,"open']);
  });

  test('a header that cannot be read', async () => {
    expect(await failure(records('a.csv', '"a" x,b\n1,2'))).toContain('its header has text after a closing quote');
  });

  test('the numbers of rows are the same after skipping', async () => {
    const text = `a\n${Array.from({ length: 2_000 }, (_, i) => `r${i + 1}`).join('\n')}`;
    const rows = await all(await openHere('a.csv', text), 1_234);
    expect(rows[0]).toEqual({ number: 1_235, record: ['r1235'] });
    expect(rows).toHaveLength(766);
  });

  test('bytes that are not of the encoding, a broken gzip, no header: errors that name the file', async () => {
    expect(await failure(records('a.csv', Buffer.from([0x61, 0x0a, 0xff, 0x0a])))).toContain('VOLANO_IMPORT_FILE_UNREADABLE');
    const packed = gzipSync(`a\n${Array.from({ length: 5_000 }, () => Math.random()).join('\n')}`);
    expect(await failure(records('b.csv.gz', packed.subarray(0, packed.length >> 1)))).toContain('unexpected end of file');
    expect(await failure(records('c.csv', ''))).toContain('no header');
    expect(await failure(openRows(join(folder, 'none.csv'), {}))).toContain('ENOENT');
  });
});

describe('JSONL', () => {
  test('objects, one per line, also gzipped', async () => {
    const text = '{"a":1}\n\n  \n{"a":{"b":["茶"]}}\r\n{"a":3}';
    for (const content of [text, gzipSync(text)])
      expect(await records('a.jsonl', content)).toEqual([{ a: 1 }, { a: { b: ['茶'] } }, { a: 3 }]);
    expect((await openHere('a.ndjson', text)).columns).toBeUndefined();
  });

  test('lines that are no objects are told with their number, the others go on', async () => {
    const rows = await all(await openHere('a.jsonl', '{"a":1}\n{"a":\n[1]\nnull\n{"a":2}\n'));
    expect(rows.map((row) => row.number)).toEqual([1, 2, 3, 4, 5]);
    expect(rows.filter(isUnreadable).map(({ raw }) => raw)).toEqual(['{"a":', '[1]', 'null']);
  });

  test('a character that is cut by the border of two pieces is whole', async () => {
    const line = JSON.stringify({ text: '茶'.repeat(200_000) });
    const rows = await records('a.jsonl', `${line}\n${line}\n`);
    expect(rows).toEqual([JSON.parse(line), JSON.parse(line)]);
  });

  test('a line without end does not fill the memory', async () => {
    expect(await failure(records('a.jsonl', 'x'.repeat(9_000_000)))).toContain('longer than');
  });

  test('skipping', async () => {
    const text = Array.from({ length: 1_500 }, (_, i) => `{"n":${i + 1}}`).join('\n');
    const rows = await all(await openHere('a.jsonl', text), 1_499);
    expect(rows).toEqual([{ number: 1_500, record: { n: 1_500 } }]);
  });
});

describe('Parquet', () => {
  function file(rows: number, rowGroupSize?: number): Uint8Array {
    const each = <T>(make: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i));
    return new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'id', data: each((i) => BigInt(i)), type: 'INT64' },
          { name: 'large', data: each((i) => 2n ** 60n + BigInt(i)), type: 'INT64' },
          { name: 'price', data: each((i) => i / 4), type: 'DOUBLE' },
          { name: 'name', data: each((i) => (i % 3 === 0 ? null : `茶${i}`)), type: 'STRING' },
          { name: 'at', data: each((i) => new Date(Date.UTC(2026, 0, 1) + i * 1000)), type: 'TIMESTAMP' },
        ],
        ...(rowGroupSize === undefined ? {} : { rowGroupSize }),
      }),
    );
  }

  test('rows as plain JSON', async () => {
    expect(await records('a.parquet', file(2))).toEqual([
      { id: 0, large: '1152921504606846976', price: 0, name: null, at: '2026-01-01T00:00:00.000Z' },
      { id: 1, large: '1152921504606846977', price: 0.25, name: '茶1', at: '2026-01-01T00:00:01.000Z' },
    ]);
  });

  test('over several row groups, from any row', async () => {
    for (const skip of [0, 999, 1_000, 2_345, 2_500]) {
      const rows = await all(await openHere('a.parquet', file(2_500, 1_000)), skip);
      expect(rows).toHaveLength(2_500 - skip);
      expect(
        rows.every((row, i) => !isUnreadable(row) && row.number === skip + i + 1 && (row.record as { id: number }).id === skip + i),
      ).toBe(true);
    }
  });

  test('slices of a large row group', async () => {
    const rows = await all(await openHere('a.parquet', file(45_000, 45_000)));
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 45_000 }, (_, i) => i + 1));
  });

  test('a file that is none', async () => {
    expect(await failure(records('a.parquet', 'PAR1 no'))).toContain('VOLANO_IMPORT_FILE_UNREADABLE');
    const broken = file(100);
    broken.fill(0, 10, 400);
    expect(await failure(records('b.parquet', broken))).toContain('VOLANO_IMPORT_FILE_UNREADABLE');
  });
});

describe('formats', () => {
  test.each(['a.txt', 'a', 'a.csv.zip', 'a.parquet.gz'])('of %s cannot be told', async (name) => {
    expect(await failure(openHere(name, 'a\n1'))).toContain('VOLANO_IMPORT_FORMAT_UNKNOWN');
  });

  test('the map may say it', async () => {
    expect(await records('export.txt', '{"a":1}', { format: 'jsonl' })).toEqual([{ a: 1 }]);
  });

  test('progress reaches the end', async () => {
    const source = await openHere('a.csv', 'a\n1\n2\n');
    expect(source.progress().bytesTotal).toBe(6);
    await all(source);
    expect(source.progress()).toEqual({ bytes: 6, bytesTotal: 6 });
  });
});
