/** The program: its commands, and how a run ends. */
import { Command, CommanderError } from 'commander';
import { VERSION } from '../runtime/index.ts';
import { type ExitCode, reportFailure } from './failure.ts';
import type { World } from './world.ts';

/** Runs one command line (without node and script). Resolves with the exit code; never throws. */
export async function runProgram(words: readonly string[], world: World, commands: readonly Command[]): Promise<ExitCode> {
  try {
    await createProgram(world, commands).parseAsync(words, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    return reportFailure(error, world, words.includes('--json'));
  }
}

function createProgram({ terminal, say }: World, commands: readonly Command[]): Command {
  const titles: Readonly<Record<string, string>> = {
    'Usage:': say('help.usage'),
    'Arguments:': say('help.arguments'),
    'Options:': say('help.options'),
    'Commands:': say('help.commands'),
  };
  const program = new Command('volano').description(say('program.description')).addHelpText('after', `\n${say('program.more')}`);
  // What stands after a command's name is for that command: some have options of their own and subcommands with the same ones.
  program.enablePositionalOptions();
  for (const command of commands) program.addCommand(command);
  program.helpCommand(false);
  program.version(VERSION, '-V, --version', say('help.version'));
  const output = { writeOut: (text: string) => terminal.print(text.trimEnd()), writeErr: (text: string) => terminal.note(text.trimEnd()) };
  for (const command of [program, ...descendantsOf(program)]) {
    command.helpOption('-h, --help', say('help.help')).configureHelp({ styleTitle: (title) => titles[title] ?? title });
    command.exitOverride().configureOutput(output).showHelpAfterError(false).allowExcessArguments(false);
  }
  return program;
}

function descendantsOf(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...descendantsOf(child)]);
}
