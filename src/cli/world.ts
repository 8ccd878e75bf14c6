/** What every command needs from outside: a terminal and texts. */
import type { Locale, Say } from './texts/index.ts';

export interface World {
  readonly terminal: Terminal;
  readonly locale: Locale;
  readonly say: Say;
}

export interface Terminal {
  /** A line of the answer, on standard output. */
  print(line: string): void;
  /** A line for the person who waits, on standard error. */
  note(line: string): void;
  /** Replaces the last line on standard error; only when `interactive`. */
  redraw(line: string): void;
  /** Standard error is a terminal. */
  readonly interactive: boolean;
  /** Standard output shows colors. */
  readonly color: boolean;
  readonly columns: number;
}
