import { expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { DEDUPE_MS, DedupeBatch, RecentIds } from './dedupe.ts';
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

test('what is older than 48 hours is taken away again, a few hours per batch', async () => {
  const trial = await opened();
  for (let hour = 0; hour < 10; hour++) {
    await trial.event('u1', 'View');
    await trial.run();
    trial.now += HOUR;
  }
  expect(await trial.state.count('dedupe')).toBe(20);
  trial.now += 60 * HOUR;
  for (let batch = 0; batch < 3; batch++) {
    await trial.tick();
    await trial.run();
  }
  expect(await trial.state.count('dedupe')).toBe(0);
});

async function loaded(batch: DedupeBatch, state: StateStore, ...ids: readonly string[]): Promise<DedupeBatch> {
  await batch.load(ids, state);
  return batch;
}

test('an expired id is admitted by what the store remembers, though its row is still there', async () => {
  const state = await openMemoryState();
  const first = await loaded(new DedupeBatch(new RecentIds()), state, 'old');
  expect(first.admit('old', HOUR)).toBe(true);
  await state.commit(first.writes(1)).durable;
  const batch = await loaded(new DedupeBatch(new RecentIds()), state, 'old', 'old');
  expect([HOUR + DEDUPE_MS - 1, HOUR + DEDUPE_MS, HOUR + DEDUPE_MS + 1].map((at) => batch.admit('old', at))).toEqual([false, true, false]);
  expect(batch.writes(9).map(({ table }) => table)).toEqual(['dedupe', 'dedupe']);
});

test('ids of the batch before are known though the store does not show them yet, and only those', async () => {
  const state = await openMemoryState();
  const recent = new RecentIds();
  const before = await loaded(new DedupeBatch(recent), state, 'a', 'b');
  expect([before.admit('a', HOUR), before.admit('b', HOUR)]).toEqual([true, true]);
  before.writes(1);
  const batch = await loaded(new DedupeBatch(recent), state, 'a', 'c');
  expect([batch.admit('a', HOUR + 1), batch.admit('c', HOUR + 1)]).toEqual([false, true]);
  batch.writes(2);
  expect([recent.get('a'), recent.get('c')]).toEqual([undefined, HOUR + 1]);
});
