import { expect, test } from 'vitest';
import { openMemoryState, type StateStore, type Write } from '../../port/state/index.ts';
import { type BatchOutcome, type Meta, metaKey, readMeta } from '../engine/index.ts';
import { type CommitNews, EngineFollower } from './follower.ts';

const json = (name: string, value: unknown): Write => ({ table: 'meta', key: metaKey(name), value: Buffer.from(JSON.stringify(value)) });
const at = (position: number, seq: number): Write[] => [
  json('progress', { position, at: position * 10, seq, eventHash: 0, factHash: 0, partial: null }),
  json('counters', [
    ['entries:event', position],
    ['customers', 1],
  ]),
];

/** An engine elsewhere that has committed this, and the follower of it. */
async function followed(state: StateStore, writes: readonly Write[] = at(3, 4)) {
  await state.commit(writes).durable;
  let tell: (news: CommitNews) => void = () => {};
  const outcomes: BatchOutcome[] = [];
  const metas: Meta[] = [];
  const order: string[] = [];
  const errors: unknown[] = [];
  const follower = await EngineFollower.open({
    state,
    readMeta: () => readMeta(state),
    watch: async (listener) => {
      tell = listener;
      return { close: async () => {} };
    },
    steady: () => 0,
    onError: (error) => errors.push(error),
  });
  follower.onDefinitions((meta) => {
    order.push('definitions');
    metas.push(meta);
  });
  follower.onBatch((outcome) => {
    order.push('batch');
    outcomes.push(outcome);
  });
  follower.go();
  await new Promise((resolve) => setImmediate(resolve));
  const commit = async (more: readonly Write[], outbox: readonly string[] = []): Promise<void> => {
    await state.commit(more).durable;
    tell({ outbox: outbox.map((id) => Buffer.from(id)) });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { follower, outcomes, metas, order, errors, commit };
}

test('it knows where the engine is, and hears of each commit and of the messages in it', async () => {
  const { follower, outcomes, commit } = await followed(await openMemoryState());
  expect(follower.status).toMatchObject({ position: 3, at: 30, seq: 4, nextWakeAt: undefined, runOpen: false });
  await commit(at(8, 9), ['m1', 'm2']);
  expect(outcomes).toMatchObject([{ position: 8, seq: 9, entries: 5, messages: ['m1', 'm2'] }]);
  expect(follower.status.counters.get('customers')).toBe(1);
});

test('who waits for a position is told when it is committed, and not before', async () => {
  const { follower, commit } = await followed(await openMemoryState());
  let reached = false;
  const waiting = follower.reached({ position: 8 }).then(() => {
    reached = true;
  });
  await commit(at(7, 9));
  expect(reached).toBe(false);
  await commit(at(8, 9));
  await waiting;
  await follower.reached({ position: 2 });
});

test('what has changed of the definitions is told before the commit that changed it', async () => {
  const { metas, order, commit } = await followed(await openMemoryState());
  await commit([
    ...at(4, 4),
    json('release.00000001', { number: 1, definitions: [] }),
    json('effects', [[1, { how: 'at_once', position: 4, at: 40 }]]),
  ]);
  expect(metas.map(({ releases }) => releases.length)).toEqual([1]);
  expect(order).toEqual(['definitions', 'batch']);
  await commit(at(5, 4));
  expect(order).toEqual(['definitions', 'batch', 'batch']);
});

test('messages whose commit could not be read at once are told with the next news', async () => {
  const state = await openMemoryState();
  const { follower, outcomes, errors, commit } = await followed(state);
  const { getMany } = state;
  state.getMany = () => Promise.reject(new Error('away'));
  await commit([], ['m1']);
  expect([outcomes.length, errors.length]).toEqual([0, 1]);
  state.getMany = getMany;
  await commit(at(4, 4), ['m2']);
  expect(outcomes).toMatchObject([{ messages: ['m1', 'm2'] }]);
  const waiting = follower.reached({ position: 99 });
  await follower.stop();
  await expect(waiting).rejects.toThrow('not followed');
});
