/** What differs between one machine and many: how the loop comes by its log, engine, sink and delivery, and who does what goes on by itself. */
import type { Delivery, DeliveryOptions } from '../act/index.ts';
import type { BackfillsLink, BackfillsOptions } from './backfill/index.ts';
import type { BackupParts } from './backup/index.ts';
import type { Role } from './config/index.ts';
import type { Desks } from './desks.ts';
import type { Duties } from './duties.ts';
import type { EngineLink, EngineStatus } from './engine/index.ts';
import type { RunningParts } from './running-parts.ts';

/** Where the engine stands, asked of the state store now: what is read of it at the same time may be younger than the engine's last news. */
export type Standing = () => Promise<Pick<EngineStatus, 'seq' | 'runOpen'>>;

export type Knowing = Pick<
  RunningParts,
  'mode' | 'log' | 'arrivals' | 'state' | 'homeOf' | 'engine' | 'standing' | 'journeyCounts' | 'appender' | 'releases'
> & {
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
  /** What brings the past to what is in preparation. */
  openBackfills(parts: Omit<BackfillsOptions, 'partition' | 'areOthersReady' | 'othersTold'>): BackfillsLink;
  /** From here on sink and delivery hear what the engine commits. */
  connect(parts: Pick<RunningParts, 'engine' | 'sink' | 'delivery'>): void;
  /** What `volano backup` reads, and who keeps snapshots. Once. */
  backups(parts: Knowing & Learning): BackupParts;
  /** All is wired: engine and clock may go. */
  begin(knowing: Knowing): Promise<void>;
  /** The server listens: what goes on by itself may begin. */
  takeUp(duties: Duties): Promise<void>;
  /** Lays down what goes on by itself. `pastRead` resolves when no past is being read. */
  layDown(duties: Duties): Promise<{ readonly pastRead: Promise<void> }>;
}

/** Of one partition. */
export function connect(engine: Pick<EngineLink, 'onBatch'>, { sink, delivery }: Pick<RunningParts, 'sink' | 'delivery'>): void {
  engine.onBatch(({ messages, seq }) => {
    sink.advance(seq);
    if (messages.length > 0) delivery.wake(messages, Date.now());
  });
}
