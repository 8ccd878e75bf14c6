/**
 * Regular expressions as RE2 has them: the time to match grows with the text alone, so that a project's pattern can stall nobody, and the
 * warehouse (which uses RE2 as well) reads them alike. No look-around and no back-references.
 */
import { RE2JS, RE2JSException } from 're2js';

/** A compiled regular expression. */
export interface Pattern {
  /** Whether it matches anywhere in the text; `^` and `$` bind it to the ends. */
  test(text: string): boolean;
}

/** Longer patterns are refused. */
export const PATTERN_LENGTH_MAX = 500;

/** The pattern, or in words why it is none. */
export function compilePattern(source: string): Pattern | { readonly problem: string } {
  if (source.length > PATTERN_LENGTH_MAX) return { problem: `a pattern has at most ${PATTERN_LENGTH_MAX} characters` };
  try {
    const compiled = RE2JS.compile(source);
    return { test: (text) => compiled.test(text) };
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: error.message };
    throw error;
  }
}
