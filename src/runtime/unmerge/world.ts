/** What taking merges and bindings back works on, and asks of it. */
import { VolanoError } from '../../base/index.ts';
import type { LiveIdentity, Plan, SendCommand } from '../../core/index.ts';
import type { Sink } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateView } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import { type EngineLink, loadUnmerge, Stretch, type UnbindQuestion, type UnmergeQuestion, waitingCommands } from '../engine/index.ts';
import { type Reader, readById } from '../reading.ts';
import { previewOf, type UnmergePreview } from './preview.ts';

export interface UnmergesWorld {
  readonly warehouse: Warehouse;
  readonly log: Log;
  /** The log in which events arrive, and identity is found; the same one where there is one partition. */
  readonly arrivals: Log;
  readonly state: StateView;
  readonly partition: number;
  readonly appender: Pick<Appending, 'entries' | 'time'>;
  readonly engine: Pick<EngineLink, 'status' | 'reached'>;
  readonly sink: Pick<Sink, 'flush'>;
  readonly plan: () => Plan;
}

/** Throws VOLANO_UNMERGE_PARTITIONS where that cannot be done. */
export function assertParting({ log }: Pick<UnmergesWorld, 'log'>): void {
  if (log.partitions > 1) throw new VolanoError('VOLANO_UNMERGE_PARTITIONS', {});
}

/** Where its identifiers and merges came from, by then: what a parting reads beside the positions that it names. */
export function originsOf({ links, merges }: LiveIdentity, upTo: number): readonly number[] {
  return [...links, ...merges].map(({ position }) => position).filter((position) => position <= upTo);
}

/** Position up to which the warehouse has everything. */
export async function caughtUp({ engine, sink }: Pick<UnmergesWorld, 'engine' | 'sink'>): Promise<number> {
  const { position, seq } = engine.status;
  await sink.flush(seq);
  return position;
}

/** What would become of the profile; undefined when it would be refused. */
export async function previewParting(
  question: UnmergeQuestion | UnbindQuestion,
  world: UnmergesWorld,
): Promise<UnmergePreview | undefined> {
  const { log, state, partition, appender, engine } = world;
  const plan = world.plan();
  const now = appender.time;
  const moment = { position: engine.status.position + 1, at: now };
  const loaded = await loadUnmerge(question, moment, { state, log, partition, plan, stretch: new Stretch() });
  if ('refused' in loaded) return undefined;
  const reader: Reader = { state, plan: () => plan, now: () => now };
  const read = await readById(reader, loaded.customer);
  if (read?.id !== loaded.customer) return undefined;
  const messages = read.customer.journeys.sends.map(({ message }) => message);
  const commands: readonly SendCommand[] = await waitingCommands(messages, state);
  return previewOf(read.customer, loaded, { plan, now, partition, commands });
}
