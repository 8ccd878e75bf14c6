/** The one class of errors that a user can meet; what they say stands in the catalogue. */
import type { ErrorCode } from './error-code.ts';
import { ERRORS, type ErrorKind } from './errors.ts';
import { ERRORS_ZH } from './errors-zh.ts';
import { filled, type Said, type Sayable } from './said.ts';

/** Values put into a message. What was expected is a phrase, so it is told in both languages. */
export type ErrorDetails = Readonly<Record<string, Sayable>> & { readonly expected?: Said | number };

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
  return filled(message, (name) => details[name], language);
}
