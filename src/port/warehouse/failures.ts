/** What a failed statement means, by ClickHouse's number of the error or the system's name of it. */

/** The engine's number of an error: `code` as the client gives it, `clickhouseCode` as the embedded engine does; or the system's name. */
export function codeOf(cause: unknown): string {
  const { clickhouseCode, code } = cause as { readonly clickhouseCode?: unknown; readonly code?: unknown };
  return String(clickhouseCode ?? code ?? '');
}

/** Codes of ClickHouse that say: these bytes are no rows of that table. */
const ROWS_REFUSED = new Set([
  '6', // CANNOT_PARSE_TEXT
  '25', // CANNOT_PARSE_ESCAPE_SEQUENCE
  '26', // CANNOT_PARSE_QUOTED_STRING
  '27', // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  '33', // CANNOT_READ_ALL_DATA
  '38', // CANNOT_PARSE_DATE
  '41', // CANNOT_PARSE_DATETIME
  '69', // ARGUMENT_OUT_OF_BOUND
  '72', // CANNOT_PARSE_NUMBER
  '117', // INCORRECT_DATA
  '130', // CANNOT_READ_ARRAY_FROM_TEXT
  '131', // TOO_LARGE_STRING_SIZE
  '321', // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  '349', // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  '467', // CANNOT_PARSE_BOOL
]);

/** Codes that another moment, or another replica, may not have. */
const PASSING = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'EAI_AGAIN',
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '210', // NETWORK_ERROR
  '225', // NO_ZOOKEEPER
  '279', // ALL_CONNECTION_TRIES_FAILED
  '289', // REPLICA_IS_NOT_IN_QUORUM
  '999', // KEEPER_EXCEPTION
]);

const DENIED = new Set([
  '192', // UNKNOWN_USER
  '193', // WRONG_PASSWORD
  '194', // REQUIRED_PASSWORD
  '195', // IP_ADDRESS_NOT_ALLOWED
  '497', // ACCESS_DENIED
  '516', // AUTHENTICATION_FAILED
]);

export const refusesRows = (cause: unknown): boolean => ROWS_REFUSED.has(codeOf(cause));
/** Whether `throwIf` has thrown. */
export const isThrown = (cause: unknown): boolean => codeOf(cause) === '395';
export const refusesUs = (cause: unknown): boolean => DENIED.has(codeOf(cause));

/** Whether a statement that changes nothing may be asked again. */
export function mayPass(cause: unknown): boolean {
  return PASSING.has(codeOf(cause)) || (cause instanceof Error && /socket hang up/i.test(cause.message));
}
