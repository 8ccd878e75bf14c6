import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { DedupeBatch, rememberedIds } from './dedupe.ts';
import { MOVED_KEY } from './dedupe-rows.ts';
import { DEDUPE_MS, RecentIds } from './recent-ids.ts';
import { FIRST } from './retail.suite.ts';
import { Trial } from './trial.suite.ts';

/** How often one message has counted. */
async function counted(trial: Trial): Promise<number> {
  await trial.run();
  return trial.counter('entries:event') - trial.counter('duplicates');
}

async function opened(): Promise<Trial> {
  const trial = await Trial.open();
  await trial.release(FIRST);
  return trial;
}

test('a message id counts once within 48 hours of its first arrival, to the millisecond', async () => {
  const trial = await opened();
  const entry = trial.entry([['user_id', 'u1']], 'View');
  await trial.append(entry);
  expect(await counted(trial)).toBe(1);
  trial.now += DEDUPE_MS - 1;
  await trial.append(entry);
  expect(await counted(trial)).toBe(1);
  trial.now += 1;
  await trial.append(entry);
  expect(await counted(trial)).toBe(2);
});

test('a repetition does not prolong the 48 hours', async () => {
  const trial = await opened();
  const entry = trial.entry([['user_id', 'u1']], 'View');
  for (let hours = 0; hours <= 48; hours += 12) {
    await trial.append(entry);
    await trial.run();
    trial.now += 12 * HOUR;
  }
  expect(await counted(trial)).toBe(2);
});

test('an id that comes again when its hour is being forgotten is remembered from then on', async () => {
  const trial = await opened();
  const entry = trial.entry([['user_id', 'u1']], 'View');
  await trial.append(entry);
  await trial.run();
  trial.now += 50 * HOUR;
  await trial.append(entry);
  expect(await counted(trial)).toBe(2);
  trial.now += HOUR;
  await trial.append(entry);
  expect(await counted(trial)).toBe(2);
});

test('two of the same batch count once', async () => {
  const trial = await opened();
  const entry = trial.entry([['user_id', 'u1']], 'View');
  for (let i = 0; i < 5; i++) await trial.append(entry);
  expect(await counted(trial)).toBe(1);
  expect(trial.counter('duplicates')).toBe(4);
});

test('what is older than 48 hours is taken away again, a few lists per batch', async () => {
  const trial = await opened();
  for (let hour = 0; hour < 10; hour++) {
    await trial.event('u1', 'View');
    await trial.run();
    trial.now += HOUR;
  }
  expect(await trial.state.count('dedupe')).toBe(10);
  trial.now += 60 * HOUR;
  for (let batch = 0; batch < 3; batch++) {
    await trial.tick();
    await trial.run();
  }
  expect(await trial.state.count('dedupe')).toBe(0);
});

test('so is what had been moved to blocks', async () => {
  const trial = await Trial.open({ recentMax: 4 });
  await trial.release(FIRST);
  for (let hour = 0; hour < 10; hour++) {
    await trial.event('u1', 'View');
    await trial.run();
    trial.now += HOUR;
  }
  expect(await trial.state.count('dedupe')).toBeGreaterThan(13);
  trial.now += 60 * HOUR;
  for (let batch = 0; batch < 5; batch++) {
    await trial.tick();
    await trial.run();
  }
  // Without a list nothing is left that matters; the mark stays.
  expect(await trial.state.count('dedupe')).toBe(1);
});

const HOURS = [0, 0, 1, 5_000, HOUR / 2, HOUR, 7 * HOUR, 20 * HOUR, DEDUPE_MS - 1, DEDUPE_MS];
const op = fc.oneof(
  { weight: 20, arbitrary: fc.record({ after: fc.constantFrom(...HOURS.slice(0, 6)), id: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ after: fc.constantFrom(...HOURS), id: fc.nat(30) }) },
  { weight: 4, arbitrary: fc.constant('run' as const) },
  { weight: 2, arbitrary: fc.constant('restart' as const) },
);
const way = fc.record({ batchMax: fc.constantFrom(1, 3, 100), recentMax: fc.constantFrom(1, 3, 8, 20, 1_000) });

