/** Rows of the error catalogue: log, state and warehouse, and the disks below them. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_${'DISK' | 'LOG' | 'STATE' | 'STORE' | 'VERIFY' | 'WAREHOUSE'}_${string}`>;

export const STORAGE_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_DISK_FULL: {
    kind: 'retry',
    message: '{path} cannot be written: {reason}. Free space on its disk; nothing acknowledged is lost and writing goes on by itself.',
  },
  VOLANO_LOG_APPEND_FAILED: {
    kind: 'retry',
    message:
      'Kafka did not store an append to partition {partition} of the topic {topic}: {reason}. None of its records is stored; append them again once the brokers answer.',
  },
  VOLANO_LOG_APPEND_TOO_LARGE: {
    kind: 'input',
    message:
      'An append of {bytes} bytes to partition {partition} of the topic {topic} is more than Kafka takes at once ({limit} bytes, and the topic’s max.message.bytes). Append fewer records at a time.',
  },
  VOLANO_LOG_APPEND_UNCLEAR: {
    kind: 'retry',
    message:
      'Kafka did not answer whether an append to partition {partition} of the topic {topic} is stored: {reason}. Either all of its records are or none is; appending them again may store them twice.',
  },
  VOLANO_LOG_FENCED: {
    kind: 'configuration',
    message:
      'Another process writes partition {partition} of the topic {topic} now, and this one may not any more. Run one writer for each topic, and restart this process if it shall be the one.',
  },
  VOLANO_LOG_LOCKED: {
    kind: 'configuration',
    message: 'The log at {path} is in use by process {pid}. Stop that process first, or give this one a data directory of its own.',
  },
  VOLANO_LOG_SHORTENED: {
    kind: 'configuration',
    message:
      'This reads the entry at position {position}, and the log begins at {first} by now: its retention has let go of what is older. Choose a longer retention before you need it; a backup that reaches back can be restored beside this installation.',
  },
  VOLANO_LOG_PARTITIONS: {
    kind: 'configuration',
    message:
      'The log at {path} was created with {stored} partitions, and {asked} are asked for. The number is fixed at creation: set it back to {stored}.',
  },
  VOLANO_LOG_UNREACHABLE: {
    kind: 'retry',
    message:
      'Kafka ({brokers}) does not answer for the topic {topic}: {reason}. Check that the brokers run, that they can be reached from here under the addresses they advertise, and how to log in to them.',
  },
  VOLANO_STATE_CONFLICT: {
    kind: 'retry',
    message:
      'A row of table "{table}" has been changed by another writer in the meantime, and nothing was stored. Read it again and do it anew.',
  },
  VOLANO_STATE_COPY_UNFINISHED: {
    kind: 'configuration',
    message:
      'The state holds only part of another one: a copy into it was begun and not finished. Run that copy again; it goes on where it was.',
  },
  VOLANO_STATE_FENCED: {
    kind: 'retry',
    message:
      'Another process has taken over the state at {path}; of what this one still had to write nothing was stored. Let it go: the other one goes on from what is stored. If that was not meant, see to it that only one process owns the partition.',
  },
  VOLANO_STATE_LOCKED: {
    kind: 'configuration',
    message: 'The state at {path} is in use by {holder}. Stop that process first, or give this one a data directory or schema of its own.',
  },
  VOLANO_STATE_NOT_EMPTY: {
    kind: 'configuration',
    message:
      'There is something in table "{table}" of the state that is to be copied into. Name an empty one, or remove what is in it; two states cannot be mixed.',
  },
  VOLANO_STATE_UNAVAILABLE: {
    kind: 'retry',
    message:
      'The state at {path} cannot be used: {problem}. See to PostgreSQL and the connection to it; what is acknowledged is not lost, and work goes on by itself from what is stored.',
  },
  VOLANO_STATE_VERSION_UNKNOWN: {
    kind: 'configuration',
    message:
      'A customer\'s part "{part}" was written in version {version}, which this Volano cannot read. If a newer Volano has run on this data directory, start that one again; else restore the directory from a backup.',
  },
  VOLANO_STORE_MISSING: {
    kind: 'configuration',
    message: 'There is no store at {path} yet. Check the data directory, or start the server once to create it.',
  },
  VOLANO_VERIFY_LOG_TRIMMED: {
    kind: 'configuration',
    message:
      'The log at {path} begins at position {position}, and there is no snapshot of this engine that it leads on from. Verify from a backup, or make a snapshot (volano snapshot) and verify from then on.',
  },
  VOLANO_VERIFY_UNFINISHED: {
    kind: 'retry',
    message:
      'The state at {path} is in the middle of entry {position}, which takes several commits. Let the server finish it, then verify again.',
  },
  VOLANO_VERIFY_VERSION: {
    kind: 'configuration',
    message: 'The log has entries of engine version {version}, and this Volano has {own}. Verify with a Volano of that version.',
  },
  VOLANO_WAREHOUSE_FENCED: {
    kind: 'retry',
    message:
      'Another process fills table {table} for this partition by now; what this one still sent was not stored. Let it go: the other one sends what is missing.',
  },
  VOLANO_WAREHOUSE_DENIED: {
    kind: 'configuration',
    message:
      'The ClickHouse server at {place} refuses us: {problem}. Correct user and password of "warehouse", or grant the user its database (docs/deployment.md has the statement).',
  },
  VOLANO_WAREHOUSE_UNREACHABLE: {
    kind: 'retry',
    message:
      'No ClickHouse server answers at {place} ({problem}). Start it, or correct "warehouse.url"; https needs its own port, mostly 8443.',
  },
  VOLANO_WAREHOUSE_FAILED: {
    kind: 'retry',
    message: 'The warehouse could not carry out a statement: {problem}. What waits for it is kept and tried again.',
  },
  VOLANO_WAREHOUSE_LOCKED: {
    kind: 'configuration',
    message:
      'The warehouse at {path} is in use by process {pid}. Stop that process first, ask its HTTP API instead, or give this one a data directory of its own.',
  },
  VOLANO_WAREHOUSE_ROWS_REFUSED: {
    kind: 'bug',
    message: 'The warehouse cannot read these rows: {problem}. They are kept as unreadable; please report what they hold.',
  },
  VOLANO_WAREHOUSE_UNAVAILABLE: {
    kind: 'configuration',
    message: 'The warehouse at {path} cannot be opened: {problem}. Check that the path exists, is writable and has free space.',
  },
};
