/** The installation of one machine: everything in one data directory, owned by this process. */
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { startDelivery } from '../act/index.ts';
import { boundsInFile, createTables, Sink } from '../learn/index.ts';
import { openChdbWarehouse } from '../port/warehouse/index.ts';
import { followedAhead } from './ahead.ts';
import type { AppOptions } from './app.ts';
import { Appender } from './appender.ts';
import { Backfills } from './backfill/index.ts';
import { type BackupSource, embeddedSource } from './backup/index.ts';
import { createClock } from './clock.ts';
import { folderDesks } from './desks.ts';
import { ENGINE_VERSION, EngineThread, type Failpoint, readJourneyCounts, readMeta, readStanding } from './engine/index.ts';
import { connect, type Installation, type Knowing, type Learning } from './installation.ts';
import { type LogPlace, openLog, openState, type StatePlace } from './places/index.ts';
import { Releases } from './releases.ts';
import { Keeper, Snapshots } from './snapshots/index.ts';
import { TimeMode } from './time-mode.ts';
import { movesFollower } from './unmerge/index.ts';

const PARTITION = 0;
/** An insert and the merges beside it may fill so much while it runs. */
const LOW_BYTES = 1024 ** 3;

export function embedded(options: AppOptions, failpoint: Failpoint): Installation {
  const { offline = false } = options;
  const mode = new TimeMode(options.eventTime);
  let keeper: Keeper | undefined;
  let reached: Promise<void> | undefined;
  return {
    does: () => true,
    desks: folderDesks(options.directory),
    openKnowing: () => openKnowing(options, { mode, failpoint }),
    openLearning: (knowing) => openLearning(options, knowing, { mode, failpoint }),
    openDelivery: (delivery, channels) => startDelivery({ ...delivery, channels: channels(), paused: offline }),
    openBackfills: (parts) => new Backfills({ ...parts, partition: PARTITION }),
    connect: ({ engine, sink, delivery }) => connect(engine, { sink, delivery }),
    backups(parts) {
      const source = embeddedSource(options.directory, parts);
      keeper = openKeeper(options, parts, source.snapshot);
      return { source, keeper };
    },
    async begin({ engine, appender }) {
      engine.go();
      if (engine.engineVersion === ENGINE_VERSION) return;
      const [entry] = await appender.entries([{ type: 'engine', version: ENGINE_VERSION }]);
      if (engine.engineVersion !== '') reached = engine.reached(entry!);
      reached?.catch(() => undefined);
    },
    async takeUp(duties) {
      if (!offline) duties.bringPast();
      if (!mode.replay && !offline) {
        duties.followTheClock();
        keeper?.start(reached && { reached });
      }
    },
    async layDown(duties) {
      await keeper?.stop();
      return duties.stop();
    },
  };
}

/** Snapshots lie beside the state; where the log is kept for good they are taken when they are asked for, and at a new version of the engine. */
function openKeeper({ directory, retentionMs }: AppOptions, { log, state }: Knowing, takeState: BackupSource['snapshot']): Keeper {
  return new Keeper({
    snapshots: new Snapshots({ path: join(directory, 'snapshots'), partition: PARTITION }),
    takeState,
    partition: PARTITION,
    log,
    state,
    ...(retentionMs !== undefined && { retentionMs }),
    now: Date.now,
    onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
  });
}

interface KnowingContext {
  readonly mode: TimeMode;
  readonly failpoint: Failpoint;
}

/** The log with its one writer, and the engine that follows it. */
async function openKnowing({ directory, commitMax, cacheMax }: AppOptions, { mode, failpoint }: KnowingContext): Promise<Knowing> {
  const logPlace: LogPlace = { carrier: 'lmdb', path: join(directory, 'log') };
  const statePlace: StatePlace = { carrier: 'lmdb', path: join(directory, 'state') };
  const log = await openLog(logPlace);
  const engine = await EngineThread.open({
    partition: PARTITION,
    log: logPlace,
    state: statePlace,
    ...(commitMax !== undefined && { commitMax }),
    ...(cacheMax !== undefined && { cacheMax }),
  });
  const state = await openState(statePlace, { partition: PARTITION, readOnly: true });
  const end = await log.end(PARTITION);
  const [last] = end > 0 ? await log.get(PARTITION, [end]) : [];
  const appender = new Appender({
    log,
    partition: PARTITION,
    end,
    lastAt: last?.at ?? 0,
    isEventTime: () => mode.replay !== undefined,
    now: createClock({ wall: Date.now, steady: () => performance.now(), from: last?.at ?? 0 }),
    onAppended: oncePerTurn((reached) => engine.appended(reached)),
    failpoint,
  });
  engine.appended(end);
  const ahead = await followedAhead(await readMeta(state), log, PARTITION);
  const standing = (): ReturnType<Knowing['standing']> => readStanding(state);
  return {
    mode,
    log,
    arrivals: log,
    state,
    homeOf: () => state,
    engine,
    standing,
    journeyCounts: () => readJourneyCounts(state),
    appender,
    releases: new Releases(ahead, appender, engine),
    ended: ahead.ended,
  };
}

/** The warehouse and the sink that fills it. */
async function openLearning(
  { directory, openWarehouse }: AppOptions,
  { state, log, engine }: Knowing,
  { mode, failpoint }: { readonly mode: TimeMode; readonly failpoint: Failpoint },
): Promise<Learning> {
  const warehouse = await (openWarehouse ?? (() => openChdbWarehouse({ path: join(directory, 'warehouse') })))();
  await createTables(warehouse);
  const openBounds = boundsInFile(join(directory, 'sink.json'));
  const follow = movesFollower(warehouse, () => (engine.status.counters.get('identity.moved') ?? 0) > 0);
  const onSunk = (seq: number): void => {
    engine.sunk(seq);
    follow();
  };
  const sink = new Sink({
    partition: PARTITION,
    state,
    log,
    warehouse,
    openBounds,
    onSunk,
    isDiskLow: () => isDiskLow(directory),
    isReplay: () => mode.replay !== undefined,
    failpoint,
  });
  await sink.start();
  return { warehouse, sink };
}

async function isDiskLow(directory: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize < LOW_BYTES;
}

/** Requests that reached the disk together are one piece of news. */
function oncePerTurn(tell: (end: number) => void): (end: number) => void {
  let telling = false;
  let latest = 0;
  return (end) => {
    latest = end;
    if (telling) return;
    telling = true;
    queueMicrotask(() => {
      telling = false;
      tell(latest);
    });
  };
}
