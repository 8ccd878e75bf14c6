/** What differs between one machine and many: how the loop comes by its log, engine, sink and delivery, and who does what goes on by itself. */
import type { Delivery, DeliveryOptions } from '../act/index.ts';
import type { BackupParts } from './backup/index.ts';
import type { Role } from './config/index.ts';
import type { Desks } from './desks.ts';
import type { Duties } from './duties.ts';
import type { RunningParts } from './running.ts';

export type Knowing = Pick<RunningParts, 'mode' | 'log' | 'state' | 'engine' | 'appender' | 'releases'> & {
  /** Messages still in the outbox whose receipt is in the log. */
  readonly ended: ReadonlyMap<string, number>;
};
export type Learning = Pick<RunningParts, 'warehouse' | 'sink'>;

export interface Installation {
  /** Whether this process does so much of the loop. */
  does(role: Role): boolean;
  /** What rooms keep beside the loop. */
  readonly desks: Desks;
  openKnowing(): Promise<Knowing>;
  openLearning(knowing: Knowing): Promise<Learning>;
  /** `channels` opens those that go out, each time anew. */
  openDelivery(options: Omit<DeliveryOptions, 'channels'>, channels: () => DeliveryOptions['channels']): Promise<Delivery>;
  /** What `volano backup` reads, and who keeps snapshots. Once. */
  backups(parts: Knowing & Learning): BackupParts;
  /** All is wired: engine and clock may go. */
  begin(knowing: Knowing): Promise<void>;
  /** The server listens: what goes on by itself may begin. */
  takeUp(duties: Duties): Promise<void>;
  /** Lays down what goes on by itself. `pastRead` resolves when no past is being read. */
  layDown(duties: Duties): Promise<{ readonly pastRead: Promise<void> }>;
}
