/** What the figures make of what the parts tell; the real parts are measured in running.test.ts. */
import { tmpdir } from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SinkStatus } from '../learn/index.ts';
import type { BatchOutcome } from './engine/index.ts';
import type { Measures } from './figures.ts';
import { createMeasures, type MeasuredParts } from './measures.ts';

let now: number;
let end: number;
let status: { position: number; nextWakeAt?: number; counters: Map<string, number>; problem: string | undefined };
let sink: SinkStatus;
let problem: string | undefined;
let batch: (outcome: Pick<BatchOutcome, 'entries'>, batchMs: number) => void;
let measures: () => Promise<Measures>;

/** Parts that say what the variables above say. */
const plan: { preparation?: object } = {};
const backfills: { progress?: object } = {};

function measuresOf(eventTime: boolean): () => Promise<Measures> {
  const parts = {
    directory: tmpdir(),
    door: { counters: () => ({ requests: 5, accepted: 4, quarantined: 1, held: 2, bytes: 10, refusals: {} }) },
    appender: {
      get end() {
        return end;
      },
      get problem() {
        return problem;
      },
      time: 77,
    },
    engine: {
      get status() {
        return status;
      },
      onBatch: (listener: typeof batch) => {
        batch = listener;
      },
    },
    sink: { status: () => sink },
    delivery: { state: () => ({ open: 0 }) },
    routes: () => [{ channel: 'mail', carrier: 'smtp' }],
    releases: { list: [{ number: 1 }, { number: 2 }], plan },
    backfills,
    isEventTime: () => eventTime,
    now: () => now,
  };
  return createMeasures(parts as unknown as MeasuredParts);
}

beforeEach(() => {
  now = 1_000_000;
  end = 0;
  problem = undefined;
  status = { position: 0, counters: new Map(), problem: undefined };
  sink = { state: 'moving', sunk: 0, durable: 0, oldestMs: 0, unreadable: 0, attempts: 0 };
  measures = measuresOf(false);
});

describe('counters', () => {
  test('become facts by kind and action, and refusals by rule', async () => {
    status.counters = new Map([
      ['customers', 7],
      ['duplicates', 3],
      ['tag.set', 4],
      ['verdict.send', 5],
      ['verdict.suppress', 3],
      ['verdict.suppress:consent.missing', 2],
      ['verdict.suppress:caps', 1],
      ['verdict.defer', 2],
      ['verdict.defer:caps', 2],
      ['journey.entered', 6],
      ['journey.entered:welcome', 6],
      ['journey.active:welcome@1', 6],
      ['tag:buyer', 4],
      ['segment:busy', 1],
    ]);
    const { facts, refusals, customers, door } = await measures();
    expect(facts).toEqual({ 'tag/set': 4, 'verdict/send': 5, 'verdict/suppress': 3, 'verdict/defer': 2, 'journey/entered': 6 });
    expect(refusals).toEqual({ 'consent.missing': 2, caps: 3 });
    expect([customers, door]).toEqual([7, { requests: 5, accepted: 4, quarantined: 1, held: 2, duplicates: 3 }]);
  });

  test('of nothing yet are zeros', async () => {
    expect(await measures()).toMatchObject({ customers: 0, facts: {}, refusals: {}, door: { duplicates: 0 } });
  });
});

describe('the engine', () => {
  test('that keeps up has nothing old', async () => {
    const { engine } = await measures();
    expect(engine).toMatchObject({ behind: 0, processed: 0, movedAt: now });
    expect(engine).not.toHaveProperty('oldestUnprocessedAt');
    expect(engine).not.toHaveProperty('problem');
  });

  test('that has stopped moving is behind since it moved last', async () => {
    end = 500;
    now += 1_000;
    status.position = 200;
    batch({ entries: 200 }, 50);
    const movedAt = now;
    now += 60_000;
    status.problem = 'VOLANO_DISK_FULL: no room';
    expect((await measures()).engine).toMatchObject({
      position: 200,
      behind: 300,
      processed: 200,
      movedAt,
      oldestUnprocessedAt: movedAt,
      problem: 'VOLANO_DISK_FULL: no room',
    });
  });

  test('tells since when a wake-up is overdue, by the wall clock only', async () => {
    status.nextWakeAt = now + 5;
    expect((await measures()).engine).not.toHaveProperty('wakeOverdueAt');
    now += 1_000;
    expect((await measures()).engine).toMatchObject({ wakeOverdueAt: now - 995 });
    expect((await measuresOf(true)()).engine).not.toHaveProperty('wakeOverdueAt');
  });

  test('tells sizes and times of its batches, and the time of one entry', async () => {
    batch({ entries: 100 }, 20);
    batch({ entries: 1 }, 2);
    batch({ entries: 0 }, 4);
    const { processed, batchSize, batchMs, stepMs } = (await measures()).engine;
    expect([processed, batchSize.count, batchMs.count, stepMs.count]).toEqual([101, 3, 3, 2]);
    expect(batchMs.sum).toBeCloseTo(26);
    expect(stepMs.sum).toBeCloseTo(2.2);
  });
});

describe('the sink', () => {
  test('behind tells since when', async () => {
    sink = { ...sink, sunk: 40, durable: 100, oldestMs: 300 };
    expect((await measures()).sink).toEqual({ written: 40, behind: 60, oldestPendingAt: now - 300, movedAt: now });
  });

  test('moves when its position does', async () => {
    sink = { ...sink, sunk: 40, durable: 100 };
    const { movedAt } = (await measures()).sink;
    now += 5_000;
    expect((await measures()).sink.movedAt).toBe(movedAt);
    sink = { ...sink, sunk: 41 };
    expect((await measures()).sink.movedAt).toBe(now);
  });

  test('has a problem while it tries again, not after', async () => {
    sink = { ...sink, state: 'retrying', attempts: 2, error: 'VOLANO_WAREHOUSE_FAILED' };
    expect((await measures()).sink.problem).toBe('VOLANO_WAREHOUSE_FAILED');
    sink = { ...sink, state: 'moving' };
    expect((await measures()).sink).not.toHaveProperty('problem');
  });
});

describe('the rest', () => {
  test('a log that cannot be written says why', async () => {
    end = 9;
    expect((await measures()).log).toEqual({ end: 9 });
    problem = 'VOLANO_DISK_FULL: no room';
    expect((await measures()).log).toEqual({ end: 9, problem });
  });

  test('names the running release and the disk it lives on', async () => {
    const { release, disk, at } = await measures();
    expect([release, at]).toEqual([2, now]);
    expect((await measures()).channels).toEqual([{ channel: 'mail', carrier: 'smtp' }]);
    expect(disk.totalBytes).toBeGreaterThan(disk.freeBytes);
  });

  test('says what waits for its past, and how far that has been read', async () => {
    expect(await measures()).not.toHaveProperty('preparation');
    plan.preparation = { definitions: [{}, {}] };
    expect(await measures()).toMatchObject({ preparation: { definitions: 2, progress: 0, attempts: 0 } });
    backfills.progress = { events: 10, eventsAll: 40, attempts: 1, problem: 'no answer' };
    expect((await measures()).preparation).toEqual({ definitions: 2, progress: 0.25, attempts: 1, problem: 'no answer' });
  });

  test('tells where event time stands, when there is one', async () => {
    expect(await measures()).not.toHaveProperty('eventTime');
    expect(await measuresOf(true)()).toMatchObject({ eventTime: 77 });
  });
});
