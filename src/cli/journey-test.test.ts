import { describe, expect, test } from 'vitest';
import type { TestOutcome, TestRun } from '../rehearse/index.ts';
import { devCommand } from './dev.ts';
import { journeyTestCommand, type TestEngine } from './journey-test.ts';
import { runProgram } from './program.ts';
import { captured } from './terminal.suite.ts';
import { oneAtATime } from './watch.ts';

const NOW = Date.UTC(2026, 0, 5, 9);
const PASSED: TestOutcome = { file: 'a.journey.ts', name: 'welcomes', line: 3, passed: true, tookMs: 12.4 };
const FAILED: TestOutcome = {
  file: 'b.journey.ts',
  name: 'reminds',
  line: 4,
  passed: false,
  tookMs: 8,
  failure: {
    place: { file: '/shop/b.journey.ts', line: 6 },
    message: 'expected ada to have been sent "reminder"',
    found: 'messages: none',
    now: NOW,
    zone: 'Europe/Berlin',
    trace: {
      who: 'ada',
      lines: [
        { at: NOW, text: 'ada does "Product Added"' },
        { at: NOW, text: 'journey entered cart [trigger.event]', rule: 'trigger.event', read: {} },
        { at: NOW, text: 'decision not_entered cart [reentry.once]', rule: 'reentry.once', read: { enteredAt: NOW } },
      ],
      whyNot: ['"cart" was never asked'],
    },
  },
};

function engineOf(outcomes: readonly TestOutcome[], more: Partial<TestEngine> = {}): TestEngine {
  const failed = outcomes.filter(({ passed }) => !passed).length;
  const run: TestRun = { outcomes, passed: outcomes.length - failed, failed };
  return {
    run: async (_, { onOutcome }) => {
      for (const outcome of outcomes) onOutcome?.(outcome);
      return run;
    },
    again: async () => 0,
    stopRequested: async () => undefined,
    clock: () => 0,
    ...more,
  };
}

async function cli(engine: TestEngine, words: readonly string[], options: Parameters<typeof captured>[0] = {}) {
  const { world, out, err } = captured(options);
  const exit = await runProgram(words, world, [journeyTestCommand(world, engine), devCommand(world, engine)]);
  return { exit, out: out(), err: err() };
}

describe('volano test', () => {
  test('prints each test below its file, and a summary', async () => {
    expect(await cli(engineOf([PASSED]), ['test', 'shop'])).toMatchObject({
      exit: 0,
      out: 'a.journey.ts\n  passed  welcomes (12 ms)\n\n1 passed, 0 failed, in 0 ms',
    });
  });

  test('says of a failure where it is, what was expected, and why it was not so; and ends with 1', async () => {
    const { exit, out } = await cli(engineOf([PASSED, FAILED]), ['test']);
    expect(exit).toBe(1);
    expect(out.split('\n').slice(2)).toEqual([
      'b.journey.ts',
      '  FAILED  reminds (8 ms)',
      '      expected ada to have been sent "reminder"',
      '      found: messages: none',
      '      at /shop/b.journey.ts:6, when it was 2026-01-05 10:00:00 (Europe/Berlin)',
      '      What happened to ada:',
      '        2026-01-05 10:00:00  ada does "Product Added"',
      '        2026-01-05 10:00:00  journey entered cart [trigger.event]',
      '        2026-01-05 10:00:00  decision not_entered cart [reentry.once] The journey is entered once only, and was at 2026-01-05 10:00:00.',
      '        "cart" was never asked',
      '',
      '1 passed, 1 failed, in 0 ms',
    ]);
  });

  test('speaks Chinese, and color', async () => {
    const { out } = await cli(engineOf([FAILED]), ['test'], { locale: 'zh', color: true });
    expect(out).toContain('\u001b[31m失败\u001b[0m  reminds');
    expect(out).toContain('通过 0 个，失败 1 个');
  });

  test('as JSON is one document', async () => {
    const { exit, out } = await cli(engineOf([PASSED, FAILED]), ['test', '--json']);
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ passed: 1, failed: 1, tests: [{ name: 'welcomes' }, { failure: { now: NOW } }] });
  });

  test('says that there is nothing to run', async () => {
    expect((await cli(engineOf([]), ['test', '/shop'])).out).toContain('no file below /shop that ends in .journey.ts');
    expect((await cli(engineOf([]), ['test', '--filter', 'x'])).out).toBe('No test holds "x" in its file or name.');
  });

  test('hands the folder and the filter on', async () => {
    const asked: unknown[] = [];
    const run: TestEngine['run'] = async (folder, { filter }) => {
      asked.push(folder, filter);
      return { outcomes: [], passed: 0, failed: 0 };
    };
    await cli(engineOf([], { run }), ['test', 'shop', '--filter', 'cart']);
    expect(asked).toEqual(['shop', 'cart']);
  });
});

describe('watching', () => {
  const recorded = () => {
    const runs: { readonly words: readonly string[]; readonly environment: unknown }[] = [];
    const again: TestEngine['again'] = async (words, environment) => {
      runs.push({ words, environment });
      return 0;
    };
    return { runs, again };
  };

  test('volano test --watch runs in processes of their own until it is to end', async () => {
    const { runs, again } = recorded();
    const { exit, err } = await cli(engineOf([], { again }), ['test', '.', '--watch', '--filter', 'cart']);
    expect(exit).toBe(0);
    expect(runs.map(({ words }) => words)).toEqual([['test', '.', '--filter', 'cart']]);
    expect(err).toContain('Ctrl-C');
  });

  test('volano dev plans and tests; a token is not among the words', async () => {
    const { runs, again } = recorded();
    const { out } = await cli(engineOf([], { again }), ['dev', '.', '--url', 'http://127.0.0.1:1', '--token', 'secret', '--data', 'there']);
    expect(runs).toEqual([
      { words: ['plan', '.', '--url', 'http://127.0.0.1:1', '--data', 'there'], environment: { VOLANO_ADMIN_TOKEN: 'secret' } },
      { words: ['test', '.'], environment: undefined },
    ]);
    expect(out).toBe('Plan:\nTests:');
  });

  test('what changes while it runs is run once, afterwards, for all of it', async () => {
    const seen: (readonly string[])[] = [];
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const runs = oneAtATime(async (files) => {
      seen.push(files);
      await gate;
    });
    runs.ask(['a']);
    runs.ask(['b']);
    runs.ask(['c', 'b']);
    release();
    await new Promise((resolve) => setImmediate(resolve));
    await runs.end();
    runs.ask(['d']);
    await runs.end();
    expect(seen).toEqual([['a'], ['b', 'c']]);
  });
});
