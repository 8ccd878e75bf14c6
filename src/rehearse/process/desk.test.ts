import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { cart, shop, withoutChance } from '../shop.suite.ts';
import { recordsOf } from '../simulate/history.ts';
import { type Deed, lived, START } from '../simulate/lived.suite.ts';
import { SimulationDesk, type SimulationStanding } from './desk.ts';

const PROJECT = withoutChance(shop(cart));
/** Without the first message. */
const DRAFT = withoutChance(shop({ ...cart, steps: cart.steps.filter(({ id }) => id !== 'remind') }));
const LIFE: readonly Deed[] = [1, 2].flatMap((who): Deed[] => [
  { do: 'pass', ms: HOUR },
  { do: 'call', who, call: { type: 'identify', traits: { email: `u${who}@example.com`, phone: `+4915100000${who}` } } },
  { do: 'call', who, call: { type: 'track', event: 'Product Added', properties: {} } },
  { do: 'pass', ms: 3 * DAY },
]);

let folder: string;
let desk: SimulationDesk;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-simulate-test-'));
  const world = await lived(PROJECT, LIFE);
  const log = await openLmdbLog({ path: join(folder, 'log') });
  for await (const { at, value } of recordsOf(world.log, 0)) await log.append(0, [{ at, value }]);
  await log.close();
  await world.close();
  desk = open();
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (more: object = {}): SimulationDesk =>
  new SimulationDesk({ project: async () => DRAFT, releases: () => [], dataFolder: folder, now: () => 7, ...more });
const question = { since: START + 1, compare: true };

async function ended(id: string): Promise<SimulationStanding> {
  for (;;) {
    const standing = desk.of(id);
    if (standing.state !== 'running') return standing;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('the draft goes over the history in a process of its own, with the release in force beside it', async () => {
  const begun = await desk.start(question, 'ada');
  expect(begun).toMatchObject({ state: 'running', by: 'ada', startedAt: 7, base: 0, ...question });
  await expect(desk.start(question, 'ben')).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_BUSY' });
  const { state, progress, simulation, compared, endedAt } = await ended(begun.id);
  expect({ state, progress, endedAt }).toEqual({ state: 'done', progress: 1, endedAt: 7 });
  expect(simulation).toMatchObject({ changes: 1, events: 4, messages: { decided: 2, byTemplate: { cart_text: 2 } } });
  expect(compared).toMatchObject({ changes: 0, messages: { decided: 4 } });
  expect((await readdir(folder)).sort()).toEqual(['log']);
  await desk.stop(begun.id);
  expect(() => desk.of(begun.id)).toThrow(expect.objectContaining({ code: 'VOLANO_RESOURCE_UNKNOWN' }));
});

test('one that is stopped is gone, and makes room for the next; what is refused is told', async () => {
  const { id } = await desk.start(question, 'ada');
  await desk.stop(id);
  expect(desk.of(id)).toMatchObject({ state: 'stopped', endedAt: 7 });
  desk = open({ project: async () => ({ definitions: DRAFT.definitions.filter(({ kind }) => kind !== 'template') }) });
  const next = await desk.start({ ...question, compare: false }, 'ada');
  expect(await ended(next.id)).toMatchObject({ state: 'failed', problem: { code: 'VOLANO_REFERENCE_UNKNOWN' } });
});

test('what cannot be begun is said at once', async () => {
  await expect(open({ dataFolder: undefined }).start(question, 'ada')).rejects.toMatchObject({ code: 'VOLANO_REHEARSAL_IMPOSSIBLE' });
  const broken = open({ project: () => Promise.reject(new Error('broken')) });
  await expect(broken.start(question, 'ada')).rejects.toThrow('broken');
  // Nothing is left of it.
  await expect(broken.start(question, 'ada')).rejects.toThrow('broken');
});
