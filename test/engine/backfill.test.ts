/** Bringing the past over a warehouse that fails, lacks rows, or is stopped in the middle: what has been brought counts once, and how it stands is told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Entry } from '../../src/core/index.ts';
import type { Definition } from '../../src/define/index.ts';
import type { Warehouse } from '../../src/port/warehouse/index.ts';
import { Backfills } from '../../src/runtime/backfill/index.ts';
import type { BatchListener } from '../../src/runtime/engine/link.ts';
import { NAME, Trial } from '../../src/runtime/engine/trial.suite.ts';
import { openPasts, type StoredPasts } from '../truths/pasts.ts';

const PATIENCE = { timeout: 20_000, interval: 10 };
const CUSTOMERS = 1_300;
const workspace: Definition = { kind: 'workspace', id: 'w', name: NAME, timeZone: 'UTC', currency: 'EUR', seed: 's' };
const spent = { kind: 'trait', id: 'spent', name: NAME, aggregate: 'sum', event: 'Order', property: 'total' } as Definition;
const rich = {
  kind: 'segment',
  id: 'rich',
  name: NAME,
  condition: { combinator: 'and', rules: [{ field: 'trait.spent', operator: '>=', value: 100 }] },
} as Definition;

let path: string;
let stored: StoredPasts;
beforeAll(async () => {
  path = await mkdtemp(join(tmpdir(), 'volano-backfills-'));
  stored = await openPasts(path);
});
afterAll(async () => {
  await stored.close();
  await rm(path, { recursive: true });
});

/** An engine that is told of each entry, and a warehouse over which the test decides. */
class Site {
  readonly trial: Trial;
  readonly appended: Entry[] = [];
  /** Asked before each question to the warehouse. */
  before: (sql: string) => void = () => {};
  sinkError: string | undefined;
  flushed: Promise<void> = Promise.resolve();
  backfills: Backfills;
  #listeners: BatchListener[] = [];

  constructor(trial: Trial) {
    this.trial = trial;
    this.backfills = this.open();
  }

  open(): Backfills {
    const { trial } = this;
    this.#listeners = [];
    const engine = {
      get status() {
        return { ...trial.engine.meta, position: trial.engine.position, backfill: trial.engine.meta.backfill };
      },
      reached: async () => {},
      caughtUp: async () => {},
      onBatch: (listener: BatchListener) => void this.#listeners.push(listener),
    };
    const appender = {
      entries: async (entries: readonly Entry[]) => {
        for (const entry of entries) {
          this.appended.push(entry);
          await trial.append(entry);
        }
        await this.run();
        return entries.map(() => ({ partition: 0, position: 0, at: trial.now }));
      },
    };
    this.backfills = new Backfills({
      partition: 0,
      engine: engine as never,
      appender,
      sink: { flush: () => this.flushed, status: () => ({ ...(this.sinkError !== undefined && { error: this.sinkError }) }) as never },
      state: trial.state,
      warehouse: {
        query: async (sql: string, parameters: never) => {
          this.before(sql);
          return stored.warehouse.query(sql, parameters);
        },
      } as unknown as Warehouse,
      releases: {
        get plan() {
          return trial.engine.plan;
        },
      },
      isEventTime: () => false,
      retryMsMax: 20,
    });
    this.backfills.start();
    return this.backfills;
  }

  async run(): Promise<void> {
    for (const outcome of await this.trial.run()) for (const listener of this.#listeners) listener(outcome, 0);
  }

  done(): Promise<void> {
    return vi.waitFor(() => expect(this.trial.engine.plan.preparation).toBeUndefined(), PATIENCE);
  }

  get chunks(): number[] {
    return this.appended.flatMap((entry) => (entry.type === 'backfill' && entry.action === 'chunk' ? [entry.chunk] : []));
  }
}

let site: Site;
beforeEach(async () => {
  const trial = await Trial.open();
  await trial.release([workspace]);
  await trial.tick();
  for (let i = 0; i < CUSTOMERS; i++) await trial.event(`u${i}`, 'Order', { properties: { total: i % 2 === 0 ? 120 : 20 } });
  await trial.run();
  await trial.release([workspace, spent, rich]);
  await trial.run();
  await stored.take(trial);
  // Nothing is brought before the test has had its say.
  site = new Site(trial);
  await site.backfills.stop();
});

async function members(): Promise<number> {
  await site.trial.tick();
  await site.run();
  return site.trial.counter('segment:rich');
}

describe('bringing the past', () => {
  test('goes chunk by chunk to the end', async () => {
    site.open();
    await site.done();
    expect(site.chunks).toEqual([0, 1]);
    expect(await members()).toBe(CUSTOMERS / 2);
    expect(site.backfills.progress).toBeUndefined();
  });

  test('brings nothing into force on a past with gaps', async () => {
    await stored.warehouse.execute('TRUNCATE TABLE facts');
    const bringing = new Site(site.trial);
    await vi.waitFor(() => expect(bringing.backfills.progress?.problem).toContain('VOLANO_BACKFILL_GAPS'), PATIENCE);
    expect(site.trial.engine.plan.preparation).toBeDefined();
    await bringing.backfills.stop();
  });

  test('tries again when the warehouse fails, and says why meanwhile', async () => {
    let left = 4;
    site.before = (sql) => {
      if (sql.includes('ORDER BY customer') && left-- > 0) throw new Error('no answer');
    };
    site.open();
    await vi.waitFor(
      () => expect(site.backfills.progress).toMatchObject({ state: 'failed', problem: expect.stringContaining('no answer') }),
      PATIENCE,
    );
    await site.done();
    expect(await members()).toBe(CUSTOMERS / 2);
  });

  test('goes on after a stop in the middle, with the next chunk', async () => {
    const [first] = await stored.pastEntries(site.trial, 500);
    await site.trial.append(first!);
    await site.trial.run();
    const cursor = site.trial.engine.meta.backfill!.cursor;
    await site.trial.restart({ cacheMax: 0 });
    expect(site.trial.engine.meta.backfill).toMatchObject({ chunks: 1, cursor, customers: 500 });
    site.open();
    await site.done();
    expect(site.chunks).toEqual([1]);
    expect(await members()).toBe(CUSTOMERS / 2);
  });

  test('waits for what the sink has not copied, and says what holds it up', async () => {
    let copied = (): void => {};
    site.flushed = new Promise((resolve) => {
      copied = resolve;
    });
    site.sinkError = 'disk full';
    site.open();
    await vi.waitFor(() => expect(site.backfills.progress).toMatchObject({ state: 'waiting', problem: 'disk full' }), PATIENCE);
    expect(site.chunks).toEqual([]);
    copied();
    site.sinkError = undefined;
    await site.done();
    expect(await members()).toBe(CUSTOMERS / 2);
  });
});
