/** The page of all errors, as Markdown. */
import { ERRORS, type ErrorKind } from '../src/base/index.ts';

const KINDS: Readonly<Record<ErrorKind, string>> = {
  input: 'Correct the input: an event, an option, a file.',
  definition: 'Correct the definitions of the growth project.',
  configuration: 'Correct how Volano is set up or started.',
  retry: 'Nothing is broken: try again when the cause is gone.',
  bug: 'Volano is at fault: please report it.',
};

export function errorsPage(): string {
  const lines = [
    '# Errors',
    '',
    'Every error has a code, a kind that says what to do next, and a message that says how to fix it. `{name}` is filled in.',
    'This page is written by `npm run errors` from [the catalogue](../src/base/errors.ts).',
  ];
  for (const [kind, advice] of Object.entries(KINDS)) {
    const rows = Object.entries(ERRORS).filter(([, row]) => row.kind === kind);
    if (rows.length === 0) continue;
    lines.push('', `## ${kind}`, '', advice, '', '| code | message |', '|---|---|');
    for (const [code, { message }] of rows.sort(([a], [b]) => (a < b ? -1 : 1))) lines.push(`| \`${code}\` | ${escaped(message)} |`);
  }
  return `${lines.join('\n')}\n`;
}

function escaped(message: string): string {
  return message.replaceAll('\n', ' ').replace(/[|<>]/g, (character) => `\\${character}`);
}
