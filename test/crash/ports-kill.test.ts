/** kill -9 at any instant: the log loses nothing acknowledged and tears no append (L3, L4); the state tears no commit (S1, S2). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLmdbLog } from '../../src/port/log/index.ts';
import { openLmdbState, type Table } from '../../src/port/state/index.ts';
import { startChild } from './child.ts';

const ROUNDS = 10;
let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-kill-'));
});
afterEach(() => rmSync(path, { recursive: true }));

it('the log keeps every acknowledged append, each whole, in order (L1, L2, L3, L4, L5)', async () => {
  const acknowledged = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const child = startChild('log-writer.ts', [path, String(round * 100_000)]);
    await child.printed(1 + ((round * 53) % 200));
    await pause((round * 7) % 11);
    await child.kill();
    for (const line of child.lines) acknowledged.add(Number(line));

    const log = await openLmdbLog({ path });
    const records = await log.read(0, 0, 1_000_000);
    const parts = new Map<number, number[]>();
    let last = { position: 0, at: 0 };
    for (const { position, at, value } of records) {
      const { call, i, size } = JSON.parse(Buffer.from(value).toString()) as { call: number; i: number; size: number };
      expect(position).toBeGreaterThan(last.position);
      expect(at).toBeGreaterThanOrEqual(last.at);
      last = { position, at };
      const seen = parts.get(call) ?? [];
      parts.set(call, seen);
      expect(i).toBe(seen.length);
      seen.push(size);
    }
    for (const [call, sizes] of parts) expect(sizes, `call ${call}`).toHaveLength(sizes[0]!);
    for (const call of acknowledged) expect(parts.has(call), `call ${call}`).toBe(true);
    expect(await log.end(0)).toBe(last.position);
    await log.close();
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
}, 120_000);

it('the state holds each commit whole or not at all, and every durable one (S1, S2, S5)', async () => {
  const tables: readonly Table[] = ['customer', 'identifier', 'timer', 'outbox', 'fact', 'meta'];
  let next = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const child = startChild('state-writer.ts', [path, String(next)]);
    await child.printed(1 + ((round * 29) % 60));
    await pause((round * 5) % 13);
    await child.kill();
    const durable = Number(child.lines.at(-1));

    const store = await openLmdbState({ path });
    const seen = new Set<number>();
    for (const table of tables) {
      const pairs = await store.range(table, { start: Buffer.from('k'), end: Buffer.from('p'), limit: 1_000 });
      const shared = pairs.filter(([key]) => Buffer.from(key).toString().startsWith('k'));
      const own = pairs.filter(([key]) => Buffer.from(key).toString().startsWith('own '));
      expect(shared).toHaveLength(30);
      for (const [, value] of shared) seen.add(Number.parseInt(Buffer.from(value).toString(), 10));
      expect(own).toHaveLength(1);
      seen.add(Number(Buffer.from(own[0]![1]).toString()));
    }
    expect(seen.size).toBe(1);
    const [stored] = seen;
    expect(stored).toBeGreaterThanOrEqual(durable);
    next = stored! + 1;
    await store.close();
  }
}, 120_000);

function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