test('any ids at any times, batches, restarts: what a plain list of arrivals would say, and the same remembered ids', async () => {
  const stands = { inRows: 0, forgotten: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(op, { minLength: 10, maxLength: 120, size: 'max' }), way, way, async (ops, first, second) => {
      const trial = await Trial.open(first);
      const counted = new Map<number, number>();
      let duplicates = 0;
      let restarts = 0;
      for (const one of ops) {
        if (one === 'run') await trial.run();
        else if (one === 'restart') await trial.restart(restarts++ % 2 === 0 ? second : first);
        else {
          trial.now += one.after;
          const before = counted.get(one.id);
          if (before !== undefined && trial.now - before < DEDUPE_MS) duplicates++;
          else counted.set(one.id, trial.now);
          await trial.event('u1', 'View', { messageId: `m${one.id}` });
        }
      }
      await trial.run();
      expect(trial.counter('duplicates')).toBe(duplicates);
      const remembered = await instants(trial);
      expect(remembered).toEqual([...counted.values()].filter((at) => trial.now - at < DEDUPE_MS).sort((a, b) => a - b));
      const again = await trial.again(second);
      expect(await instants(again, trial.now)).toEqual(remembered);
      expect((await again.remains()).progress).toEqual((await trial.remains()).progress);
      if ((await trial.state.getMany('dedupe', [MOVED_KEY]))[0]) stands.inRows++;
      if (remembered.length < counted.size) stands.forgotten++;
    }),
    { numRuns: Number(process.env.VOLANO_DEDUPE_RUNS ?? 60), seed: Number(process.env.VOLANO_DEDUPE_SEED ?? 5) },
  );
  expect(stands.inRows).toBeGreaterThan(10);
  expect(stands.forgotten).toBeGreaterThan(10);
}, 120_000);

async function instants(trial: Trial, now: number = trial.now): Promise<number[]> {
  const instants: number[] = [];
  for await (const { at } of rememberedIds(trial.state, now)) instants.push(at);
  return instants;
}

const recentOf = (state: StateStore, generationMax = 1_000, now = 0) => RecentIds.read(state, { generationMax, now });
const END = { position: 1, now: HOUR };

test('an expired id is admitted anew, though its list is still there', async () => {
  const state = await openMemoryState();
  const first = await DedupeBatch.load(['old'], await recentOf(state), { stored: state, at: HOUR });
  expect(first.admit(0, HOUR)).toBe(true);
  await state.commit(first.writes(END)).durable;
  const batch = await DedupeBatch.load(['old', 'old', 'old'], await recentOf(state), { stored: state, at: HOUR });
  expect([HOUR + DEDUPE_MS - 1, HOUR + DEDUPE_MS, HOUR + DEDUPE_MS + 1].map((at, nth) => batch.admit(nth, at))).toEqual([
    false,
    true,
    false,
  ]);
  expect(batch.writes({ position: 9, now: HOUR + DEDUPE_MS + 1 }).map(({ table }) => table)).toEqual(['dedupe']);
});

test('ids of the batch before are known though the store does not show them yet', async () => {
  const state = await openMemoryState();
  const recent = await recentOf(state);
  const before = await DedupeBatch.load(['a', 'b'], recent, { stored: state, at: HOUR });
  expect([before.admit(0, HOUR), before.admit(1, HOUR)]).toEqual([true, true]);
  before.writes(END);
  const batch = await DedupeBatch.load(['a', 'c'], recent, { stored: state, at: HOUR });
  expect([batch.admit(0, HOUR + 1), batch.admit(1, HOUR + 1)]).toEqual([false, true]);
});
