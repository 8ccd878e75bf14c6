/**
 * The whole loop on one screen: sense appends to the log, the engine (a thread of its own) knows, decides and guards, delivery acts, the sink
 * and its warehouse learn, and what comes of it returns to the log.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createRenderer, openCapture, startDelivery } from '../act/index.ts';
import { createTables, Sink } from '../learn/index.ts';
import { openLmdbLog } from '../port/log/index.ts';
import { openLmdbState } from '../port/state/index.ts';
import { openChdbWarehouse } from '../port/warehouse/index.ts';
import { createDoor, openQuarantine } from '../sense/index.ts';
import { createAdmission } from './admission.ts';
import { Appender } from './appender.ts';
import { ENGINE_VERSION, EngineThread, failpointOf, readMeta } from './engine/index.ts';
import { createMeasures } from './measures.ts';
import { Releases } from './releases.ts';
import { Running, type RunningParts } from './running.ts';
import { loadSources } from './sources.ts';
import { Ticker } from './ticker.ts';

export interface AppOptions {
  /** Everything lies in here: log, state, warehouse, captured messages, quarantine. Created when missing. */
  readonly directory: string;
  readonly host?: string;
  /** 0: any free one. */
  readonly port: number;
  /** Replays history: time is that of the events, which must lie in the range. */
  readonly eventTime?: { readonly from: number; readonly to: number };
  /** Adds what people and programs reach over HTTP beside the door, before the server listens. */
  readonly faces?: (server: FastifyInstance, running: Running) => Promise<void>;
  readonly batchMax?: number;
  readonly cacheMax?: number;
}

const PARTITION = 0;
/** Starts the product on a data directory. Rejects with VOLANO_LOG_LOCKED and others of kind `configuration`. */
export async function startApp(options: AppOptions): Promise<Running> {
  const { directory, eventTime } = options;
  await mkdir(directory, { recursive: true });
  const at = (name: string) => join(directory, name);
  const now = Date.now;
  const failpoint = failpointOf(process.env);

  const log = await openLmdbLog({ path: at('log') });
  const { batchMax, cacheMax } = options;
  const engine = await EngineThread.open({
    partition: PARTITION,
    logPath: at('log'),
    statePath: at('state'),
    ...(batchMax !== undefined && { batchMax }),
    ...(cacheMax !== undefined && { cacheMax }),
  });
  const state = await openLmdbState({ path: at('state'), readOnly: true });
  const end = await log.end(PARTITION);
  const [last] = end > 0 ? await log.get(PARTITION, [end]) : [];
  const appender = new Appender({
    log,
    partition: PARTITION,
    end,
    lastAt: last?.at ?? 0,
    eventTime: eventTime !== undefined,
    now,
    onAppended: () => engine.appended(),
    failpoint,
  });
  const releases = new Releases(await readMeta(state), appender, engine);

  const warehouse = await openChdbWarehouse({ path: at('warehouse') });
  await createTables(warehouse);
  const sink = new Sink({
    partition: PARTITION,
    state,
    log,
    warehouse,
    path: at('sink.json'),
    onSunk: (seq) => engine.sunk(seq),
    failpoint,
  });
  await sink.start();

  const capture = openCapture({ path: at('capture'), now });
  const renderer = createRenderer({ templateOf: (id, version) => releases.template(id, version), timeZone: () => releases.plan.zone });
  const delivery = await startDelivery({
    state,
    channels: [capture],
    renderer,
    append: (receipts) => appender.entries(receipts),
    now,
    random: Math.random,
    failpoint,
  });
  engine.onBatch(({ messages, seq }) => {
    sink.advance(seq);
    if (messages.length > 0) delivery.wake(messages, now());
  });

  const quarantine = await openQuarantine({ path: at('quarantine') });
  const sources = await loadSources(directory, process.env);
  const keys = new Map(sources.map(({ id, writeKey }) => [writeKey, id]));
  const door = createDoor({
    append: (calls) => appender.calls(calls),
    sourceOf: (key) => keys.get(key),
    quarantine,
    now,
    admission: createAdmission({ appender, engine, sink }),
    ...(eventTime && { eventTime }),
  });

  const ticker = eventTime ? undefined : new Ticker(appender, engine, now);
  const measures = createMeasures({ directory, door, appender, engine, sink, delivery, releases, eventTime: eventTime !== undefined, now });
  const parts: RunningParts = {
    options,
    log,
    state,
    warehouse,
    appender,
    engine,
    releases,
    sink,
    capture,
    delivery,
    quarantine,
    door,
    ticker,
    measures,
    sources,
  };
  engine.go();
  if (engine.engineVersion !== ENGINE_VERSION) await appender.entries([{ type: 'engine', version: ENGINE_VERSION }]);
  ticker?.start();
  return Running.listen(parts);
}
