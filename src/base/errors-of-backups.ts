/** Rows of the error catalogue: backups, and what is restored from them. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_${'BACKUP' | 'RESTORE'}_${string}`>;

export const BACKUP_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_BACKUP_BUSY: {
    kind: 'retry',
    message: 'Another backup (process {pid}) is writing to {path}. Wait for it, or choose another folder.',
  },
  VOLANO_BACKUP_DAMAGED: {
    kind: 'input',
    message: '{path} of the backup is damaged: {problem}. Restore from another backup; a whole one made now takes a new folder.',
  },
  VOLANO_BACKUP_DISK_FULL: {
    kind: 'retry',
    message:
      '{path} cannot be written ({reason}): the disk of the backup is full. The installation is unharmed, and a backup made before is still whole. Free space and run it again.',
  },
  VOLANO_BACKUP_ELSEWHERE: {
    kind: 'configuration',
    message: 'This installation lies in services of its own (log, state, warehouse): back them up by their own means.',
  },
  VOLANO_BACKUP_FOLDER_FOREIGN: {
    kind: 'configuration',
    message: '{path} holds something that is no backup. Choose an empty folder, or one that volano backup has made.',
  },
  VOLANO_BACKUP_FORMAT: {
    kind: 'configuration',
    message: 'The backup in {path} has format {format}, and this Volano reads {own}. Use a Volano that reads it, or a new folder.',
  },
  VOLANO_BACKUP_GAP: {
    kind: 'configuration',
    message:
      'The backup ends at position {position} of the log, and the log begins at {first} by now: they cannot be joined. Choose a new folder, and back up more often than entries are removed.',
  },
  VOLANO_BACKUP_INTERRUPTED: {
    kind: 'retry',
    message: 'The backup did not become whole: {problem}. Run it again; what the folder had before is still whole.',
  },
  VOLANO_BACKUP_MISSING: {
    kind: 'input',
    message: 'There is no whole backup in {path}. Check the folder; after an interrupted first backup run it again.',
  },
  VOLANO_BACKUP_OTHER: {
    kind: 'configuration',
    message:
      'The backup is of another log: its entry at position {position} is not the one here. After a restore, and for another installation, choose a new folder.',
  },
  VOLANO_BACKUP_UNDER_WAY: { kind: 'retry', message: 'Another backup of this server is under way. Wait until it is whole.' },
  VOLANO_BACKUP_WAREHOUSE: {
    kind: 'bug',
    message: 'The warehouse has {found} of the {expected} rows from {from} to {to}. Run volano verify and keep the folder as it is.',
  },
  VOLANO_RESTORE_DISK_FULL: {
    kind: 'retry',
    message:
      '{path} cannot be written ({reason}): its disk is full. The backup is unharmed. Free space and restore again, into the same folder or another.',
  },
  VOLANO_RESTORE_NOT_EMPTY: {
    kind: 'configuration',
    message: '{path} is not empty. Restore into a new folder, and start the server on that one.',
  },
  VOLANO_RESTORE_UNFINISHED: {
    kind: 'configuration',
    message: 'A restore into {path} did not come to its end. Run volano restore again on the same folder.',
  },
  VOLANO_RESTORE_UNREACHABLE: {
    kind: 'input',
    message:
      'The backup cannot be restored to {position}: it reaches from position {first} to {last}. Choose a position or time within it.',
  },
  VOLANO_RESTORE_VERSION: {
    kind: 'configuration',
    message:
      'Entries beyond position {position} were applied by engine version {version}, and this Volano has {own}. Restore with a Volano of that version, or with --position {position}.',
  },
};
