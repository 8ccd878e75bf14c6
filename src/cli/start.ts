/** Composition of the command line: the real terminal, and each command with the capability behind it. Heavy rooms load when called. */
import { loadProject } from '../runtime/project/index.ts';
import { applyCommand } from './apply.ts';
import { managementClient } from './client.ts';
import type { ExitCode } from './failure.ts';
import { planCommand } from './plan.ts';
import { runProgram } from './program.ts';
import { releasesCommand } from './releases.ts';
import { terminalOf } from './terminal.ts';
import { localeOf, sayIn } from './texts/index.ts';
import type { World } from './world.ts';

/** Runs one command line and resolves with the exit code. */
export async function main(words: readonly string[]): Promise<ExitCode> {
  const locale = localeOf(process.env);
  const world: World = { terminal: terminalOf({ out: process.stdout, err: process.stderr }, process.env), locale, say: sayIn(locale) };
  const open = async (where: Parameters<typeof managementClient>[0]) => managementClient(where);
  return runProgram(words, world, [
    planCommand(world, { loadProject, open }),
    applyCommand(world, { loadProject, open }),
    releasesCommand(world, open),
  ]);
}
