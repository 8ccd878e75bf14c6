/** How a command ends: its exit code, and what is printed when it fails. */
import { type ErrorKind, messageOf, VolanoError, wordsOf } from '../base/index.ts';
import { ProjectProblems } from '../define/index.ts';
import { ServerRefusal } from './refusal.ts';
import type { World } from './world.ts';

/** 0: all right. 1: a check failed, or the server or the machine did. 2: the input is wrong. */
export type ExitCode = 0 | 1 | 2;

/** A check that came out false: what there is to say is printed already. */
export class CheckFailed extends Error {}

const EXIT_CODES: Readonly<Record<ErrorKind, ExitCode>> = { input: 2, definition: 2, configuration: 2, retry: 1, bug: 1 };

/** Prints the error: code, message, what to do next, where to read more. */
export function reportFailure(error: unknown, { terminal, say, locale }: World, json: boolean): ExitCode {
  if (error instanceof CheckFailed) return 1;
  const known = error instanceof VolanoError || error instanceof ServerRefusal ? error : unexpected(error);
  const { code, kind, message } = known;
  if (json) {
    const problems =
      known instanceof ProjectProblems
        ? { problems: known.problems.map(({ code: which, path, message: what }) => ({ code: which, path, message: what })) }
        : {};
    terminal.print(JSON.stringify({ error: { code, kind, message, ...problems } }));
    return EXIT_CODES[kind];
  }
  terminal.note(`${code}: ${known instanceof VolanoError ? messageOf(known.code, known.details, locale) : message}`);
  terminal.note(`${say(`hint.${kind}`)} ${say('hint.docs', { code })}`);
  if (kind === 'bug' && known.cause instanceof Error && known.cause.stack) terminal.note(known.cause.stack);
  return EXIT_CODES[kind];
}

function unexpected(cause: unknown): VolanoError {
  return new VolanoError('VOLANO_UNEXPECTED', { problem: wordsOf(cause) }, { cause });
}
