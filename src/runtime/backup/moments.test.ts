/** Restored to a position is what a fresh replay to that position comes to; and what becomes of messages that waited there. M1 to M4. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LETTERS_DESK, openDeadLetters } from '../../act/index.ts';
import type { SendCommand } from '../../core/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { openDeskFolder, openLmdbState, openMemoryState, type StateReader } from '../../port/state/index.ts';
import { readMeta } from '../engine/index.ts';
import { compareStates, replay, verify } from '../verify/index.ts';
import { backUp } from './backup.ts';
import { readBackup } from './folder.ts';
import { Trial } from './trial.suite.ts';

let trial: Trial;
let backup: string;
/** Position at which messages wait, of which some are said to be sent behind it. */
let waitingAt: number;
let waiting: readonly SendCommand[];
const SENT = 3;
const ENDED = SENT + 1;
beforeAll(async () => {
  trial = await Trial.open();
  backup = trial.path('backup');
  const { folder } = trial;
  await folder.live(130);
  await trial.sink();
  await backUp(trial.ask, { to: backup });
  await folder.live(60);
  waitingAt = folder.engine.position;
  waiting = await commandsIn(folder.state);
  await folder.append(
    ...waiting.slice(0, ENDED).map(({ customer, message, channel }, i) => {
      const kind = i < SENT ? 'sent' : 'withdrawn';
      return { type: 'receipt', kind, customer, message, channel, decidedAt: 1, dispatchedAt: 2 } as const;
    }),
  );
  await folder.run();
  await trial.sink();
  await folder.live(20);
  await backUp(trial.ask, { to: backup });
});
afterAll(() => trial.close());

async function commandsIn(state: StateReader): Promise<SendCommand[]> {
  const rows = await state.range('outbox', { start: Buffer.of(0), end: Buffer.of(0xff), limit: 10_000 });
  return rows.map(([, value]) => JSON.parse(Buffer.from(value).toString()) as SendCommand).filter(({ type }) => type === 'send');
}

async function inFolder<Result>(to: string, work: (state: StateReader) => Promise<Result>): Promise<Result> {
  const state = await openLmdbState({ path: join(to, 'state'), readOnly: true });
  return work(state).finally(() => state.close());
}

describe('restored to a position', () => {
  test('it is what a fresh replay to that position comes to', async () => {
    const { folder } = trial;
    const end = folder.engine.position;
    let run = 0;
    const property = fc.asyncProperty(fc.integer({ min: 1, max: end }), async (position) => {
      const to = trial.path(`moment-${run++}`);
      const { messages, replayed } = await trial.restore({ from: backup, to, position, deliver: true });
      expect(replayed).toBeLessThanOrEqual(position);
      const live = await openLmdbState({ path: join(to, 'state'), readOnly: true });
      // What it says of messages that were sent later stands behind the position.
      const log = await openLmdbLog({ path: join(to, 'log'), readOnly: true });
      const until = await log.end(0);
      expect(until - position).toBeGreaterThanOrEqual(messages.sent);
      const replayedState = await openMemoryState();
      await replay({ log, partition: 0, state: replayedState, until, batch: 10 });
      const { progress } = await readMeta(live);
      expect(progress.position).toBe(until);
      const { difference } = await compareStates({ live, replayed: replayedState, plan: folder.engine.plan, now: progress.at });
      expect(difference).toBeUndefined();
      // Every number that was given is one row.
      expect(await trial.rows()).toMatchObject({ rows: progress.seq, numbers: progress.seq });
      await live.close();
      await log.close();
    });
    await fc.assert(property, { numRuns: 7, seed: 7, examples: [[1], [waitingAt], [end]] });
  });

  test('by a time it has what the log had taken until then', async () => {
    const [first] = await trial.folder.log.read(0, 99, 1);
    const last = (await trial.folder.log.read(0, 0, 10_000)).findLast(({ at }) => at <= first!.at)!;
    const restored = await trial.restore({ from: backup, to: trial.path('time'), time: first!.at, deliver: true });
    expect(restored).toMatchObject({ position: last.position, at: first!.at, from: 0 });
  });
});

describe('messages that waited', () => {
  test('are held back, but for those that the log knows to have been sent or withdrawn, and can be sent again', async () => {
    const to = trial.path('held');
    const { messages, at } = await trial.restore({ from: backup, to, position: waitingAt, now: () => 42 });
    expect(waiting.length).toBeGreaterThan(ENDED);
    expect(messages).toEqual({ sent: SENT, held: waiting.length - ENDED, waiting: 0 });
    expect(await inFolder(to, commandsIn)).toEqual([]);
    const letters = openDeadLetters({ desk: await openDeskFolder({ ...LETTERS_DESK, path: join(to, 'dead-letters') }) });
    const kept = await letters.list({ limit: 1_000 });
    expect(kept.map(({ message }) => message).sort()).toEqual(waiting.slice(ENDED).map(({ message }) => message));
    expect(kept.every(({ reason, attempts, failedAt }) => reason === 'restored' && attempts === 0 && failedAt === 42)).toBe(true);
    await letters.close();
    // The clock of the log has not moved.
    expect((await inFolder(to, readMeta)).progress.at).toBe(at);
    expect(await verify({ dataFolder: to })).toMatchObject({ equal: true });
  });

  test('are left to the next start when that is wished, those that were sent are not', async () => {
    const to = trial.path('delivered');
    const { messages } = await trial.restore({ from: backup, to, position: waitingAt, deliver: true });
    expect(messages).toEqual({ sent: SENT, held: 0, waiting: waiting.length - ENDED });
    expect(await inFolder(to, commandsIn)).toEqual(waiting.slice(ENDED));
  });
});

test('a state of another version of the engine is no place to replay from, but itself can be restored', async () => {
  const from = trial.path('versions');
  const { points, ...manifest } = await readBackup(backup);
  cpSync(backup, from, { recursive: true });
  const older = { ...manifest, points: points.map((point) => ({ ...point, engine: '0' })) };
  writeFileSync(join(from, 'manifest.json'), JSON.stringify(older));
  const [point] = points;
  const refused = trial.restore({ from, to: trial.path('v1'), position: point!.position + 5 });
  await expect(refused).rejects.toMatchObject({ code: 'VOLANO_RESTORE_VERSION', details: { position: point!.position } });
  const restored = await trial.restore({ from, to: trial.path('v2'), position: point!.position, deliver: true });
  expect(restored).toMatchObject({ position: point!.position, replayed: 0 });
});
