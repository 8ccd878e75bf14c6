import { describe, expect, test } from 'vitest';
import type { VerifyOptions, VerifyOutcome } from '../runtime/verify/index.ts';
import { runProgram } from './program.ts';
import { type Captured, captured } from './terminal.suite.ts';
import { verifyCommand } from './verify.ts';

const EQUAL: VerifyOutcome = { equal: true, entries: 1_200, keys: 340, batches: [1, 10_000] };
const DIFFERENT: VerifyOutcome = {
  ...EQUAL,
  equal: false,
  difference: { table: 'outbox', key: 'm7', live: undefined, replayed: '{"type":"send"}', batch: 1, partition: 0 },
};

interface Ran extends Captured {
  readonly code: number;
  readonly asked: readonly VerifyOptions[];
}

/** The command with a verification that comes to this outcome, a second for each notice. */
async function run(words: readonly string[], outcome: VerifyOutcome, more: Parameters<typeof captured>[0] = {}): Promise<Ran> {
  const terminal = captured(more);
  const asked: VerifyOptions[] = [];
  let now = 0;
  const command = verifyCommand(terminal.world, {
    clock: () => now,
    verify: async (options) => {
      asked.push(options);
      for (let entries = 100; entries <= 1_200; entries += 100) {
        now += 1_000;
        options.onProgress?.({ batch: 1, entries, total: 1_200 });
      }
      return outcome;
    },
  });
  const code = await runProgram(['verify', ...words], terminal.world, [command]);
  return { ...terminal, code, asked };
}

describe('volano verify', () => {
  test('says equal and ends with 0', async () => {
    const { code, out, asked } = await run(['--data', 'folder'], EQUAL);
    expect(code).toBe(0);
    expect(out()).toBe('Equal: 1200 entries replayed in batches of 1, 10000, 340 keys compared.');
    expect(asked[0]).toMatchObject({ dataFolder: 'folder', batches: [1, 10_000] });
  });

  test('names the first difference with both values and ends with 1', async () => {
    const { code, out } = await run([], DIFFERENT);
    expect(code).toBe(1);
    expect(out()).toBe(
      'Different. First difference: table outbox, key m7\n  live: (not there)\n  replayed in batches of 1: {"type":"send"}',
    );
    expect((await run([], DIFFERENT, { locale: 'zh' })).out()).toContain('不一致。第一处差异：表 outbox，键 m7\n  现有：（不存在）');
  });

  test('prints the whole outcome as one JSON document', async () => {
    const { code, out } = await run(['--json'], DIFFERENT);
    expect(code).toBe(1);
    expect(JSON.parse(out())).toEqual(JSON.parse(JSON.stringify(DIFFERENT)));
  });

  test('takes sizes of batches, and refuses what is none', async () => {
    expect((await run(['--batch', '1, 64'], EQUAL)).asked[0]?.batches).toEqual([1, 64]);
    for (const wrong of ['0', '1,', 'many', '-5', '1000001']) {
      const { code, asked, err } = await run([`--batch=${wrong}`], EQUAL);
      expect([wrong, code, asked]).toEqual([wrong, 2, []]);
      expect(err()).toContain('VOLANO_OPTION_INVALID');
    }
  });

  test('shows how far it is: a bar on a terminal, a line every 5 seconds elsewhere', async () => {
    const { err } = await run([], EQUAL, { interactive: true });
    const lines = err()
      .split('\n')
      .filter((line) => line.startsWith('\r'));
    expect(lines).toHaveLength(12);
    expect(lines[2]).toBe('\rReplaying in batches of 1: 25% [######..................] 300 entries');
    expect((await run([], EQUAL)).err().split('\n')).toHaveLength(2);
  });
});
