/** kill -9 while a segment's past is being brought: it goes on where it was, and the segment comes into force with exactly those who should be in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openLmdbState } from '../../src/port/state/index.ts';
import { type OpenBackfill, readMeta } from '../../src/runtime/engine/index.ts';
import { verify } from '../../src/runtime/verify/index.ts';
import { ServerProcess, WRITE_KEY } from './server.ts';

const CUSTOMERS = 2_500;
/** Of lives that die at their second commit, at their third, and so on: on a busy machine the release is not in force by the second one. */
const BEGINNINGS_MAX = 12;
/** A machine that is busy elsewhere may bring all of the past between two commits; then it is tried again. */
const TRIES_MAX = 4;
/** Where it dies then, life after life: in the middle of it, and between two chunks. */
const DEATHS = ['log.before_acknowledge:2', 'engine.inside_commit:1', 'engine.after_commit:1'];
const WAIT_MS_MAX = 60_000;

async function ask<Answer>(url: string, path: string, batch?: readonly object[]): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    ...(batch && { method: 'POST', body: JSON.stringify({ batch }) }),
    headers: { 'content-type': 'application/json', ...(batch && { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` }) },
    signal: AbortSignal.timeout(10_000),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

const order = (user: number, messageId: string) => ({
  type: 'track',
  event: 'Order Completed',
  userId: `u${user}`,
  messageId,
  properties: { revenue: 20, order_id: messageId },
});

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + WAIT_MS_MAX; performance.now() < end; await sleep(50)) if (await what()) return;
  throw new Error('It does not come to that');
}

/** What the engine has committed of the backfill; undefined when none is open. */
async function openIn(folder: string): Promise<OpenBackfill | undefined> {
  const state = await openLmdbState({ path: join(folder, 'state') });
  const { backfill } = await readMeta(state);
  await state.close();
  return backfill;
}

it('loses nobody and counts nothing twice (F1, F2, G2)', { timeout: 600_000 }, async () => {
  for (let tries = 1; tries <= TRIES_MAX; tries++) if (await interrupted()) return;
  throw new Error('The past was brought each time before anybody died in the middle of it');
});

/** False: the past was brought before anybody died in the middle of it. */
async function interrupted(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-backfill-'));
  let server = new ServerProcess(folder);
  let url = await server.ready;
  // Every fifth has bought twice.
  const past = Array.from({ length: CUSTOMERS }, (_, user) => [
    order(user, `a${user}`),
    ...(user % 5 === 0 ? [order(user, `b${user}`)] : []),
  ]);
  for (let from = 0; from < CUSTOMERS; from += 250) await ask(url, '/v1/batch', past.slice(from, from + 250).flat());
  await until(async () => {
    const { lagEntries, sinkLagRows } = await server.health();
    return lagEntries === 0 && sinkLagRows === 0;
  });
  expect(await server.stop()).toBe(0);

  const afterDeathAt = async (failpoint: string): Promise<OpenBackfill | undefined> => {
    const dying = new ServerProcess(folder, { project: 'shop-grown', failpoint });
    expect(await dying.exited).toBe('SIGKILL');
    return openIn(folder);
  };
  let begun: OpenBackfill | undefined;
  for (let life = 0; life < BEGINNINGS_MAX && !begun; life++) begun = await afterDeathAt(`engine.before_commit:${2 + life}`);
  expect(begun).toBeDefined();
  const open: (OpenBackfill | undefined)[] = [];
  for (const failpoint of DEATHS) open.push(await afterDeathAt(failpoint));
  if (!open[0]) return false;

  server = new ServerProcess(folder, { project: 'shop-grown' });
  url = await server.ready;
  // Every fourth has another one by now: of them those count who have two.
  const present = Array.from({ length: CUSTOMERS / 4 }, (_, i) => order(i * 4, `c${i * 4}`));
  await ask(url, '/v1/batch', present);
  await until(async () => {
    const { state, evaluating } = await ask<{ state: string; evaluating: boolean }>(url, '/v1/releases/status');
    const { lagEntries, sinkLagRows } = await server.health();
    return state === 'live' && !evaluating && lagEntries === 0 && sinkLagRows === 0;
  });
  const { groups } = await ask<{ groups: readonly { id: string; members: number }[] }>(url, '/v1/groups');
  const members = Array.from({ length: CUSTOMERS }, (_, user) => user).filter((user) => user % 5 === 0 || user % 4 === 0);
  expect(groups.find(({ id }) => id === 'loyal')?.members).toBe(members.length);
  expect(await server.stop()).toBe(0);
  expect(await verify({ dataFolder: folder })).toMatchObject({ equal: true });
  rmSync(folder, { recursive: true });
  return true;
}
