import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { VolanoError, verbatim } from '../base/index.ts';
import { ProjectProblems } from '../define/index.ts';
import { CheckFailed } from './failure.ts';
import { wholeNumber } from './options.ts';
import { runProgram } from './program.ts';
import { ServerRefusal } from './refusal.ts';
import { said } from './said.ts';
import { captured } from './terminal.suite.ts';

/** A command that fails with the error, or prints. */
const run = async (error: unknown, words: readonly string[] = ['try'], locale: 'en' | 'zh' = 'en') => {
  const { world, out, err } = captured({ locale });
  const command = new Command('try')
    .description('tries')
    .option('--json')
    .option('--count <n>')
    .action((values: { count?: string }) => {
      if (values.count !== undefined) wholeNumber('--count', values.count, { low: 1, high: 9 });
      if (error) throw error;
      world.terminal.print('done');
    });
  const code = await runProgram(words, world, [command]);
  return { code, out: out(), err: err() };
};

describe('exit codes', () => {
  test.each<[number, string, unknown]>([
    [0, 'nothing went wrong', undefined],
    [1, 'a check failed', new CheckFailed()],
    [1, 'the server is away', new VolanoError('VOLANO_SERVER_UNREACHABLE', { url: 'u', problem: verbatim('p') })],
    [1, 'a bug', new TypeError('x is not a function')],
    [2, 'wrong input', new VolanoError('VOLANO_OPTION_INVALID', { option: 'o', expected: said`a JSON file`, value: 'v' })],
    [2, 'wrong definitions', new ProjectProblems([])],
    [2, 'the server refuses the input', new ServerRefusal('VOLANO_QUERY_INVALID', 'input', 'no')],
  ])('%i: %s', async (code, _, error) => {
    expect((await run(error)).code).toBe(code);
  });

  test.each([['nonsense'], ['try', '--unknown'], ['try', 'extra'], ['try', '--count', '0'], ['try', '--count', 'x']])(
    '2: %s %s',
    async (...words) => {
      const { code, out, err } = await run(undefined, words);
      expect([code, out]).toEqual([2, '']);
      expect(err).not.toBe('');
    },
  );

  test.each([['--help'], ['try', '--help']])('0: %s %s', async (...words) => {
    const { code, out } = await run(undefined, words);
    expect(code).toBe(0);
    expect(out).toContain('Usage:');
  });
});

test('says its version', async () => {
  const { code, out } = await run(undefined, ['--version']);
  expect(code).toBe(0);
  expect(out.trim()).toMatch(/^\d+\.\d+\.\d+$/);
});

describe('errors', () => {
  const error = new VolanoError('VOLANO_RELEASE_UNKNOWN', { number: 9, latest: 3 });

  test('show code, message, what to do and where to read more', async () => {
    const { out, err } = await run(error);
    expect(out).toBe('');
    expect(err.split('\n')).toEqual([
      'VOLANO_RELEASE_UNKNOWN: There is no release 9; the latest is 3. "volano releases" lists them.',
      'Correct the input and run the command again. More: docs/errors.md, VOLANO_RELEASE_UNKNOWN',
    ]);
  });

  test('in Chinese say what is wrong and what to do in Chinese', async () => {
    const { err } = await run(error, ['try'], 'zh');
    expect(err).toContain('VOLANO_RELEASE_UNKNOWN: 没有发布版本 9；最新的是 3。');
    expect(err).toContain('请改正输入后重新运行。');
  });

  test('of an option are Chinese as a whole', async () => {
    const { err } = await run(undefined, ['try', '--count', 'x'], 'zh');
    expect(err.split('\n')).toEqual([
      'VOLANO_OPTION_INVALID: --count：应为 1 到 9 的整数，实为“x”。',
      '请改正输入后重新运行。 详见 docs/errors.md，VOLANO_OPTION_INVALID',
    ]);
    expect(JSON.parse((await run(undefined, ['try', '--count', 'x', '--json'], 'zh')).out).error.message).toBe(
      '--count: expected a whole number from 1 to 9, got "x".',
    );
  });

  test('with --json are one JSON document on standard output', async () => {
    const { out, err } = await run(error, ['try', '--json']);
    expect(err).toBe('');
    expect(JSON.parse(out)).toEqual({ error: { code: error.code, kind: 'input', message: error.message } });
  });

  test('with --json carry the problems of a project', async () => {
    const problems = [{ code: 'VOLANO_DEFINITION_INVALID', path: 'tag "a"', message: 'm' }] as const;
    const told = problems.map((one) => ({ ...one, text: { en: 'm', zh: '问题' } }));
    expect(JSON.parse((await run(new ProjectProblems(told), ['try', '--json'])).out).error.problems).toEqual(problems);
  });

  test('of our own making show where they come from', async () => {
    const { err } = await run(new TypeError('x is not a function'));
    expect(err).toContain('VOLANO_UNEXPECTED: x is not a function.');
    expect(err).toContain('program.test.ts');
  });

  test('of a failed check are silent: it has spoken already', async () => {
    expect(await run(new CheckFailed())).toEqual({ code: 1, out: '', err: '' });
  });
});

test('help in Chinese has Chinese heads', async () => {
  const { out } = await run(undefined, ['--help'], 'zh');
  expect(out).toContain('用法：');
  expect(out).toContain('命令：');
  expect(out).not.toContain('Options:');
});
