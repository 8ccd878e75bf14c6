/**
 * Reads an installation of several partitions, as frames, while it goes on.
 *
 * B3. First the state of each partition of customers; then the key space that the identity stages share; then twice where the logs end; then, of each partition, what B1 says.
 *     So identity knows of everything that a state holds, and what has gone from identity's blocks, or from what a state has for others, because it stands in a log, stands
 *     in the copy of that log. What the copies of the logs hold beyond that identity is cut off by a restore (cut.ts).
 */
import { createHash } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import type { StateSnapshot, TakeStateSnapshot } from '../../port/state/index.ts';
import { ownRowOf, type StageStanding, stageStandings } from '../identity/index.ts';
import { said } from '../said.ts';
import { type IsWanted, type LogEnd, type StateHead, stateHead } from '../snapshots/index.ts';
import { IDENTITY_PART, partOf, type SeveralEnds, type Since } from './format.ts';
import type { Frame } from './frames.ts';
import { type BackupQuestion, type BackupSource, continuing, endAt, framesOf, logFrames, stateFrames, warehouseFrames } from './source.ts';

export interface SeveralSource extends Pick<BackupSource, 'version' | 'warehouse' | 'otherFiles'> {
  /** What the engines step. */
  readonly customers: BackupSource['log'];
  /** What arrives. */
  readonly events: BackupSource['log'];
  /** The state of a partition of customers. */
  readonly snapshot: (partition: number) => Promise<StateSnapshot>;
  /** The key space that identity stages share. */
  readonly snapshotIdentity: TakeStateSnapshot;
}

/** The frames of a backup, of one partition or several. Throws as `framesOf`. */
export function framesOfAll(source: BackupSource | SeveralSource, question: BackupQuestion): AsyncGenerator<Frame> {
  return 'events' in source ? framesOfSeveral(source, question) : framesOf(source, question);
}

type Log = 'customers' | 'events';

/** A partition of one of the two logs. */
interface Place {
  readonly kind: Log;
  readonly log: BackupSource['log'];
  readonly partition: number;
  /** Entries after this position are to be copied, up to `end`. */
  readonly after: number;
  readonly end: number;
}

async function* framesOfSeveral(source: SeveralSource, { since, dryRun = false }: BackupQuestion): AsyncGenerator<Frame> {
  const { customers, events } = source;
  if (since && !since.several) throw new VolanoError('VOLANO_BACKUP_OTHER', { position: since.position });
  const sinces = since?.several;
  const begun = [...(await begunIn('customers', customers, sinces?.customers)), ...(await begunIn('events', events, sinces?.events))];
  const open: StateSnapshot[] = [];
  try {
    for (let partition = 0; partition < customers.partitions; partition++) open.push(await source.snapshot(partition));
    const identity = await source.snapshotIdentity();
    open.push(identity);
    const heads = await Promise.all(open.slice(0, -1).map(({ state }, partition) => stateHead(state, partition)));
    const stages = await stageStandings(identity.state, events.partitions);
    const sure = await Promise.all(heads.map(async (_, partition) => endAt({ log: customers, partition }, await customers.end(partition))));
    const places = await Promise.all(begun.map(async (one): Promise<Place> => ({ ...one, end: await one.log.end(one.partition) })));
    for (const [partition, stage] of stages.entries()) await assertBlocksReadable(events, partition, stage);
    // Of the trails, what leads here from the states that the folder has.
    const known = stages.map(({ position }, partition) => (sinces ? (sinces.events[partition]!.resolved ?? 0) : position));
    const isWanted: IsWanted = (table, key) => {
      const own = ownRowOf(table, key);
      return own?.row !== 'trail' || own.position > known[own.partition]!;
    };
    const sunkOf = (partition: number): number => sinces?.customers[partition]?.sunk ?? 0;
    yield {
      type: 'head',
      head: {
        ...totalOf(heads),
        version: source.version,
        partition: 0,
        partitions: customers.partitions,
        several: {
          customers: heads,
          sure: sure.map(({ position, at }) => ({ position, at })),
          events: stages.map(({ position, at, trail }, partition) => ({
            position,
            at,
            trail: Math.max(trail?.since ?? position, known[partition]!),
          })),
        },
        estimate: {
          stateBytes: sum(open.map(({ bytes }) => bytes)),
          entries: sum(places.map(({ after, end }) => end - after)),
          rows: sum(heads.map(({ sunk }, partition) => Math.max(0, sunk - sunkOf(partition)))),
          fileBytes: await bytesOf(source),
        },
      },
    };
    if (dryRun) return;
    for (const [partition, { state }] of open.entries())
      yield* state === identity.state
        ? ofPart(IDENTITY_PART, stateFrames(state, isWanted))
        : ofPart(partOf('customers', partition), stateFrames(state));
    const ends: { [kind in Log]: LogEnd[] } = { customers: [], events: [] };
    for (const place of places) {
      const last = yield* ofPart(partOf(place.kind, place.partition), logFrames(place, place));
      ends[place.kind].push(last ?? (await endAt(place, place.end)));
    }
    for (const [partition, { sunk }] of heads.entries()) {
      const rows = warehouseFrames({ warehouse: source.warehouse, partition }, { from: sunkOf(partition), to: sunk });
      yield* ofPart(partOf('customers', partition), rows);
    }
    for await (const file of source.otherFiles()) {
      yield { type: 'file', kind: 'file', name: file.name };
      for await (const bytes of file.read()) yield { type: 'data', bytes };
      yield { type: 'close' };
    }
    yield { type: 'end', end: endOfAll(ends), ends };
  } finally {
    await Promise.all(open.map((one) => one.close()));
  }
}

