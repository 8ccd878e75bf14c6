import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashUnit } from '../../base/index.ts';
import { decodeEntry } from '../../core/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { openDeskFolder, openLmdbState } from '../../port/state/index.ts';
import { CAPTURE_DESK, openCapture } from '../channels/index.ts';
import { messageId } from './delivery-life.suite.ts';

const MESSAGES = 2_000;
const KILLS = 12;
const SEED = 'delivery-1';
const LIFE = join(import.meta.dirname, 'delivery-life.suite.ts');

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-kill-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs one life; kills it so long after it began to work, when given. True when it finished. */
function life(killAfterMs: number | undefined): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=volano-source', LIFE, directory, String(MESSAGES)]);
    let out = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (killAfterMs !== undefined && out.includes('ready')) timer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(false);
      else if (code === 0 && out.includes('done')) resolve(true);
      else reject(new Error(`the process ended with ${code ?? signal}: ${errors}`));
    });
  });
}

test('D3: killed again and again, every message is captured exactly once and has its receipt', async () => {
  let kills = 0;
  while (kills < KILLS && !(await life(1 + hashUnit(SEED, String(kills)) * 120))) kills += 1;
  // A life that finished before its kill means that the kills before it hit the work.
  expect(kills).toBeGreaterThanOrEqual(3);
  expect(await life(undefined)).toBe(true);

  const expected = Array.from({ length: MESSAGES }, (_, index) => messageId(index));
  const capture = openCapture({ desk: await openDeskFolder({ ...CAPTURE_DESK, path: `${directory}/capture` }), now: () => 0 });
  const captured = await capture.list({ limit: MESSAGES * 2 });
  expect(captured.map(({ command }) => command.message).sort()).toEqual(expected);
  expect(await capture.counts()).toEqual({ captured: MESSAGES, readable: MESSAGES });
  await capture.close();

  const log = await openLmdbLog({ path: `${directory}/log` });
  const records = await log.read(0, 0, MESSAGES * 10);
  const sent = new Set<string>();
  for (const { value } of records) {
    const entry = decodeEntry(value);
    if (entry.type === 'receipt' && entry.kind === 'sent') sent.add(entry.message);
  }
  expect([...sent].sort()).toEqual(expected);
  await log.close();

  const state = await openLmdbState({ path: `${directory}/state` });
  expect(await state.count('outbox')).toBe(0);
  await state.close();
}, 120_000);
