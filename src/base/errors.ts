/**
 * The error catalogue. Every error that a user can meet has a code, a kind named by what to do next, and a message that
 * says how to fix it. docs/errors.md has a row for each; a test keeps the two equal.
 */

/** What the reader should do: fix the input, fix the definitions, fix the configuration, wait and retry, or report a bug. */
export type ErrorKind = 'input' | 'definition' | 'configuration' | 'retry' | 'bug';

export interface CatalogueRow {
  readonly kind: ErrorKind;
  /** `{name}` is replaced by the detail of that name. */
  readonly message: string;
}

export type ErrorCode =
  | 'VOLANO_DURATION_INVALID'
  | 'VOLANO_TIME_ZONE_UNKNOWN'
  | 'VOLANO_DEFINITION_INVALID'
  | 'VOLANO_REFERENCE_UNKNOWN'
  | 'VOLANO_DEFINITION_CYCLE'
  | 'VOLANO_DEFINITION_DUPLICATE'
  | 'VOLANO_DEFINITION_IN_USE';

export const ERRORS: Readonly<Record<ErrorCode, CatalogueRow>> = {
  VOLANO_DURATION_INVALID: {
    kind: 'definition',
    message: '"{value}" is not a duration. Write a whole number and a unit (ms, s, m, h, d, w), e.g. "30d".',
  },
  VOLANO_TIME_ZONE_UNKNOWN: {
    kind: 'definition',
    message: '"{value}" is not a time zone of the tz database. Write e.g. "Europe/London" or "Asia/Shanghai".',
  },
  VOLANO_DEFINITION_INVALID: { kind: 'definition', message: '{path}: {problem}' },
  VOLANO_REFERENCE_UNKNOWN: {
    kind: 'definition',
    message: '{path}: there is no {kind} "{id}". Define it in the project or correct the name.',
  },
  VOLANO_DEFINITION_CYCLE: {
    kind: 'definition',
    message: 'These definitions depend on each other in a circle: {cycle}. Break it by removing one of the references.',
  },
  VOLANO_DEFINITION_DUPLICATE: { kind: 'definition', message: 'Two definitions of kind {kind} have the id "{id}". Rename one.' },
  VOLANO_DEFINITION_IN_USE: {
    kind: 'definition',
    message: '{kind} "{id}" cannot be removed: customers in {user} still need it. Keep it until they have left.',
  },
};

export type ErrorDetails = Readonly<Record<string, string | number>>;

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

/** The catalogue's message with the details filled in. */
export function messageOf(code: ErrorCode, details: ErrorDetails): string {
  return ERRORS[code].message.replace(/\{(\w+)\}/g, (hole, name: string) => String(details[name] ?? hole));
}
