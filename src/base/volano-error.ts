/** The one class of errors that a user can meet; what they say stands in the catalogue. */
import type { ErrorCode } from './error-code.ts';
import { ERRORS, type ErrorKind } from './errors.ts';
import { ERRORS_ZH } from './errors-zh.ts';
import { filled, type Said, type Sayable, verbatim } from './said.ts';
import { type WordDetails, wordOf } from './words.ts';

/** Values put into a message. What was expected and what is wrong are phrases, so they are told in both languages; a plain text does not compile. */
export type ErrorDetails = Readonly<Record<string, Sayable>> &
  WordDetails & {
    readonly [Phrase in
      | 'asked'
      | 'expected'
      | 'found'
      | 'happened'
      | 'holder'
      | 'moments'
      | 'names'
      | 'problem'
      | 'reason'
      | 'user'
      | 'what'
      | 'where']?: Said | number;
  };

/** An error that a user can meet. `message` says how to fix it; `details` are the values filled in. */
export class VolanoError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(messageOf(code, details), options);
    this.name = 'VolanoError';
    this.code = code;
    this.kind = ERRORS[code].kind;
    this.details = details;
  }
}

/** The catalogue's message with the details filled in, in the language of whoever reads it; logs are in English. */
export function messageOf(code: ErrorCode, details: ErrorDetails, language: 'en' | 'zh' = 'en'): string {
  const message = language === 'zh' ? ERRORS_ZH[code] : ERRORS[code].message;
  const find = (name: string): Sayable | undefined => {
    const value = details[name];
    return (language === 'zh' && typeof value === 'string' && wordOf(name, value)) || value;
  };
  return filled(message, find, language);
}

/** What went wrong below, in its own words; a `VolanoError` has them in both languages. At most so many characters. */
export function wordsOf(cause: unknown, lengthMax = 2_000): Said {
  if (cause instanceof VolanoError) return { en: cause.message, zh: messageOf(cause.code, cause.details, 'zh') };
  return verbatim((cause instanceof Error ? cause.message : String(cause)).slice(0, lengthMax));
}
