/**
 * Slowing the door: new calls are refused for a second when what waits would take the engine longer than is left of the promise on time, or
 * when the sink is so far behind that facts pile up in the state store.
 */
import type { Sink } from '../learn/index.ts';
import type { Appender } from './appender.ts';
import type { EngineThread } from './engine/index.ts';

/** How much work may wait, in seconds of the engine's present speed; and never less than this many entries. */
const WAITING_SECONDS = 1.5;
const WAITING_MIN = 4_000;
const SINK_BEHIND_MAX = 500_000;
const RETRY_SECONDS = 1;
/** Weight of the latest batch in the running speed. */
const SMOOTHING = 0.1;

/** Seconds to wait; undefined when the engine and the sink keep up. */
export function createAdmission(parts: { appender: Appender; engine: EngineThread; sink: Sink }): () => number | undefined {
  const { appender, engine, sink } = parts;
  let entriesPerSecond = WAITING_MIN;
  engine.onBatch(({ entries }, batchMs) => {
    if (entries < 100) return;
    entriesPerSecond += SMOOTHING * ((entries / Math.max(batchMs, 1)) * 1_000 - entriesPerSecond);
  });
  return () => {
    const waiting = appender.end - engine.status.position;
    const { durable, sunk } = sink.status();
    const isBehind = waiting > Math.max(WAITING_MIN, WAITING_SECONDS * entriesPerSecond) || durable - sunk > SINK_BEHIND_MAX;
    return isBehind ? RETRY_SECONDS : undefined;
  };
}
