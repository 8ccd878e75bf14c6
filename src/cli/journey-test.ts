/** `volano test`: the journey tests of a project, in virtual time. */
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import type { RunOptions, TestFailure, TestOutcome, TestRun, TraceLine } from '../rehearse/index.ts';
import { CheckFailed } from './failure.ts';
import { jsonOption } from './options.ts';
import { explainTexts } from './texts/explain.ts';
import { type RunAgain, watching } from './watch.ts';
import type { World } from './world.ts';

interface TestValues {
  readonly filter?: string;
  readonly watch?: true;
  readonly json?: true;
}

/** What the command needs of the room that runs tests, and of the process. */
export interface TestEngine {
  readonly run: (folder: string, options: RunOptions) => Promise<TestRun>;
  /** Runs another command line in a process of its own: a module that was loaded once stays as it was. */
  readonly again: RunAgain;
  readonly stopRequested: () => Promise<void>;
  /** ms, any origin. */
  readonly clock: () => number;
}

const GREEN = '\u001b[32m';
const RED = '\u001b[31m';
const PLAIN = '\u001b[0m';

export function journeyTestCommand(world: World, engine: TestEngine): Command {
  const { say } = world;
  return new Command('test')
    .description(say('test.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(new Option('--filter <text>', say('test.filter')))
    .addOption(new Option('--watch', say('test.watch')))
    .addOption(jsonOption(world))
    .action(async (folder: string, values: TestValues) => {
      if (values.watch) {
        const words = [
          'test',
          folder,
          ...(values.filter === undefined ? [] : ['--filter', values.filter]),
          ...(values.json ? ['--json'] : []),
        ];
        await watching(world, { folder, run: () => engine.again(words), until: engine.stopRequested });
      } else await runOnce(world, engine, { folder, ...values });
    });
}

async function runOnce(
  world: World,
  { run, clock }: TestEngine,
  { folder, filter, json }: TestValues & { readonly folder: string },
): Promise<void> {
  const { say, terminal } = world;
  const began = clock();
  let file = '';
  const onOutcome = (outcome: TestOutcome): void => {
    if (outcome.file !== file) terminal.print(outcome.file);
    file = outcome.file;
    for (const line of linesOf(outcome, world)) terminal.print(`  ${line}`);
  };
  const { outcomes, passed, failed } = await run(folder, { ...(filter !== undefined && { filter }), ...(!json && { onOutcome }) });
  if (json) terminal.print(JSON.stringify({ passed, failed, tests: outcomes }));
  else if (outcomes.length > 0) {
    terminal.print('');
    terminal.print(say('test.summary', { passed, failed, took: Math.round(clock() - began) }));
  } else terminal.print(filter === undefined ? say('test.none', { folder: resolve(folder) }) : say('test.none_matching', { filter }));
  if (failed > 0) throw new CheckFailed();
}

function linesOf({ name, passed, failure, tookMs }: TestOutcome, world: World): readonly string[] {
  const { say, terminal } = world;
  const word = say(passed ? 'test.passed' : 'test.failed');
  const shown = terminal.color ? `${passed ? GREEN : RED}${word}${PLAIN}` : word;
  return [`${shown}  ${name} (${Math.round(tookMs)} ms)`, ...(failure ? linesOfFailure(failure, world).map((line) => `    ${line}`) : [])];
}

function linesOfFailure({ place, message, found, now, zone, trace }: TestFailure, { say, locale }: World): readonly string[] {
  const texts = explainTexts(locale, zone);
  const lineOf = ({ at, text, rule, read = {} }: TraceLine): string => {
    const words = rule === undefined ? undefined : texts.rule(rule, read);
    // A sentence with a value that is not there says nothing.
    const isWhole = words !== undefined && words !== rule && !/["“]–["”]/.test(words);
    return `  ${texts.value('at', at)}  ${text}${isWhole ? ` ${words}` : ''}`;
  };
  return [
    message,
    ...(found === undefined ? [] : [say('test.found', { found })]),
    say('test.place', { place: `${place.file}:${place.line}`, now: texts.value('at', now), zone }),
    ...(trace
      ? [say('test.trace', { who: trace.who }), ...(trace.lines.length === 0 ? [`  ${say('test.nothing')}`] : trace.lines.map(lineOf))]
      : []),
    ...(trace?.whyNot ?? []).map((text) => `  ${text}`),
  ];
}
