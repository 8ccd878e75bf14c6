import { describe, expect, test } from 'vitest';
import type { Management } from './management.ts';
import { runProgram } from './program.ts';
import { snapshotCommand } from './snapshot.ts';
import { captured } from './terminal.suite.ts';

const TAKEN = { position: 70, at: 0, takenAt: 5, engine: '6', bytes: 4_096 };

async function run(words: readonly string[], logFrom: number | null = 12, more: Parameters<typeof captured>[0] = {}) {
  const terminal = captured(more);
  const management = { snapshot: async () => TAKEN, snapshots: async () => ({ snapshots: [TAKEN], logFrom }), close: async () => {} };
  const command = snapshotCommand(terminal.world, async () => management as unknown as Management);
  return { ...terminal, code: await runProgram(['snapshot', ...words], terminal.world, [command]) };
}

describe('volano snapshot', () => {
  test('says what was taken', async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out()).toBe('Position 70, 1970-01-01T00:00:00.000Z, engine version 6, 4.0 KiB');
  });

  test('lists them, and how far back the log reaches', async () => {
    expect((await run(['--list'])).out()).toContain('The log begins at position 12.');
    expect((await run(['--list'], null, { locale: 'zh' })).out()).toContain('日志是空的。');
  });

  test('prints one JSON document', async () => {
    expect(JSON.parse((await run(['--json'])).out())).toEqual(TAKEN);
    expect(JSON.parse((await run(['--list', '--json'])).out())).toEqual({ snapshots: [TAKEN], logFrom: 12 });
  });
});
