/** What taking merges and bindings back works on, and asks of it. */
import type { CustomerId } from '../../base/index.ts';
import type { LiveIdentity, Plan, SendCommand, SpreadPlace, SpreadPositions, UnbindEntry } from '../../core/index.ts';
import type { Sink } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateView } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import {
  byPartition,
  type EngineLink,
  entriesNamed,
  loadUnmerge,
  Stretch,
  type UnbindQuestion,
  type UnmergeQuestion,
  waitingCommands,
} from '../engine/index.ts';
import { findParting } from '../identity/index.ts';
import { assertKept } from '../kept-entries.ts';
import { type Reader, readById } from '../reading.ts';
import { partingPositionsOf, spreadPositionsOf } from './positions.ts';
import { previewOf, previewOfParted, type UnmergePreview } from './preview.ts';

export interface UnmergesWorld {
  readonly warehouse: Warehouse;
  readonly log: Log;
  /** The log in which events arrive, and identity is found; the same one where there is one partition. */
  readonly arrivals: Log;
  readonly state: StateView;
  readonly partition: number;
  readonly appender: Pick<Appending, 'entries' | 'time'>;
  readonly engine: Pick<EngineLink, 'status' | 'reached' | 'caughtUp'>;
  readonly sink: Pick<Sink, 'flush'>;
  readonly plan: () => Plan;
}

/** Up to where everything is in the warehouse. */
export interface CaughtUp {
  /** With several partitions: of the first one of `events`. */
  readonly upTo: number;
  /** With several partitions. */
  readonly spread?: Pick<SpreadPositions, 'upTo' | 'arrived'>;
}

/** What a parting names, of each customer. */
export type PartingAbout = Pick<UnbindEntry, 'positions' | 'returned' | 'upTo' | 'spread'>;

export async function caughtUp({
  log,
  arrivals,
  engine,
  sink,
}: Pick<UnmergesWorld, 'log' | 'arrivals' | 'engine' | 'sink'>): Promise<CaughtUp> {
  if (log.partitions === 1) {
    const { position, seq } = engine.status;
    await sink.flush(seq);
    return { upTo: position };
  }
  // What comes of all that is there by now, wherever it leads.
  const arrived = await Promise.all(Array.from({ length: arrivals.partitions }, (_, partition) => arrivals.end(partition)));
  await engine.caughtUp();
  const { status } = engine;
  await sink.flush(status.seq);
  return { upTo: arrived[0]!, spread: { arrived, upTo: byPartition(status).map(({ position }) => position) } };
}

/** Rejects with VOLANO_LOG_SHORTENED when the log has let go of what is to be read again. */
export async function partingAboutOf(
  profiles: readonly { readonly customer: CustomerId; readonly record: LiveIdentity | undefined }[],
  { upTo, spread }: CaughtUp,
  { warehouse, partition, log, arrivals }: Pick<UnmergesWorld, 'warehouse' | 'partition' | 'log' | 'arrivals'>,
): Promise<(customer: CustomerId) => PartingAbout> {
  const customers = profiles.map(({ customer }) => customer);
  if (!spread) {
    const about = await partingPositionsOf(customers, { warehouse, partition, upTo });
    for (const { customer, record } of profiles)
      await assertKept(
        [
          ...about(customer).positions,
          ...originsOf(record)
            .map(([, position]) => position)
            .filter((one) => one <= upTo),
        ],
        { log, partition },
      );
    return (customer) => ({ ...about(customer), upTo });
  }
  const about = await spreadPositionsOf(customers, { warehouse, upTo: spread.upTo });
  for (const { customer, record } of profiles) {
    await assertAllKept(about(customer).places, log);
    await assertAllKept(originsOf(record), arrivals);
  }
  return (customer) => ({ positions: [], upTo, spread: { ...about(customer), ...spread } });
}

async function assertAllKept(places: readonly SpreadPlace[], log: Log): Promise<void> {
  for (const [partition, some] of Map.groupBy(places, ([one]) => one))
    await assertKept(
      some.map(([, position]) => position),
      { log, partition },
    );
}

/** Where its identifiers and merges came from: what a parting reads beside the positions that it names. */
function originsOf(record: LiveIdentity | undefined): readonly SpreadPlace[] {
  return record ? [...record.links, ...record.merges].map(({ partition, position }) => [partition, position]) : [];
}

/** What would become of the profile; undefined when it would be refused. */
export async function previewParting(
  question: UnmergeQuestion | UnbindQuestion,
  world: UnmergesWorld,
): Promise<UnmergePreview | undefined> {
  const { log, state, partition, appender, engine } = world;
  const plan = world.plan();
  const now = appender.time;
  if (log.partitions > 1) return previewSpread(question, world);
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

/** As it is when all that the question names has come to rest; what has come since is not looked for. */
async function previewSpread(question: UnmergeQuestion | UnbindQuestion, world: UnmergesWorld): Promise<UnmergePreview | undefined> {
  const { log, arrivals, state, partition, appender } = world;
  const plan = world.plan();
  const now = appender.time;
  const moment = { position: (await arrivals.end(partition)) + 1, at: now, by: '' };
  const found = await findParting(question, moment, { partition, rules: plan.identity, state, events: arrivals, customers: log });
  if ('refused' in found) return undefined;
  const read = await readById({ state, plan: () => plan, now: () => now }, found.body.customer);
  if (read?.id !== found.body.customer) return undefined;
  const entries = await entriesNamed(found.body.entries, log);
  return previewOfParted(read.customer, found, { plan, now, partition, entries });
}
