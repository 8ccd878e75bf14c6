/** A terminal that keeps what is written, for tests of commands. */
import { type Locale, sayIn } from './texts/index.ts';
import type { Terminal, World } from './world.ts';

export interface Captured {
  readonly world: World;
  readonly out: () => string;
  readonly err: () => string;
}

export function captured({ locale = 'en', ...more }: { readonly locale?: Locale } & Partial<Terminal> = {}): Captured {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    print: (line) => void out.push(line),
    note: (line) => void err.push(line),
    redraw: (line) => void err.push(`\r${line}`),
    interactive: false,
    color: false,
    columns: 80,
    ...more,
  };
  return { world: { terminal, locale, say: sayIn(locale) }, out: () => out.join('\n'), err: () => err.join('\n') };
}