function begunIn(kind: Log, log: BackupSource['log'], since: readonly Since[] | undefined): Promise<readonly Omit<Place, 'end'>[]> {
  if (since && since.length !== log.partitions)
    throw new VolanoError('VOLANO_BACKUP_OTHER', { position: sum(since.map((one) => one.position)) });
  const numbers = Array.from({ length: log.partitions }, (_, partition) => partition);
  return Promise.all(
    numbers.map(async (partition) => ({ kind, log, partition, after: await continuing({ log, partition }, since?.[partition]) })),
  );
}

/** What a stage has found and not yet told is made again from its entries: they may have been told, and let go of, since. */
async function assertBlocksReadable(log: BackupSource['log'], partition: number, { produced, position }: StageStanding): Promise<void> {
  const [first] = await log.read(partition, 0, 1);
  if (produced === position || !first || first.position <= produced + 1) return;
  const problem = said`entries behind position ${produced} of the log of events were let go of while it was read`;
  throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem });
}

async function* ofPart<Answer>(part: string, frames: AsyncGenerator<Frame, Answer>): AsyncGenerator<Frame, Answer> {
  for (;;) {
    const next = await frames.next();
    if (next.done) return next.value;
    yield next.value.type === 'file' ? { ...next.value, part } : next.value;
  }
}

/** Sums, as everywhere where several partitions are shown as one. */
function totalOf(heads: readonly StateHead[]): StateHead {
  const total = (of: (head: StateHead) => number): number => sum(heads.map(of));
  return {
    engine: heads[0]!.engine,
    position: total(({ position }) => position),
    at: Math.max(...heads.map(({ at }) => at)),
    reaches: total(({ reaches }) => reaches),
    seq: total(({ seq }) => seq),
    sunk: total(({ sunk }) => sunk),
  };
}

function endOfAll({ customers, events }: SeveralEnds): LogEnd {
  const digest = createHash('sha256');
  for (const one of [...customers, ...events]) digest.update(`${one.position} ${one.digest} `);
  return {
    position: sum(customers.map(({ position }) => position)),
    at: Math.max(...[...customers, ...events].map(({ at }) => at)),
    digest: digest.digest('hex'),
  };
}

async function bytesOf({ otherFiles }: Pick<SeveralSource, 'otherFiles'>): Promise<number> {
  let bytes = 0;
  for await (const file of otherFiles()) bytes += file.bytes;
  return bytes;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
