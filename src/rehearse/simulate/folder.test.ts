import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, snapshotLmdbState } from '../../port/state/index.ts';
import { Engine, Snapshots } from '../../runtime/rehearsal/index.ts';
import { cart, shop, withoutChance } from '../shop.suite.ts';
import { type FolderSimulation, simulateFolder } from './folder.ts';
import { recordsOf } from './history.ts';
import { type Deed, lived, START } from './lived.suite.ts';

const PROJECT = withoutChance(shop(cart));
const LIFE: readonly Deed[] = [1, 2, 3].flatMap((who): Deed[] => [
  { do: 'call', who, call: { type: 'identify', traits: { email: `u${who}@example.com`, phone: `+4915100000${who}` } } },
  { do: 'call', who, call: { type: 'track', event: 'Product Added', properties: {} } },
  { do: 'pass', ms: 2 * DAY },
]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-simulate-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts a life into a data folder, as a server leaves it. */
async function lay({ snapshotAfter }: { readonly snapshotAfter?: number } = {}): Promise<void> {
  const world = await lived(PROJECT, LIFE);
  const log = await openLmdbLog({ path: join(folder, 'log') });
  const state = await openLmdbState({ path: join(folder, 'state') });
  for await (const { at, value } of recordsOf(world.log, 0)) await log.append(0, [{ at, value }]);
  const engine = await Engine.open({ partition: 0, log, state, until: snapshotAfter ?? Number.MAX_SAFE_INTEGER, batchMax: 1 });
  while (await engine.runBatch());
  if (snapshotAfter !== undefined) {
    const snapshots = new Snapshots({ path: join(folder, 'snapshots'), partition: 0 });
    await snapshots.take(() => snapshotLmdbState(join(folder, 'state'), join(folder, 'copies')), { keep: 1, now: 0 });
    await log.trim(0, snapshotAfter + 1);
  }
  await state.close();
  await log.close();
  await world.close();
}

const simulate = (options: Partial<FolderSimulation> = {}) =>
  simulateFolder({ dataFolder: folder, candidate: { project: PROJECT }, since: () => START, ...options });

describe('a data folder', () => {
  test('is simulated over, and stays as it is', async () => {
    await lay();
    const report = await simulate();
    expect(report).toMatchObject({ release: 1, events: 6, messages: { decided: 6, sent: 6 }, outcomes: { assumed: 0, fromHistory: 6 } });
    expect(report.journeys[0]).toMatchObject({ journey: 'cart', entered: 3 });
    expect(await simulate()).toEqual(report);
  });

  test('by the release in force, by one with a number, and up to a moment', async () => {
    await lay();
    const report = await simulate({ candidate: 'current', since: (end) => end - 2 * DAY });
    expect(report).toMatchObject({ release: 1, changes: 0, events: 2, messages: { decided: 2 } });
    expect(await simulate({ candidate: { number: 1 }, since: (end) => end - 2 * DAY })).toEqual(report);
    expect(await simulate({ until: () => START + 3 * HOUR })).toMatchObject({
      events: 2,
      messages: { decided: 1 },
      until: START + 2 * HOUR,
    });
    await expect(simulate({ candidate: { number: 7 } })).rejects.toMatchObject({ code: 'VOLANO_RELEASE_UNKNOWN' });
  });

  test('of a large state in a temporary folder comes to the same', async () => {
    await lay();
    expect(await simulate({ memoryBytesMax: -1 })).toEqual(await simulate());
  });

  test('whose log has lost its beginning is simulated from a snapshot, and from nothing earlier', async () => {
    await lay();
    const whole = await simulate({ since: (end) => end - 2 * DAY });
    await rm(folder, { recursive: true });
    await lay({ snapshotAfter: 12 });
    const report = await simulate({ since: (end) => end - 2 * DAY });
    expect(report.pastFrom).toBeGreaterThan(START);
    expect({ ...report, pastFrom: undefined }).toEqual({ ...whole, pastFrom: undefined });
    await expect(simulate({ since: () => START })).rejects.toMatchObject({ code: 'VOLANO_SIMULATION_TOO_EARLY' });
  });

  test('without a log is refused', async () => {
    await expect(simulate()).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
  });
});
