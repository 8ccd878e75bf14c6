/** What the sink must hold over every warehouse. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import { encodeEntry } from '../../core/index.ts';
import { type Log, openMemoryLog } from '../../port/log/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { TestWarehouse } from '../warehouse.suite.ts';
import { blockKey, FactBlock } from './block.ts';
import { boundsInFile } from './bounds.ts';
import { Sink, type SinkOptions } from './sink.ts';

const AT = 1_700_000_000_000;

/** An engine that writes blocks into one partition, each test its own. */
class Engine {
  readonly partition: number;
  readonly log: Log;
  readonly state: StateStore;
  seq = 0;
  #events = 0;

  constructor(partition: number, log: Log, state: StateStore) {
    this.partition = partition;
    this.log = log;
    this.state = state;
  }

  /** A block of events, each followed by one fact; resolves with its last number when it is durable. */
  async block(events: number, entry: (number: number) => string = (number) => trackOf(`m${number}`)): Promise<number> {
    const values = Array.from({ length: events }, () => ({ at: AT, value: Buffer.from(entry(this.#events++)) }));
    const block = new FactBlock(this.partition, this.seq + 1);
    for (const { position, at } of await this.log.append(0, values)) {
      block.addEvent({ position, at, customer: 'c1' });
      block.addFact({ kind: 'tag', action: 'set', customer: 'c1', at, name: 'vip', version: 1 }, { position, ordinal: 0 });
    }
    await this.state.commit([{ table: 'fact', ...block.encode() }]).durable;
    this.seq = block.next - 1;
    return this.seq;
  }

  async remove(from: number): Promise<void> {
    await this.state.commit([{ table: 'fact', key: blockKey(this.partition, from), value: undefined }]).durable;
  }
}

function trackOf(messageId: string): string {
  return JSON.stringify({ type: 'event', call: 'track', event: 'Test', messageId, time: AT });
}

/** The real warehouse, with inserts that go wrong as the plan says. */
function failing(warehouse: Warehouse, plan: (table: string, insert: () => Promise<void>) => Promise<void>): Warehouse {
  return {
    query: (sql, parameters) => warehouse.query(sql, parameters),
    execute: (sql, parameters) => warehouse.execute(sql, parameters),
    insert: (table, rows, columns) => plan(table, () => warehouse.insert(table, rows, columns)),
    guarded: (condition) => failing(warehouse.guarded(condition), plan),
    close: () => warehouse.close(),
  };
}

const broken = (): VolanoError => new VolanoError('VOLANO_WAREHOUSE_FAILED', { problem: verbatim('on purpose') });

/** `open`: a warehouse with its tables, of the tests alone. */
export function describeSink(name: string, open: () => Promise<TestWarehouse>): void {
  describe(`sink over ${name}`, () => {
    let world: TestWarehouse;
    let folder: string;
    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'volano-sink-'));
      world = await open();
    });
    afterAll(async () => {
      await world.close();
      await rm(folder, { recursive: true });
    });

    let partitions = 0;
    let engine: Engine;
    let sinks: Sink[];
    beforeEach(async () => {
      partitions += 1;
      engine = new Engine(partitions, await openMemoryLog(), await openMemoryState());
      sinks = [];
    });
    afterEach(async () => {
      for (const sink of sinks) await sink.stop();
    });

    function sinkOf(options: Partial<SinkOptions> = {}): Sink {
      const { partition, state } = engine;
      // The engine's log has one partition, whatever the facts' partition is called.
      const log: Pick<Log, 'get'> = { get: (_, positions) => engine.log.get(0, positions) };
      const path = join(folder, `partition-${partition}`);
      const sink = new Sink({
        partition,
        state,
        log,
        warehouse: world.warehouse,
        openBounds: boundsInFile(path),
        delayMsMax: 5,
        ...options,
      });
      sinks.push(sink);
      return sink;
    }

    async function seqsOf(table: string): Promise<number[]> {
      const rows = await world.warehouse.query<{ seq: number }>(
        `SELECT seq FROM ${table} WHERE partition = ${engine.partition} ORDER BY seq`,
      );
      return rows.map((row) => row.seq);
    }

    async function expectEachOnce(to: number): Promise<void> {
      const seqs = [...(await seqsOf('events')), ...(await seqsOf('facts'))].sort((a, b) => a - b);
      expect(seqs).toEqual(Array.from({ length: to }, (_, i) => i + 1));
    }

    describe('the sink', () => {
      test('a row of an event of our own has the customer that it was resolved to', async () => {
        const receipt = { kind: 'opened', message: 'm', channel: 'mail', purpose: 'news', journey: 'j', step: 's' } as const;
        const about = { identifiers: [], properties: { message_id: 'm' }, customer: 'merged away since', receipt };
        const own = { call: 'track', event: 'Email Opened', messageId: 'm.opened', source: 'volano', time: AT, receivedAt: AT } as const;
        const sink = sinkOf();
        await sink.start();
        const seq = await engine.block(1, () => Buffer.from(encodeEntry({ type: 'event', ...own, ...about })).toString());
        sink.advance(seq);
        await sink.flush(seq);
        const rows = await world.warehouse.query(
          `SELECT customer, event, source, messageId, properties, unreadable FROM events WHERE partition = ${engine.partition}`,
        );
        const { event, source, messageId } = own;
        expect(rows).toEqual([{ customer: 'c1', event, source, messageId, properties: '{"message_id":"m"}', unreadable: '' }]);
        expect(sink.status().unreadable).toBe(0);
      });

      test('copies blocks as they become durable, and says how far', async () => {
        const sunk: number[] = [];
        const sink = sinkOf({ onSunk: (seq) => sunk.push(seq) });
        await sink.start();
        for (let i = 0; i < 5; i++) sink.advance(await engine.block(3));
        await sink.flush(engine.seq);
        await expectEachOnce(30);
        expect(sunk.at(-1)).toBe(30);
        expect(sunk).toEqual([...sunk].sort((a, b) => a - b));
        expect(sink.status()).toMatchObject({ state: 'moving', sunk: 30, durable: 30, oldestMs: 0, unreadable: 0, attempts: 0 });
        const [event] = await world.warehouse.query(
          `SELECT position, customer, event, messageId, at FROM events WHERE partition = ${engine.partition} AND seq = 3`,
        );
        expect(event).toEqual({ position: 2, customer: 'c1', event: 'Test', messageId: 'm1', at: '2023-11-14 22:13:20.000' });
      });

      test('does so without being asked, soon after', async () => {
        const done = Promise.withResolvers<number>();
        const sink = sinkOf({ onSunk: done.resolve });
        await sink.start();
        sink.advance(await engine.block(2));
        expect(await done.promise).toBe(4);
      });

      test('takes nothing that is not durable yet', async () => {
        const sink = sinkOf();
        await sink.start();
        const first = await engine.block(2);
        await engine.block(2);
        sink.advance(first);
        await sink.flush(first);
        expect(await seqsOf('events')).toEqual([1, 3]);
        expect(sink.status()).toMatchObject({ sunk: 4, durable: 4 });
      });

      test('puts many blocks into one insert and a large block into several', async () => {
        let inserts = 0;
        const counting = failing(world.warehouse, (_, insert) => {
          inserts += 1;
          return insert();
        });
        const sink = sinkOf({ warehouse: counting, delayMsMax: 60_000 });
        await sink.start();
        for (let i = 0; i < 40; i++) sink.advance(await engine.block(1));
        await sink.flush(engine.seq);
        expect(inserts).toBe(2);
        await sink.stop();
        const small = sinkOf({ warehouse: counting, bytesMax: 1_000 });
        await small.start();
        small.advance(await engine.block(60));
        await small.flush(engine.seq);
        expect(inserts).toBeGreaterThan(10);
        await expectEachOnce(200);
      });

      test('goes on where it ended, and takes blocks that were there before it started', async () => {
        const first = sinkOf();
        await first.start();
        first.advance(await engine.block(3));
        await first.flush(6);
        await first.stop();
        await engine.block(3);
        const second = sinkOf();
        await second.start();
        expect(second.status()).toMatchObject({ sunk: 6, durable: 12 });
        await second.flush(12);
        await expectEachOnce(12);
      });

      test('tells at a start how far it had come, so that blocks which are still there go', async () => {
        const first = sinkOf();
        await first.start();
        first.advance(await engine.block(3));
        await first.flush(6);
        await first.stop();
        const sunk: number[] = [];
        const second = sinkOf({ onSunk: (seq) => sunk.push(seq) });
        await second.start();
        expect(sunk).toEqual([6]);
      });

      test('without its file trusts the warehouse: nothing is stored twice', async () => {
        const first = sinkOf();
        await first.start();
        first.advance(await engine.block(3));
        await first.flush(6);
        await first.stop();
        await engine.block(2);
        const second = sinkOf({ openBounds: boundsInFile(join(folder, `lost-${engine.partition}`)) });
        await second.start();
        await second.flush(10);
        await expectEachOnce(10);
      });

      test.each(['before', 'after'])(
        'starts after blocks that are gone, for they were copied; the next block comes %s its start',
        async (when) => {
          const first = sinkOf();
          await first.start();
          first.advance(await engine.block(3));
          await first.flush(6);
          await first.stop();
          await engine.remove(1);
          if (when === 'before') await engine.block(1);
          const second = sinkOf({ openBounds: boundsInFile(join(folder, `gone-${engine.partition}`)) });
          await second.start();
          if (when === 'after') second.advance(await engine.block(1));
          await second.flush(8);
          await expectEachOnce(8);
        },
      );
    });

    test('on a disk that is nearly full: rows that an insert said it had stored are read back, and sent again when they are not there', async () => {
      let lies = 2;
      const sink = sinkOf({
        warehouse: failing(world.warehouse, async (_, insert) => (lies-- > 0 ? undefined : insert())),
        retryMsMax: 1,
        isDiskLow: async () => true,
      });
      await sink.start();
      for (let i = 0; i < 3; i++) sink.advance(await engine.block(5));
      await sink.flush(engine.seq);
      await expectEachOnce(engine.seq);
      expect(lies).toBeLessThanOrEqual(0);
    });

    test('C1: who stands still between recording and sending, and has lost the seat meanwhile, sends nothing', async () => {
      let writes = 0;
      const lost = (): Promise<void> => Promise.reject(new VolanoError('VOLANO_STATE_FENCED', { path: 'the record' }));
      // Recorded, and then refused: the process was not there in between.
      const keeper = { write: () => (writes++ > 0 ? lost() : Promise.resolve()), close: async () => {} };
      const sink = sinkOf({ openBounds: async () => ({ keeper, bounds: undefined }), recordMsMax: 0, retryMsMax: 1 });
      await sink.start();
      sink.advance(await engine.block(5));
      await expect.poll(() => sink.status().attempts).toBeGreaterThan(1);
      expect(await world.warehouse.query(`SELECT seq FROM events WHERE partition = ${engine.partition}`)).toEqual([]);
      await expect(sink.stop()).rejects.toMatchObject({ code: 'VOLANO_STATE_FENCED' });
      sinks.splice(sinks.indexOf(sink), 1);
    });

    describe('C2: an insert that ends unclearly', () => {
      test.each([
        ['before any row is stored', async () => Promise.reject(broken())],
        [
          'after every row is stored',
          async (insert: () => Promise<void>) => {
            await insert();
            throw broken();
          },
        ],
      ])('%s: each row is there once', async (_, fail) => {
        let failures = 6;
        const sink = sinkOf({
          warehouse: failing(world.warehouse, (__, insert) => (failures-- > 0 ? fail(insert) : insert())),
          retryMsMax: 1,
        });
        await sink.start();
        for (let i = 0; i < 4; i++) sink.advance(await engine.block(5));
        await sink.flush(engine.seq);
        await expectEachOnce(40);
        expect(sink.status()).toMatchObject({ state: 'moving', attempts: 0 });
        expect(sink.status().error).toBeUndefined();
      });

      test('after some rows are stored: only the others follow', async () => {
        await engine.block(4);
        await world.warehouse.insert('events', Buffer.from(`{"partition":${engine.partition},"seq":3,"event":"there already"}\n`));
        await world.warehouse.insert('facts', Buffer.from(`{"partition":${engine.partition},"seq":8,"kind":"there already"}\n`));
        const sink = sinkOf();
        await sink.start();
        await sink.flush(8);
        await expectEachOnce(8);
        const kept = await world.warehouse.query(`SELECT event FROM events WHERE partition = ${engine.partition} AND seq = 3`);
        expect(kept).toEqual([{ event: 'there already' }]);
      });

      test('the sink says what is wrong while it tries again', async () => {
        let fails = true;
        const failed = Promise.withResolvers<void>();
        const plan = async (_: string, insert: () => Promise<void>): Promise<void> => {
          if (!fails) return insert();
          failed.resolve();
          throw broken();
        };
        const sink = sinkOf({ warehouse: failing(world.warehouse, plan), retryMsMax: 1 });
        await sink.start();
        sink.advance(await engine.block(1));
        await failed.promise;
        await expect
          .poll(() => sink.status())
          .toMatchObject({ state: 'retrying', sunk: 0, durable: 2, error: expect.stringContaining('on purpose') });
        fails = false;
        await sink.flush(2);
        await expectEachOnce(2);
      });

      test('a warehouse that cannot even be asked is not taken for an empty one', async () => {
        const first = sinkOf();
        await first.start();
        first.advance(await engine.block(2));
        await first.flush(4);
        await first.stop();
        let refusals = 3;
        const warehouse: Warehouse = {
          ...failing(world.warehouse, (_, insert) => insert()),
          query: (sql) => (refusals-- > 0 ? Promise.reject(broken()) : world.warehouse.query(sql)),
        };
        const second = sinkOf({ openBounds: boundsInFile(join(folder, `asked-${engine.partition}`)), warehouse, retryMsMax: 1 });
        await second.start();
        await second.flush(4);
        expect(refusals).toBeLessThan(0);
        await expectEachOnce(4);
      });

      test('stopped while it tries again, it knows at the next start what was under way', async () => {
        const failed = Promise.withResolvers<void>();
        const stored = failing(world.warehouse, async (_, insert) => {
          await insert();
          failed.resolve();
          throw broken();
        });
        const first = sinkOf({ warehouse: stored });
        await first.start();
        first.advance(await engine.block(3));
        await failed.promise;
        await first.stop();
        const second = sinkOf();
        await second.start();
        await second.flush(6);
        await expectEachOnce(6);
      });
    });

    describe('C3: rows that cannot be read', () => {
      test.each([1, 2, 7])('of every %i-th event: kept as unreadable, the others as they are', async (every) => {
        const entry = (number: number): string =>
          number % every === 0 ? `{"type":"event","event":{"a"],"n":${number}}` : trackOf(`m${number}`);
        const sink = sinkOf();
        await sink.start();
        sink.advance(await engine.block(20, entry));
        await sink.flush(40);
        await expectEachOnce(40);
        const bad = await world.warehouse.query<{ unreadable: string }>(
          `SELECT unreadable FROM events WHERE partition = ${engine.partition} AND event = '$unreadable' ORDER BY seq`,
        );
        const expected = Array.from({ length: 20 }, (_, i) => i).filter((number) => number % every === 0);
        expect(bad.map((row) => row.unreadable)).toEqual(expected.map(entry));
        expect(sink.status().unreadable).toBe(expected.length);
      });

      test('an entry that is gone from the log is said to be so', async () => {
        const seq = await engine.block(3);
        await engine.log.trim(0, 3);
        const sink = sinkOf();
        await sink.start();
        await sink.flush(seq);
        await expectEachOnce(6);
        const bad = await world.warehouse.query(
          `SELECT seq, event, unreadable FROM events WHERE partition = ${engine.partition} ORDER BY seq`,
        );
        expect(bad).toMatchObject([{ event: '$unreadable' }, { event: '$unreadable' }, { event: 'Test' }]);
        expect(sink.status().unreadable).toBe(2);
      });

      test('a fact that cannot be read is kept too', async () => {
        const block = new FactBlock(engine.partition, 1);
        for (const version of [1, -1, 2]) {
          block.addFact({ kind: 'tag', action: 'set', customer: 'c1', at: AT, name: 'vip', version }, { position: 1, ordinal: 0 });
        }
        await engine.state.commit([{ table: 'fact', ...block.encode() }]).durable;
        const sink = sinkOf();
        await sink.start();
        await sink.flush(3);
        const facts = await world.warehouse.query<{ kind: string; detail: string }>(
          `SELECT kind, detail FROM facts WHERE partition = ${engine.partition} ORDER BY seq`,
        );
        expect(facts.map((fact) => fact.kind)).toEqual(['tag', 'failure', 'tag']);
        expect(facts[1]?.detail).toContain('version\\":-1');
      });

      test('a fact that cannot be read does not double those that went in before it', async () => {
        for (const versions of [[1, 1], [1, -1], [1]]) {
          const block = new FactBlock(engine.partition, engine.seq + 1);
          for (const version of versions) {
            block.addFact({ kind: 'tag', action: 'set', customer: 'c1', at: AT, name: 'vip', version }, { position: 1, ordinal: 0 });
          }
          await engine.state.commit([{ table: 'fact', ...block.encode() }]).durable;
          engine.seq = block.next - 1;
        }
        // One block is more than an insert may hold, so the first has gone in when the second is refused.
        const sink = sinkOf({ bytesMax: 100 });
        await sink.start();
        await sink.flush(5);
        await expectEachOnce(5);
        expect(sink.status().unreadable).toBe(1);
      });
    });

    describe('waiting for the sink', () => {
      test('what is there already needs no waiting', async () => {
        const sink = sinkOf();
        await sink.start();
        await sink.flush(0);
      });

      test('ends when the sink stops', async () => {
        const sink = sinkOf({ warehouse: failing(world.warehouse, () => Promise.reject(broken())) });
        await sink.start();
        sink.advance(await engine.block(1));
        const waiting = expect(sink.flush(2)).rejects.toThrow('stopped');
        await sink.stop();
        await waiting;
        await expect(sink.flush(2)).rejects.toThrow('stopped');
        expect(sink.status().state).toBe('stopped');
      });

      test('facts that are announced but not there are said to be missing', async () => {
        const sink = sinkOf({ retryMsMax: 1 });
        await sink.start();
        sink.advance(5);
        await expect.poll(() => sink.status().error).toContain('Facts from 1 on');
      });

      test('a hole between blocks is said to be one, and nothing after it is copied', async () => {
        for (let i = 0; i < 3; i++) await engine.block(1);
        await engine.remove(3);
        const sink = sinkOf({ retryMsMax: 1 });
        await sink.start();
        await expect.poll(() => sink.status().error).toContain('Facts from 3 to 4 are missing');
        expect(await seqsOf('facts')).not.toContain(6);
      });
    });
  });
}
