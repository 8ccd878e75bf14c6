/** A full disk: writing is refused with a clear error, what was there stays readable, and writing goes on when there is room again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startChild } from './child.ts';

it('refuses with VOLANO_DISK_FULL, keeps what was stored, and goes on when there is room (Q1, Q2, Q4, L3)', async () => {
  const path = mkdtempSync(join(tmpdir(), 'volano-full-'));
  const child = startChild('full-disk-writer.ts', [join(path, 'log'), join(path, 'state')], { fileBlocks: 4_096 });
  expect(await child.exited).toBe(0);
  const [full, room, state] = child.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(full).toMatchObject({ code: 'VOLANO_DISK_FULL', together: Array(5).fill('VOLANO_DISK_FULL') });
  expect(full!.stored).toBeGreaterThan(0);
  expect(full!.readable).toBe(full!.stored);
  expect(room).toEqual({ again: true, kept: 31, rising: true });
  expect(state).toMatchObject({ refused: 'VOLANO_DISK_FULL' });
  expect(state!.count).toBe(state!.commits);
  rmSync(path, { recursive: true });
}, 60_000);
