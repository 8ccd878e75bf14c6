/** kill -9 in the middle of undoing many merges, of binds and of unbinds: each profile is parted or joined wholly or not at all, and what is asked for again ends what it began. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { verify } from '../../src/runtime/verify/index.ts';
import { ServerProcess, WRITE_KEY } from './server.ts';

const PAIRS = 40;
/** Where it dies, round after round, while there is something left to undo. */
const DEATHS = ['engine.before_commit:4', 'engine.inside_commit:5', 'engine.after_commit:3', 'log.before_acknowledge:3'];
const WAIT_MS_MAX = 60_000;
const CAUSE = { source: 'shop', since: 1 };

async function ask(url: string, path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(`${url}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      'content-type': 'application/json',
      ...(path === '/v1/batch' && { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` }),
    },
  });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

/** False when the server has died over it. Nothing left to undo would be a test of nothing. */
async function answers(asked: ReturnType<typeof ask>): Promise<boolean> {
  const answer = await asked.catch(() => undefined);
  if (answer) expect(answer.json.left).toBeGreaterThan(0);
  return answer !== undefined;
}

const order = (cards: readonly string[], messageId: string) => ({
  type: 'track',
  event: 'Order Completed',
  messageId,
  properties: { revenue: 1, order_id: messageId },
  context: { externalIds: cards.map((id) => ({ id, type: 'card' })) },
});

async function caughtUp(server: ServerProcess): Promise<void> {
  for (const until = performance.now() + WAIT_MS_MAX; performance.now() < until; await sleep(50)) {
    const { lagEntries, sinkLagRows } = await server.health();
    if (lagEntries === 0 && sinkLagRows === 0) return;
  }
  throw new Error('It does not catch up');
}

/** Whose card it is, and how many orders that customer has. */
async function customerOf(url: string, card: string): Promise<{ customer: string; orders: number }> {
  const { json } = await ask(url, `/v1/customers/card/${card}`);
  return { customer: json.customer as string, orders: (json.traits as { orders: number }).orders };
}

it('leaves every profile whole, and is ended by asking again (M1, M3)', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-unmerge-'));
  let server = new ServerProcess(folder);
  let url = await server.ready;
  const cards = Array.from({ length: PAIRS }, (_, i) => [`a${i}`, `b${i}`] as const);
  const batch = cards.flatMap(([a, b], i) => [
    order([a], `a${i}-1`),
    order([b], `b${i}-1`),
    order([a, b], `both${i}`),
    order([b], `b${i}-2`),
  ]);
  expect(await ask(url, '/v1/batch', { batch })).toMatchObject({ status: 200 });
  await caughtUp(server);
  expect((await ask(url, '/v1/identity/unmerge', { ...CAUSE, dryRun: true })).json).toMatchObject({ profiles: PAIRS, merges: PAIRS });

  for (const failpoint of DEATHS) {
    await server.kill();
    server = new ServerProcess(folder, { failpoint });
    url = await server.ready;
    for (let lives = true; lives; ) lives = await answers(ask(url, '/v1/identity/unmerge', { ...CAUSE, max: 4 }));
    expect(await server.exited).toBe('SIGKILL');
    server = new ServerProcess(folder);
    url = await server.ready;
    await caughtUp(server);
    for (const [a, b] of cards) {
      const [one, other] = [await customerOf(url, a), await customerOf(url, b)];
      expect([one.orders, other.orders]).toEqual(one.customer === other.customer ? [4, 4] : [2, 2]);
    }
  }

  for (let left = 1; left > 0; ) ({ left } = (await ask(url, '/v1/identity/unmerge', { ...CAUSE, max: 30 })).json as { left: number });
  expect((await ask(url, '/v1/identity/unmerge', { ...CAUSE, dryRun: true })).json).toMatchObject({ profiles: 0 });
  for (const [a, b] of cards) {
    const [one, other] = [await customerOf(url, a), await customerOf(url, b)];
    expect(one.customer).not.toBe(other.customer);
    expect([one.orders, other.orders]).toEqual([2, 2]);
  }
  expect(await server.stop()).toBe(0);
  expect(await verify({ dataFolder: folder })).toMatchObject({ equal: true });
  rmSync(folder, { recursive: true });
});

/** Asks for each in turn until the server dies over one. */
async function untilDeath(server: ServerProcess, asks: readonly (() => ReturnType<typeof ask>)[]): Promise<void> {
  for (const one of asks) {
    const answer = await one().catch(() => undefined);
    if (!answer) break;
    expect(answer.status).toBe(200);
  }
  expect(await server.exited).toBe('SIGKILL');
}

it('binds and takes out as a whole or not at all, and asked again ends what was begun', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-bind-'));
  let server = new ServerProcess(folder);
  let url = await server.ready;
  const cards = Array.from({ length: 12 }, (_, i) => [`a${i}`, `b${i}`] as const);
  const batch = cards.flatMap(([a, b], i) => [order([a], `a${i}`), order([b], `b${i}-1`), order([b], `b${i}-2`)]);
  expect(await ask(url, '/v1/batch', { batch })).toMatchObject({ status: 200 });
  await caughtUp(server);
  const before = await Promise.all(cards.flat().map((card) => customerOf(url, card)));

  const bind = (i: number) => ask(url, '/v1/identity/bind', { identifier: ['card', cards[i]![1]], to: ['card', cards[i]![0]] });
  const unbind = (i: number) => ask(url, '/v1/identity/unbind', { identifier: ['card', cards[i]![1]] });
  const isOne = async ([a, b]: readonly [string, string]): Promise<boolean> => {
    const [one, other] = [await customerOf(url, a), await customerOf(url, b)];
    expect([one.orders, other.orders]).toEqual(one.customer === other.customer ? [3, 3] : [1, 2]);
    return one.customer === other.customer;
  };
  for (const [say, wanted, deaths] of [
    [bind, true, ['engine.inside_commit:2', 'log.before_acknowledge:2']],
    [unbind, false, ['engine.before_commit:2', 'engine.after_commit:2']],
  ] as const) {
    for (const failpoint of deaths) {
      const open: number[] = [];
      for (const [i, pair] of cards.entries()) if ((await isOne(pair)) !== wanted) open.push(i);
      await server.kill();
      // From here on it may die at any time.
      server = new ServerProcess(folder, { failpoint });
      url = await server.ready;
      await untilDeath(
        server,
        open.map((i) => () => say(i)),
      );
      server = new ServerProcess(folder);
      url = await server.ready;
      await caughtUp(server);
      for (const pair of cards) await isOne(pair);
    }
    for (const [i, pair] of cards.entries()) if ((await isOne(pair)) !== wanted) expect((await say(i)).status).toBe(200);
    for (const pair of cards) expect(await isOne(pair)).toBe(wanted);
  }
  expect(await Promise.all(cards.flat().map((card) => customerOf(url, card)))).toEqual(before);
  expect(await server.stop()).toBe(0);
  expect(await verify({ dataFolder: folder })).toMatchObject({ equal: true });
  rmSync(folder, { recursive: true });
});
