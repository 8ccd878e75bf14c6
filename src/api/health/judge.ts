/** Whether the loop moves, part by part. Pure: the same measures give the same judgement. */
import type { Measures } from '../deps.ts';

export type PartName = 'log' | 'engine' | 'sink' | 'delivery' | 'release' | 'journeys' | 'disk';
/** `degraded`: works, but somebody should look. `stopped`: events are not processed. */
export type PartState = 'ok' | 'degraded' | 'stopped';

export type HealthCode =
  | 'log_ok'
  | 'log_refuses'
  | 'engine_ok'
  | 'engine_behind'
  | 'engine_stalled'
  | 'engine_failed'
  | 'sink_ok'
  | 'sink_behind'
  | 'sink_stalled'
  | 'sink_failed'
  | 'delivery_ok'
  | 'delivery_behind'
  | 'delivery_failing'
  | 'delivery_channel_down'
  | 'delivery_receipts_refused'
  | 'release_ok'
  | 'release_preparing'
  | 'release_failed'
  | 'journeys_ok'
  | 'journeys_wrong'
  | 'disk_ok'
  | 'disk_low'
  | 'disk_full';

export interface PartHealth {
  readonly part: PartName;
  readonly state: PartState;
  readonly code: HealthCode;
  /** Numbers and words that the texts of the code name. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Work waits and nothing has moved for so long: it has stopped. */
const STALL_MS = 10_000;
/** The promise: what waits longer is behind. */
const BEHIND_MS = 4_000;
const DELIVERY_BEHIND_MS = 60_000;
const SINK_BEHIND_MS = 30_000;
const DISK_FULL_BYTES = 256 * 1024 ** 2;
const DISK_LOW_BYTES = 2 * 1024 ** 3;

export function judge(measures: Measures): readonly PartHealth[] {
  return [
    judgeLog(measures),
    judgeEngine(measures),
    judgeSink(measures),
    judgeDelivery(measures),
    judgeRelease(measures),
    judgeJourneys(measures),
    judgeDisk(measures),
  ];
}

/** The worst of log, engine and sink. Delivery, release, journeys and disk may be degraded; they never make the product unready by themselves. */
export function overall(parts: readonly PartHealth[]): PartState {
  if (parts.some(({ part, state }) => state === 'stopped' && part !== 'delivery' && part !== 'disk')) return 'stopped';
  return parts.some(({ state }) => state !== 'ok') ? 'degraded' : 'ok';
}

function judgeLog({ log }: Measures): PartHealth {
  if (log.problem !== undefined) return { part: 'log', state: 'stopped', code: 'log_refuses', detail: { problem: log.problem } };
  return { part: 'log', state: 'ok', code: 'log_ok', detail: { end: log.end } };
}

function judgeEngine({ at, engine }: Measures): PartHealth {
  const waitingMs = engine.oldestUnprocessedAt === undefined ? 0 : Math.max(at - engine.oldestUnprocessedAt, 0);
  const detail = { behind: engine.behind, seconds: seconds(waitingMs) };
  if (engine.problem !== undefined) {
    return { part: 'engine', state: 'stopped', code: 'engine_failed', detail: { ...detail, problem: engine.problem } };
  }
  if (engine.behind === 0) return { part: 'engine', state: 'ok', code: 'engine_ok', detail };
  if (waitingMs > STALL_MS && at - engine.movedAt > STALL_MS) return { part: 'engine', state: 'stopped', code: 'engine_stalled', detail };
  if (waitingMs > BEHIND_MS) return { part: 'engine', state: 'degraded', code: 'engine_behind', detail };
  return { part: 'engine', state: 'ok', code: 'engine_ok', detail };
}

function judgeSink({ at, sink }: Measures): PartHealth {
  const waitingMs = sink.oldestPendingAt === undefined ? 0 : Math.max(at - sink.oldestPendingAt, 0);
  const detail = { behind: sink.behind, seconds: seconds(waitingMs) };
  const still = sink.behind > 0 && at - sink.movedAt > STALL_MS;
  if (sink.problem !== undefined) {
    const state = still ? 'stopped' : 'degraded';
    return { part: 'sink', state, code: 'sink_failed', detail: { ...detail, problem: sink.problem } };
  }
  if (still && waitingMs > STALL_MS) return { part: 'sink', state: 'stopped', code: 'sink_stalled', detail };
  if (waitingMs > SINK_BEHIND_MS) return { part: 'sink', state: 'degraded', code: 'sink_behind', detail };
  return { part: 'sink', state: 'ok', code: 'sink_ok', detail };
}

function judgeDelivery({ at, delivery }: Measures): PartHealth {
  const waitingMs = delivery.oldestDecidedAt === undefined ? 0 : Math.max(at - delivery.oldestDecidedAt, 0);
  const detail = { open: delivery.open, seconds: seconds(waitingMs) };
  if (delivery.problem !== undefined) {
    return { part: 'delivery', state: 'degraded', code: 'delivery_receipts_refused', detail: { ...detail, problem: delivery.problem } };
  }
  const down = delivery.channels.find(({ breaker }) => breaker !== 'closed');
  if (down) {
    const waiting = down.waiting + down.active + down.retrying;
    const problem = down.lastFailure?.reason ?? '';
    return {
      part: 'delivery',
      state: 'degraded',
      code: 'delivery_channel_down',
      detail: { ...detail, channel: down.channel, waiting, problem },
    };
  }
  const failing = delivery.channels.find(({ retrying }) => retrying > 0);
  if (failing) {
    const problem = failing.lastFailure?.reason ?? '';
    return {
      part: 'delivery',
      state: 'degraded',
      code: 'delivery_failing',
      detail: { ...detail, channel: failing.channel, retrying: failing.retrying, problem },
    };
  }
  if (waitingMs > DELIVERY_BEHIND_MS) return { part: 'delivery', state: 'degraded', code: 'delivery_behind', detail };
  return { part: 'delivery', state: 'ok', code: 'delivery_ok', detail };
}

/** What waits for its past is no fault; that it cannot be brought is one. */
function judgeRelease({ release, preparation }: Measures): PartHealth {
  if (!preparation) return { part: 'release', state: 'ok', code: 'release_ok', detail: { release } };
  const { definitions, progress, attempts, problem } = preparation;
  const detail = { release, definitions, percent: Math.floor(progress * 100) };
  if (attempts === 0 || problem === undefined) return { part: 'release', state: 'ok', code: 'release_preparing', detail };
  return { part: 'release', state: 'degraded', code: 'release_failed', detail: { ...detail, attempts, problem } };
}

/** Somebody has got lost, or was counted twice: decisions go on, and what is wrong is named. */
function judgeJourneys({ journeys }: Measures): PartHealth {
  const [wrong] = journeys?.wrong ?? [];
  if (!wrong) return { part: 'journeys', state: 'ok', code: 'journeys_ok', detail: { versions: journeys?.versions.length ?? 0 } };
  const { journey, version, step = '', entered, found } = wrong;
  const detail = { journey, version, step, entered, found, figures: journeys!.wrong.length };
  return { part: 'journeys', state: 'degraded', code: 'journeys_wrong', detail };
}

function judgeDisk({ disk }: Measures): PartHealth {
  const detail = { freeGb: Math.floor(disk.freeBytes / 1024 ** 2 / 102.4) / 10 };
  if (disk.freeBytes < DISK_FULL_BYTES) return { part: 'disk', state: 'stopped', code: 'disk_full', detail };
  if (disk.freeBytes < DISK_LOW_BYTES) return { part: 'disk', state: 'degraded', code: 'disk_low', detail };
  return { part: 'disk', state: 'ok', code: 'disk_ok', detail };
}

function seconds(ms: number): number {
  return Math.round(ms / 100) / 10;
}
