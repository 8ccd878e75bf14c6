/** The contract suite of the port: every carrier passes it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Warehouse } from './warehouse.ts';

/** `open` is called once; `remove` after the carrier is closed. */
export interface WarehouseCarrier {
  open(): Promise<Warehouse>;
  remove(): Promise<void>;
}

export function describeWarehouse(name: string, carrier: WarehouseCarrier): void {
  describe(`warehouse: ${name}`, () => {
    let warehouse: Warehouse;

    beforeAll(async () => {
      warehouse = await carrier.open();
      await warehouse.execute(TABLE('rows'));
    });
    afterAll(async () => {
      await warehouse.close();
      await carrier.remove();
    });

    const insert = (table: string, ...rows: string[]): Promise<void> => warehouse.insert(table, Buffer.from(`${rows.join('\n')}\n`));
    const setting = async (key: string): Promise<string> =>
      (await warehouse.query<{ value: string }>(`SELECT value FROM system.settings WHERE name = '${key}'`))[0]!.value;

    async function rowsOf(id: number): Promise<Record<string, unknown>[]> {
      return await warehouse.query(`SELECT * FROM rows WHERE id = ${id} ORDER BY at`);
    }

    describe('queries', () => {
      test('give rows as JSON objects; numbers, lists and nulls keep their type', async () => {
        const rows = await warehouse.query(
          "SELECT toUInt64(9007199254740991) AS big, [1, 2] AS list, CAST(NULL AS Nullable(String)) AS nothing, 0.1 + 0.2 AS float, '值' AS text",
        );
        expect(rows).toEqual([{ big: 9007199254740991, list: [1, 2], nothing: null, float: 0.30000000000000004, text: '值' }]);
      });

      test('give no row where there is none', async () => {
        expect(await warehouse.query('SELECT 1 WHERE 0')).toEqual([]);
      });

      test('bind parameters, which never become part of the SQL', async () => {
        const text = 'it\'s "quoted" \\ \n {other:String} 值';
        const sql = 'SELECT {text:String} AS text, {number:UInt64} AS number, {list:Array(String)} AS list';
        expect(await warehouse.query(sql, { text, number: 7, list: ["a'b", 'c'] })).toEqual([{ text, number: 7, list: ["a'b", 'c'] }]);
      });

      test('asked at the same time, each gets its own parameters', async () => {
        const asked = Array.from({ length: 20 }, (_, i) => i);
        const answers = await Promise.all(asked.map((i) => warehouse.query<{ i: number }>('SELECT {i:UInt64} AS i', { i })));
        expect(answers.map(([row]) => row?.i)).toEqual(asked);
      });

      test('write times in UTC, whatever the time zone of the machine', async () => {
        expect(await warehouse.query('SELECT toDateTime(1700000000) AS time')).toEqual([{ time: '2023-11-14 22:13:20' }]);
      });

      test('that fail say why, and the next one works', async () => {
        await expect(warehouse.query('SELECT nonsense')).rejects.toMatchObject({
          code: 'VOLANO_WAREHOUSE_FAILED',
          message: expect.stringContaining('nonsense'),
        });
        expect(await warehouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      });

      test('are bounded in threads and memory', async () => {
        expect(Number(await setting('max_memory_usage'))).toBe(2 * 1024 ** 3);
        expect(Number((await setting('max_threads')).replace(/\D/g, ''))).toBeLessThanOrEqual(2);
      });
    });

    describe('inserts', () => {
      test('W1: a resolved insert is there for the next query', async () => {
        await insert('rows', '{"id":1,"text":"a"}', '{"id":1,"text":"b"}');
        expect((await rowsOf(1)).map((row) => row.text)).toEqual(['a', 'b']);
      });

      test('keep an object or a list given for a String as it was written', async () => {
        const text = '{ "b":1.50, "a":[1, {"x":"\\u00e9\\ud800"}],"n":null }';
        await insert('rows', `{"id":2,"text":${text},"at":1}`, '{"id":2,"text":[["a", "b"]],"at":2}');
        expect((await rowsOf(2)).map((row) => row.text)).toEqual([text, '[["a", "b"]]']);
      });

      test('read whole numbers as milliseconds in times', async () => {
        await insert('rows', '{"id":3,"at":1700000000123}', '{"id":3,"at":-5}');
        expect((await rowsOf(3)).map((row) => row.at)).toEqual(['1969-12-31 23:59:59.995', '2023-11-14 22:13:20.123']);
      });

      test('leave out keys without a column, give columns without a key their default', async () => {
        await insert('rows', '{"id":4,"unknown":{"deep":[1]},"text":null}');
        expect(await rowsOf(4)).toEqual([{ id: 4, text: '', at: '1970-01-01 00:00:00.000' }]);
      });

      test('take half of a surrogate pair, a null character and 2 MB of text', async () => {
        await insert(
          'rows',
          '{"id":5,"text":"\\ud800","at":1}',
          '{"id":5,"text":"\\u0000","at":2}',
          `{"id":5,"text":"${'值'.repeat(700_000)}","at":3}`,
        );
        const lengths = await warehouse.query('SELECT length(text) AS bytes FROM rows WHERE id = 5 ORDER BY at');
        expect(lengths).toEqual([{ bytes: 6 }, { bytes: 1 }, { bytes: 2_100_000 }]);
      });

      test('of nothing do nothing', async () => {
        await warehouse.insert('rows', new Uint8Array());
        expect(await rowsOf(6)).toEqual([]);
      });

      test('are not deduplicated: the same rows twice are there twice', async () => {
        await insert('rows', '{"id":7,"text":"x"}');
        await insert('rows', '{"id":7,"text":"x"}');
        expect(await rowsOf(7)).toHaveLength(2);
      });

      test('of lists go into the columns that are named, in their order, and leave the others at their default', async () => {
        const lists = '["one",12]\n[{"a": [1, "x"] },12]\n["\\"值\\n",12]\n';
        await warehouse.insert('rows', Buffer.from(lists), ['text', 'id']);
        const at = '1970-01-01 00:00:00.000';
        const texts = (await rowsOf(12)).map((row) => row.text);
        expect(texts.sort()).toEqual(['"值\n', 'one', '{"a": [1, "x"] }']);
        expect((await rowsOf(12)).map((row) => row.at)).toEqual([at, at, at]);
      });

      test('W6: guarded go in while the condition holds, and not a row when it does not', async () => {
        const lines = '{"id":21,"text":{"a":"\\n\'值"},"unknown":1}\n{"id":21,"at":1700000000123}\n';
        const both = warehouse.guarded('(SELECT count() FROM rows WHERE id = 22) = 0');
        await both.insert('rows', Buffer.from(lines));
        await both.insert('rows', Buffer.from('["x",21]\n'), ['text', 'id']);
        const rows = await rowsOf(21);
        expect(rows.map(({ text }) => text).sort()).toEqual(['', 'x', '{"a":"\\n\'值"}']);
        expect(rows.map(({ at }) => at)).toContain('2023-11-14 22:13:20.123');
        await insert('rows', '{"id":22}');
        for (const stale of [both, warehouse.guarded('1').guarded('0')]) {
          await expect(stale.insert('rows', Buffer.from(lines))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FENCED' });
        }
        expect(await rowsOf(21)).toHaveLength(3);
        const well = warehouse.guarded('1');
        await expect(well.insert('rows', Buffer.from('{"id":"x"}\n'))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_ROWS_REFUSED' });
        await well.insert('rows', Buffer.from('{"id":21}\n'));
        expect(await rowsOf(21)).toHaveLength(4);
      });

      test('of lists take a time as milliseconds', async () => {
        await warehouse.insert('rows', Buffer.from('[13,"x",1700000000123]\n'), ['id', 'text', 'at']);
        expect(await rowsOf(13)).toEqual([{ id: 13, text: 'x', at: '2023-11-14 22:13:20.123' }]);
      });

      test.each([
        ['a list that is too short', '[14]\n'],
        ['a list that is too long', '[14,"x",1]\n'],
        ['an object among lists', '{"id":14,"text":"x"}\n'],
        ['a text for a number', '["eight","x"]\n'],
        ['a truncated list', '[14,"x'],
      ])('W3: refuse %s', async (_, row) => {
        const rows = Buffer.from(`[14,"y"]\n${row}`);
        await expect(warehouse.insert('rows', rows, ['id', 'text'])).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_ROWS_REFUSED' });
      });

      test.each([
        ['a truncated row', '{"id":8,"text":"x'],
        ['text that is no JSON', 'nonsense'],
        ['a key given twice', '{"id":8,"id":9}'],
        ['a text for a number', '{"id":"eight"}'],
        ['a negative number for an unsigned one', '{"id":-8}'],
        ['a fraction for a whole number', '{"id":8.5}'],
        ['a time that is none', '{"id":8,"at":"yesterday"}'],
      ])('W3: refuse %s, and say that trying again is useless', async (_, row) => {
        await expect(insert('rows', '{"id":8}', row)).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_ROWS_REFUSED' });
      });

      test('W3: into a table that is not there fail without blaming the rows', async () => {
        await expect(insert('nowhere', '{"id":1}')).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
        await insert('rows', '{"id":9}');
        expect(await rowsOf(9)).toHaveLength(1);
      });

      test('W4: arrive in the order of the calls', async () => {
        await warehouse.execute('CREATE TABLE ordered (id UInt64, at DateTime64(6) DEFAULT now64(6)) ENGINE = MergeTree ORDER BY id');
        await Promise.all(Array.from({ length: 10 }, (_, id) => insert('ordered', `{"id":${id}}`)));
        const ids = await warehouse.query<{ id: number }>('SELECT id FROM ordered ORDER BY at');
        expect(ids.map((row) => row.id)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      });

      test('W4: do not wait for queries, however many', async () => {
        const ended: string[] = [];
        const slow = Array.from({ length: 5 }, () => warehouse.query('SELECT sleep(0.6)').then(() => ended.push('query')));
        await insert('rows', '{"id":10}').then(() => ended.push('insert'));
        await Promise.all(slow);
        expect(ended[0]).toBe('insert');
        expect(ended).toHaveLength(6);
      });
    });

    describe('W2: settings', () => {
      test('of a statement do not outlive it', async () => {
        const before = await setting('max_block_size');
        expect(before).not.toBe('777');
        await warehouse.query('SELECT 1 SETTINGS max_block_size = 777');
        await warehouse.execute('CREATE TABLE other (id UInt64) ENGINE = MergeTree ORDER BY id');
        await warehouse.execute('INSERT INTO other SELECT 1 SETTINGS max_block_size = 777');
        for (let lane = 0; lane < 4; lane++) expect(await setting('max_block_size')).toBe(before);
      });

      test.each(['SET max_block_size = 777', '  set\nmax_block_size = 777'])('cannot be set for later: %s', async (sql) => {
        await expect(warehouse.execute(sql)).rejects.toThrow('SETTINGS clause');
        await expect(warehouse.query(sql)).rejects.toThrow('SETTINGS clause');
      });
    });

    test('W5: a view that is replaced is there for whoever reads it meanwhile', async () => {
      await warehouse.execute('CREATE OR REPLACE VIEW replaced AS SELECT 0 AS round');
      let replacing = true;
      const readers = [0, 1].map(async () => {
        let last = 0;
        while (replacing) {
          const [row] = await warehouse.query<{ round: number }>('SELECT round FROM replaced');
          expect(row!.round).toBeGreaterThanOrEqual(last);
          last = row!.round;
        }
      });
      const replaced = (async () => {
        for (let round = 1; round <= 100; round++) await warehouse.execute(`CREATE OR REPLACE VIEW replaced AS SELECT ${round} AS round`);
      })().finally(() => {
        replacing = false;
      });
      await Promise.all([replaced, ...readers]);
    });

    describe('closing', () => {
      test('waits for what runs and refuses what comes after', async () => {
        const running = warehouse.query<{ slept: number }>('SELECT sleep(0.3) AS slept');
        const closed = warehouse.close();
        await expect(warehouse.query('SELECT 1')).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
        await expect(insert('rows', '{"id":11}')).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
        expect(await running).toEqual([{ slept: 0 }]);
        await closed;
        await warehouse.close();
      });
    });
  });
}

const TABLE = (name: string): string =>
  `CREATE TABLE ${name} (id UInt64, text String, at DateTime64(3, 'UTC')) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1`;
