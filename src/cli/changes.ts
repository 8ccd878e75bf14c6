/** Changes between two releases, for people to read. */
import { type Change, contextOf } from '../runtime/project/index.ts';
import type { TextKey } from './texts/index.ts';
import type { World } from './world.ts';

const SIGNS = { added: '+', changed: '~', removed: '-' } as const;
const COLORS = { '+': '\u001b[32m', '-': '\u001b[31m', '~': '\u001b[33m', ' ': '' } as const;
const PLAIN = '\u001b[0m';
/** Unchanged lines shown around a changed one. */
const AROUND = 2;

/** One heading per definition; under a changed one its changed lines. */
export function printChanges(changes: readonly Change[], { terminal, say }: World): void {
  const paint = (sign: keyof typeof COLORS, line: string) =>
    terminal.print(terminal.color && sign !== ' ' ? `${COLORS[sign]}${line}${PLAIN}` : line);
  for (const { action, kind, id, lines } of changes) {
    paint(SIGNS[action], `${SIGNS[action]} ${kind.replace('_', ' ')} "${id}" ${say(`change.${action}` satisfies TextKey)}`);
    if (action !== 'changed') continue;
    for (const line of contextOf(lines, AROUND)) {
      if (line) paint(line.sign, `    ${line.sign} ${line.text}`);
      else terminal.print('      ...');
    }
  }
}

export function countsOf(changes: readonly Change[]): { readonly added: number; readonly changed: number; readonly removed: number } {
  const counts = { added: 0, changed: 0, removed: 0 };
  for (const { action } of changes) counts[action] += 1;
  return counts;
}
