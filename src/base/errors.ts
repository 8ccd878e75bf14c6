/**
 * The error catalogue. Every error that a user can meet has a code, a kind named by what to do next, and a message that
 * says how to fix it. docs/errors.md has a row for each; a test keeps the two equal.
 */

import type { ErrorCode } from './error-code.ts';
import { ACCESS_ERRORS } from './errors-of-access.ts';
import { BACKUP_ERRORS } from './errors-of-backups.ts';
import { CONFIGURATION_ERRORS } from './errors-of-configuration.ts';
import { RELEASE_ERRORS } from './errors-of-releases.ts';
import { STORAGE_ERRORS } from './errors-of-storage.ts';

/** What the reader should do: fix the input, fix the definitions, fix the configuration, wait and retry, or report a bug. */
export type ErrorKind = 'input' | 'definition' | 'configuration' | 'retry' | 'bug';

export interface CatalogueRow {
  readonly kind: ErrorKind;
  /** `{name}` is replaced by the detail of that name. */
  readonly message: string;
}

/** What each code says, and what to do about it. */
export const ERRORS: Readonly<Record<ErrorCode, CatalogueRow>> = {
  VOLANO_DURATION_INVALID: {
    kind: 'definition',
    message: '"{value}" is not a duration. Write a whole number and a unit (ms, s, m, h, d, w), e.g. "30d".',
  },
  VOLANO_SIMULATION_TOO_EARLY: {
    kind: 'input',
    message:
      'The log in "{path}" begins at {first}, and no snapshot of this version tells how customers stood at {since}. Choose a later --since, or let a snapshot be taken (volano snapshot) before the log is cut.',
  },
  VOLANO_JOURNEY_NOT_STARTABLE: {
    kind: 'input',
    message:
      'Journey "{id}" is not started by name: it has another trigger, or is no longer in the running release. Give it the trigger onStart(), or start one that has it.',
  },
  VOLANO_JOURNEY_TEST_INVALID: {
    kind: 'definition',
    message: 'A journey test cannot be run: {problem}. docs/rehearsal.md shows how they are written.',
  },
  VOLANO_REHEARSAL_BUSY: {
    kind: 'retry',
    message: '{problem} Wait until it is over, or stop it.',
  },
  VOLANO_REHEARSAL_IMPOSSIBLE: {
    kind: 'input',
    message: 'The journey cannot be tried like this: {problem}. Change what the customer does, or the journey.',
  },
  VOLANO_REHEARSAL_LIMIT: {
    kind: 'input',
    message: 'The rehearsal was stopped: {problem}. Let less time pass in it, or less happen.',
  },
  VOLANO_TIME_ZONE_UNKNOWN: {
    kind: 'definition',
    message: '"{value}" is not a time zone of the tz database. Write e.g. "Europe/London" or "Asia/Shanghai".',
  },
  VOLANO_PROJECT_INVALID: { kind: 'definition', message: 'The project has {count} problem(s):\n{problems}' },
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
    message:
      '{kind} "{id}" cannot be removed: customers in {user} still need it. Keep it until they have left, or say what becomes of them: "edits" in the journey, or --edit JOURNEY/STEP=exit (or move:STEP).',
  },
  VOLANO_BATCH_TOO_LONG: {
    kind: 'input',
    message: 'The batch has {count} calls; at most {limit} are read at once. Send it in several batches.',
  },
  VOLANO_CALL_INVALID: {
    kind: 'input',
    message: '{field}: {problem}.',
  },
  VOLANO_EVENT_INVALID: {
    kind: 'input',
    message:
      'The event "{event}" does not keep to the data dictionary: {problems}. It is kept in the quarantine; correct the sender, or correct and replay it with "volano quarantine".',
  },
  VOLANO_CALL_KEY_FORBIDDEN: {
    kind: 'input',
    message: '{field}: the key "__proto__" is not accepted. Rename it.',
  },
  VOLANO_CALL_NUMBER_INVALID: {
    kind: 'input',
    message: '{field}: the number is too large to be kept. Send it as text.',
  },
  VOLANO_CALL_TIME_OUT_OF_RANGE: {
    kind: 'input',
    message: '{field}: {value} lies outside {from} to {to}. Correct the time, or declare a wider range.',
  },
  VOLANO_CALL_TOO_DEEP: {
    kind: 'input',
    message: '{field}: nested more than {limit} levels deep. Flatten it.',
  },
  VOLANO_CALL_TOO_LARGE: {
    kind: 'input',
    message: 'The call has {bytes} bytes; at most {limit} are accepted. Send less, or raise the limit.',
  },
  VOLANO_CALL_TOO_MANY_KEYS: {
    kind: 'input',
    message: '{field}: {count} keys; at most {limit} are accepted. Group them into objects, or leave out what nobody reads.',
  },
  VOLANO_CALL_WITHOUT_IDENTIFIER: {
    kind: 'input',
    message: 'The call names no customer. Give userId, anonymousId or context.externalIds.',
  },
  VOLANO_ENTRY_UNREADABLE: {
    kind: 'bug',
    message: 'The log holds an entry that cannot be read: {problem}. Restore the log from a backup and report this.',
  },
  VOLANO_IDENTIFIER_INVALID: {
    kind: 'input',
    message: '{field}: {problem}. An identifier is a text of 1 to {limit} characters without control characters.',
  },
  VOLANO_IMPORT_CHECKPOINT_MISMATCH: {
    kind: 'input',
    message:
      'The checkpoint {file} belongs to another file or map ({problem}). Delete it to import from the start, or import the file it belongs to.',
  },
  VOLANO_IMPORT_DOOR_UNREACHABLE: {
    kind: 'retry',
    message: 'The server at {url} did not take the rows: {problem}. Start it, then run the import again with resume.',
  },
  VOLANO_IMPORT_FILE_UNREADABLE: {
    kind: 'input',
    message: '{file} cannot be read near row {row}: {problem}. Repair the file, then run the import again with resume.',
  },
  VOLANO_IMPORT_FORMAT_UNKNOWN: {
    kind: 'input',
    message:
      'The format of {file} cannot be told from its name. Name it .csv, .jsonl or .parquet (the first two also with .gz), or set "format" in the map.',
  },
  VOLANO_IMPORT_MAP_INVALID: {
    kind: 'input',
    message: 'The import map is wrong at {path}: {problem}.',
  },
  VOLANO_IMPORT_NOT_WRITABLE: {
    kind: 'configuration',
    message: '{file} cannot be written: {problem}. Name a place that can be written, or make room.',
  },
  VOLANO_IMPORT_REFUSED: {
    kind: 'input',
    message: 'The server refused the import: {problem}. Check the write key and the limits, then run it again with resume.',
  },
  VOLANO_IMPORT_ROW_INVALID: {
    kind: 'input',
    message: '{field}: {problem}.',
  },
  VOLANO_OVERLOADED: {
    kind: 'retry',
    message: 'The engine is behind. Send the same request again after {seconds} s.',
  },
  VOLANO_QUARANTINE_UNWRITABLE: {
    kind: 'retry',
    message:
      'The quarantine cannot be written: {problem}. Free disk space, or in a cluster see why PostgreSQL does not answer; the sender will try again.',
  },
  VOLANO_QUARANTINE_TAKEN: {
    kind: 'retry',
    message:
      'This process was silent for so long that another one has taken over the turn to replay and drop. What was in the log by then is found there and not sent again; ask once more for the rest.',
  },
  VOLANO_CORRECTION_INVALID: {
    kind: 'input',
    message: 'The correction cannot be used: {path} {problem}. docs/quarantine.md has the format and an example.',
  },
  VOLANO_REPORT_UNWRITABLE: {
    kind: 'input',
    message: 'The report cannot be written to {path}: {problem}. Name a file in a folder that exists and that you may write to.',
  },
  VOLANO_TAG_SHEET_INVALID: {
    kind: 'input',
    message:
      '{file} is no sheet that can be read back: {problem}. Make one with "volano tags sheet" and fill in its column "right" with yes or no.',
  },
  VOLANO_REQUEST_ENCODING_INVALID: {
    kind: 'input',
    message: 'The body cannot be decompressed as {encoding}: {problem}. Send it whole, or uncompressed.',
  },
  VOLANO_REQUEST_FAILED: {
    kind: 'retry',
    message: 'The request could not be stored: {problem}. Send it again.',
  },
  VOLANO_REQUEST_INVALID: {
    kind: 'input',
    message: '{field}: {problem}.',
  },
  VOLANO_REQUEST_NOT_UTF8: {
    kind: 'input',
    message: 'The body is not valid UTF-8 (first wrong byte at {position}). Encode it as UTF-8.',
  },
  VOLANO_REQUEST_TOO_LARGE: {
    kind: 'input',
    message: 'The body has more than {limit} bytes. Send smaller batches, or raise the limit.',
  },
  VOLANO_REQUEST_UNREADABLE: {
    kind: 'input',
    message: 'The body is not JSON: {problem}.',
  },
  VOLANO_WRITE_KEY_ENDED: {
    kind: 'input',
    message:
      'This write key has been revoked, or replaced by another. Send with the present key of the source; whoever manages write keys makes one under "Sources" in the console, or with "volano write-key make SOURCE".',
  },
  VOLANO_WRITE_KEY_FIXED: {
    kind: 'input',
    message:
      'This write key stands in {place}. Change it there and start the server again; or make another key for the source, send with that, and take this one out of there.',
  },
  VOLANO_WRITE_KEY_MISSING: {
    kind: 'input',
    message: 'No write key. Give it as the user of Basic authorization, or as "writeKey" in the body.',
  },
  VOLANO_WRITE_KEY_UNKNOWN: {
    kind: 'input',
    message: 'No source has this write key. Check it against the sources of the server.',
  },
  VOLANO_ADMIN_TOKEN_REQUIRED: {
    kind: 'configuration',
    message:
      'This part of the server needs the admin token because the server is reachable from other machines. Start it with VOLANO_ADMIN_TOKEN set and send "Authorization: Bearer <token>", or listen on 127.0.0.1.',
  },
  VOLANO_ADMIN_TOKEN_WRONG: {
    kind: 'input',
    message: 'The admin token is wrong. Send the one the server was started with as "Authorization: Bearer <token>".',
  },
  VOLANO_INBOX_TOKEN_INVALID: {
    kind: 'input',
    message: 'The inbox token is missing, wrong or over. Send "Authorization: Bearer <token>" with a fresh one from POST /v1/inbox-tokens.',
  },
  VOLANO_CONSOLE_MISSING: {
    kind: 'configuration',
    message: 'The files of the console are missing at {path}. Reinstall the package.',
  },
  VOLANO_CONSOLE_NOT_BUILT: {
    kind: 'configuration',
    message: 'The console has not been built: there is no page in {path}. Run "npm run build -w console", then load this address again.',
  },
  VOLANO_LIVE_FULL: {
    kind: 'retry',
    message: '{max} live views are open already. Close one, or try again in a minute.',
  },
  VOLANO_ORIGIN_FOREIGN: {
    kind: 'input',
    message:
      'The management API answers its own pages and programs only; this request was made for "{origin}". Open the console under the address the server listens on.',
  },
  VOLANO_QUERY_INVALID: {
    kind: 'input',
    message: '{field}: {problem}',
  },
  VOLANO_TEST_SEND_LIMIT: {
    kind: 'input',
    message: 'At most {max} test sends of one sender, or through one channel, go out in {minutes} minutes. Go on in {seconds} s.',
  },
  VOLANO_FALLBACK_MISSING: {
    kind: 'input',
    message:
      'Step "{step}" of journey "{journey}" has no fallback to be rerouted to. Give it one: fallback, with skip, a later step, or another channel and template.',
  },
  VOLANO_RESOURCE_UNKNOWN: {
    kind: 'input',
    message: 'There is no {kind} "{id}". Check the spelling; it may also have been removed by retention.',
  },
  VOLANO_UNMERGE_PREPARING: {
    kind: 'retry',
    message: 'A release is still being prepared: what it reads of the past is on its way. Undo merges once it is live ("volano releases").',
  },
  VOLANO_IDENTIFIER_BLOCKED: {
    kind: 'input',
    message:
      '"{identifier}" identifies nobody: it is empty, a value that programs send for "nobody", or blocked by its namespace. Bind another identifier, or take it out of "blocked" or "blockedPatterns" of the namespace and release that.',
  },
  VOLANO_IDENTIFIER_SHARED: {
    kind: 'input',
    message:
      '"{identifier}" is what many people share: namespace "{namespace}" does not merge. Bind an identifier of the person, or let the namespace merge and release that.',
  },
  VOLANO_BIND_EXCEEDED: {
    kind: 'input',
    message:
      '"{identifier}" cannot be bound to "{to}": the profile would exceed {limit}. Take an identifier that is not theirs out first ("volano identity unbind"), or raise the limit of the namespace and release that.',
  },
  VOLANO_UNBIND_ALONE: {
    kind: 'input',
    message:
      '"{identifier}" is the only identifier of profile {customer}: there is nothing to take it out of. "volano identity show {identifier}" lists what the profile holds.',
  },
  VOLANO_PROFILE_CHANGED: {
    kind: 'retry',
    message: 'The profile of "{identifier}" has changed in the meantime and is as it was. Do it again.',
  },
  VOLANO_MERGE_UNKNOWN: {
    kind: 'input',
    message:
      'Customer {customer} has not absorbed {from}, or the merge is undone already. "volano identity show {customer}" lists its merges.',
  },
  VOLANO_TEMPLATE_INVALID: {
    kind: 'definition',
    message: 'template "{id}", {field}: {problem}.',
  },
  VOLANO_RETURN_UNSIGNED: { kind: 'input', message: 'Sign it as Standard Webhooks has it, now, with the secret of channel "{channel}".' },
  VOLANO_DELIVERY_UNSETTLED: {
    kind: 'retry',
    message:
      '{open} message(s) are not through, and none has got through for {seconds} s. In the way: {what}. Nothing is lost: they are in the outbox and go when that is mended and the server runs again.',
  },
  VOLANO_PLAYBOOK_UNKNOWN: { kind: 'input', message: 'There is no playbook "{id}" in {folder}. There are: {known}.' },
  VOLANO_PLAYBOOK_SHELF_EMPTY: {
    kind: 'input',
    message: 'There is no playbook in {folder}. A shelf has a folder for each, whose index.ts exports a playbook of that name.',
  },
  VOLANO_PLAYBOOK_LACKS: {
    kind: 'input',
    message:
      'The project lacks {problem}, without which the playbook "{id}" cannot write to anybody. Define one, then add the playbook again.',
  },
  VOLANO_PLAYBOOK_COLLIDES: {
    kind: 'input',
    message:
      'Of the playbook "{id}" something is there already and differs, and nothing is written over: {names}. Rename or remove what is yours, or keep it and leave the playbook.',
  },
  VOLANO_PLAYBOOK_PROJECT: {
    kind: 'input',
    message:
      'The project in {folder} is a project.json, and a playbook is code. Make it an index.ts that exports "project" (the JSON may stand in it as it is), then add the playbook again.',
  },
  VOLANO_PROJECT_NOT_FOUND: {
    kind: 'input',
    message:
      'There is no project in {folder}: it has neither an index.ts (or index.js) that exports "project", nor a project.json, nor files in definitions/. Check the path.',
  },
  VOLANO_PROJECT_UNREADABLE: {
    kind: 'definition',
    message: '{file} cannot be read: {problem}',
  },
  VOLANO_DEMO_DATA_INVALID: {
    kind: 'input',
    message: '{file} is not an Online Retail file: expected the columns {columns}, with times in ISO 8601.',
  },
  VOLANO_DEMO_DATA_UNREADABLE: {
    kind: 'input',
    message: '{file} cannot be read: {problem}. Give the path of the Online Retail file (.csv or .csv.gz).',
  },
  VOLANO_DEMO_EXAMPLE_MISSING: {
    kind: 'configuration',
    message: 'The example at {path} is missing or cannot be loaded. Run the demo from a clone of the repository.',
  },
  VOLANO_SERVER_UNREACHABLE: {
    kind: 'retry',
    message: 'No Volano server answers at {url} ({problem}). Start one with "volano serve", or name another with --url.',
  },
  VOLANO_SERVER_ANSWER_UNEXPECTED: {
    kind: 'bug',
    message: 'The server at {url} answered {status} to {request}: {problem}',
  },
  VOLANO_UNEXPECTED: {
    kind: 'bug',
    message: '{problem}. This is a bug of Volano; please report it with the steps that led to it.',
  },
  VOLANO_BACKFILL_GAPS: {
    kind: 'configuration',
    message:
      'The warehouse lacks {missing} of the events and facts up to release {release}, so what is new in it would rest on a history with gaps. Restore the warehouse, or apply the project without the definitions that need the history (`volano status` lists them).',
  },
  VOLANO_BACKFILL_WAITS: {
    kind: 'retry',
    message:
      'Release {release} is made, but part of it is not in force: the past that it reads cannot be brought. The server goes on trying; "volano status" shows how it stands. {problem}',
  },
  ...ACCESS_ERRORS,
  ...BACKUP_ERRORS,
  ...CONFIGURATION_ERRORS,
  ...RELEASE_ERRORS,
  ...STORAGE_ERRORS,
};
