/** The engine's thread: opens the log for reading and the state store for writing, and runs batches until it is told to stop. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { VolanoError } from '../../base/index.ts';
import type { KafkaLog, Log } from '../../port/log/index.ts';
import { keepCompiled } from '../compiled.ts';
import { type LogPlace, openLog, openState, type StatePlace } from '../places/index.ts';
import { type BatchOutcome, Engine, type EngineOptions } from './engine.ts';
import { failpointOf } from './failpoint.ts';
import type { Meta, OpenBackfill } from './meta.ts';
import { runPipeline } from './pipeline.ts';
import { Signal } from './signal.ts';

export interface EngineThreadData {
  readonly partition: number;
  readonly log: LogPlace;
  readonly state: StatePlace;
  /** `resolved`: the partition is one of several. */
  readonly identity?: EngineOptions['identity'];
  readonly commitMax?: number;
  readonly cacheMax?: number;
}

/** To the thread. `appended`: the log has grown. `sunk`: facts up to this seq are in the warehouse. */
export type ToEngine =
  | { readonly type: 'go' }
  | { readonly type: 'appended' }
  | { readonly type: 'sunk'; readonly seq: number }
  | { readonly type: 'stop' };

/** From the thread. `batch` comes after the commit is on disk. */
export type FromEngine =
  | {
      readonly type: 'opened';
      readonly position: number;
      readonly at: number;
      readonly seq: number;
      readonly engineVersion: string;
      readonly nextWakeAt: number | undefined;
      readonly runOpen: boolean;
      readonly backfill: OpenBackfill | undefined;
      readonly effects: Meta['effects'];
      readonly counters: ReadonlyMap<string, number>;
    }
  /** `effects` only when they have changed. */
  | {
      readonly type: 'batch';
      readonly outcome: Omit<BatchOutcome, 'effects'> & { readonly effects?: Meta['effects'] };
      readonly batchMs: number;
    }
  | { readonly type: 'problem'; readonly problem: string }
  | { readonly type: 'stopped' };

const RETRY_MS = 1_000;
/** How long it takes to stop at most, while nothing comes. */
const GROWN_MS_MAX = 500;

export async function runEngineThread(data: EngineThreadData, port: NonNullable<typeof parentPort>): Promise<void> {
  const say = (message: FromEngine) => port.postMessage(message);
  const log = await openLog(data.log, { readOnly: true });
  const state = await openState(data.state, data);
  const { identity, commitMax, cacheMax } = data;
  const engine = await Engine.open({
    partition: data.partition,
    log,
    state,
    failpoint: failpointOf(process.env),
    ...(identity && { identity }),
    ...(commitMax !== undefined && { commitMax }),
    ...(cacheMax !== undefined && { cacheMax }),
  });
  const { progress, engineVersion, run, backfill, effects, counters } = engine.meta;
  const { position, at, seq } = progress;
  const nextWakeAt = await engine.nextWakeAt();
  say({ type: 'opened', position, at, seq, engineVersion, nextWakeAt, runOpen: run !== undefined, backfill, effects, counters });
  let told = effects;
  const signal = new Signal();
  let going = true;
  port.on('message', (message: ToEngine) => {
    if (message.type === 'sunk') engine.sunk(message.seq);
    if (message.type === 'stop') going = false;
    if (message.type !== 'sunk') signal.raise();
  });
  await signal.wait();
  const growth = followGrowth(log, { partition: data.partition, after: position, signal, going: () => going });
  await runPipeline(engine, {
    going: () => going,
    done: ({ effects, ...outcome }, batchMs) => {
      say({ type: 'batch', outcome: effects === told ? outcome : { ...outcome, effects }, batchMs });
      told = effects;
    },
    problem: (error) => {
      say({ type: 'problem', problem: problemOf(error) });
      // Another owns the partition: nothing of this engine can be committed any more.
      if (error instanceof VolanoError && error.code === 'VOLANO_STATE_FENCED') going = false;
    },
    signal,
    retryMs: RETRY_MS,
  });
  await growth;
  await state.close();
  await log.close();
  say({ type: 'stopped' });
  port.close();
}

/** Where others append as well, the log itself tells that there is more. */
async function followGrowth(
  log: Log | KafkaLog,
  { partition, after, signal, going }: { partition: number; after: number; signal: Signal; going: () => boolean },
): Promise<void> {
  if (!('grown' in log)) return;
  for (let seen = after; going(); ) {
    try {
      await log.grown(partition, seen, GROWN_MS_MAX);
      seen = await log.end(partition);
      signal.raise();
    } catch {
      // Whoever reads says what is the matter.
      await sleep(RETRY_MS);
    }
  }
}

function problemOf(error: unknown): string {
  if (error instanceof VolanoError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (parentPort) keepCompiled();
if (parentPort) await runEngineThread(workerData as EngineThreadData, parentPort);
