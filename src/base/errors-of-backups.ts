/** Rows of the error catalogue: backups, what is restored from them, and migrations. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<ErrorCode, `VOLANO_${'BACKUP' | 'MIGRATION' | 'RESTORE'}_${string}`>;

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
  VOLANO_BACKUP_PARTITIONS: {
    kind: 'configuration',
    message:
      'The log has (or is configured to have) several partitions: volano migrate goes to several, but not from them, and volano snapshot knows installations of one. Snapshots of several are taken by themselves; volano backup and volano restore know several.',
  },
  VOLANO_BACKUP_UNDER_WAY: { kind: 'retry', message: 'Another backup of this server is under way. Wait until it is whole.' },
  VOLANO_BACKUP_WAREHOUSE: {
    kind: 'bug',
    message: 'The warehouse has {found} of the {expected} rows from {from} to {to}. Run volano verify and keep the folder as it is.',
  },
  VOLANO_MIGRATION_DIFFERENT: {
    kind: 'bug',
    message:
      'The {part} that was brought is not the one that was read, at {where}. Nothing has been switched over, and the source is unharmed. Remove what was brought (or name a fresh topic, schema and database, or an empty folder) and migrate again; please report it.',
  },
  VOLANO_MIGRATION_ENGINE: {
    kind: 'configuration',
    message:
      'The state was made by engine version "{version}", and this Volano has {own}. To divide it among several partitions, start a server of this Volano on it once, stop it, and migrate again.',
  },
  VOLANO_MIGRATION_GAP: {
    kind: 'configuration',
    message:
      'The entry at position {position} of the log would get position {given} in Kafka. Migrate into a topic that nothing else writes and has ever written; if the log itself lacks entries in its middle, back it up and restore it instead.',
  },
  VOLANO_MIGRATION_GREW: {
    kind: 'configuration',
    message:
      'The log has grown past position {position} during the migration, and nothing has been switched over. Stop every process of the source, gateways too, and run it again; it goes on where it was.',
  },
  VOLANO_MIGRATION_MOVED: {
    kind: 'configuration',
    message:
      'This installation ({side}) was moved on {time} and goes on elsewhere: {other}. Start that one. To go on with this one instead, stop that one and run `volano migrate --reopen {side}` (the mark is {place}); what the other one has taken since is not here.',
  },
  VOLANO_MIGRATION_NOT_EMPTY: {
    kind: 'configuration',
    message:
      'There is something already where the installation is to go ({place}): {found}. Two installations cannot be mixed: name a fresh topic, schema and database in the configuration, or an empty folder with --data.',
  },
  VOLANO_MIGRATION_PREPARING: {
    kind: 'configuration',
    message:
      'A release is still being brought to all customers, and customers cannot be divided among several partitions meanwhile. Start the server, wait until the release is in force (the console shows it under Releases), stop it, and migrate again.',
  },
  VOLANO_MIGRATION_UNFINISHED: {
    kind: 'configuration',
    message:
      'This installation ({side}) is only half there: a migration from {other} was begun and not finished (the mark is {place}). Run `volano migrate --to {side}` again with the same options; it goes on where it was.',
  },
  VOLANO_RESTORE_DISK_FULL: {
    kind: 'retry',
    message:
      '{path} cannot be written ({reason}): its disk is full. The backup is unharmed. Free space and restore again, into the same folder or another.',
  },
  VOLANO_RESTORE_MOMENT: {
    kind: 'input',
    message:
      'This backup of several partitions cannot be restored to {asked}. {why} It can be to any time in {moments}: choose one with --time, or leave it out for the newest.',
  },
  VOLANO_RESTORE_NOT_EMPTY: {
    kind: 'configuration',
    message:
      '{path} is not empty. Restore into a new folder, or into a cluster with a fresh topic, schema and database, and start on that one.',
  },
  VOLANO_RESTORE_PARTITIONS: {
    kind: 'configuration',
    message:
      'The backup is of an installation with {partitions} partitions, and it was to be restored into one with {own}. Restore it into a cluster with log.partitions {partitions} (a data folder has 1).',
  },
  VOLANO_RESTORE_UNFINISHED: {
    kind: 'configuration',
    message: 'A restore did not come to its end here ({path}). Run volano restore again with the same options.',
  },
  VOLANO_RESTORE_UNREACHABLE: {
    kind: 'input',
    message:
      'The backup cannot be restored to {position}: it reaches from position {first} to {last}. Choose a position or time within it.',
  },
  VOLANO_RESTORE_VERSION: {
    kind: 'configuration',
    message:
      'Entries beyond position {position} were applied by engine version {version}, and this Volano has {own}. Restore with a Volano of that version, or, where the log has one partition, with --position {position}.',
  },
};
