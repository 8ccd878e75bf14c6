/** The two places where an installation can lie, as a migration sees them. */
import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Said, VolanoError, verbatim } from '../../base/index.ts';
import { boundsInFile, boundsInState, type OpenBounds } from '../../learn/index.ts';
import { type Log, openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, openPostgresState, type Papers, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse, type Warehouse } from '../../port/warehouse/index.ts';
import { DESKS, PAPERS } from '../backup/index.ts';
import { clusterOptions, openWarehouseAt, sharedDesks, sinkSpace } from '../cluster/index.ts';
import type { ClusterConfig, WarehouseConfig } from '../config/index.ts';
import { type Desks, folderDesks, openPapers } from '../desks.ts';
import { type KafkaPlace, openLog, type PostgresPlace } from '../places/index.ts';
import { said } from '../said.ts';
import { deskRows } from './beside.ts';
import type { Telling } from './divided-state.ts';
import type { DividingSource } from './dividing.ts';
import type { LogSource, LogTarget } from './log.ts';
import { kafkaTarget, lmdbTarget } from './log-targets.ts';
import type { Side } from './mark.ts';
import { lastRow } from './rows.ts';
import { rowsIn } from './state.ts';

interface AnyPlace {
  readonly side: Side;
  /** For people; what it is known by to the other side. */
  readonly name: string;
  readonly desks: Desks;
  /** Made when missing. */
  openPapers(): Promise<Papers>;
  /** What lies there already, for people; undefined: nothing. */
  found(): Promise<Said | undefined>;
  /** For reading, while nobody else writes. Rejects with VOLANO_STORE_MISSING, VOLANO_LOG_LOCKED. */
  openLogs(): Promise<readonly Log[]>;
  /** The sink's record, likewise. */
  readonly openBounds: OpenBounds;
  openWarehouse(): Promise<Warehouse>;
  /** Two with the same are one warehouse. */
  readonly warehouse: string;
}

/** Of one partition. Whatever is opened is closed by whoever opened it. */
export interface OnePlace extends AnyPlace {
  readonly several?: undefined;
  fillLog(): Promise<LogTarget>;
  /** For this process alone. Rejects with VOLANO_STATE_LOCKED. */
  openState(): Promise<StateStore>;
}

/** Of several partitions: what comes from one is divided among them. */
export interface SeveralPlace extends AnyPlace {
  readonly several: {
    fillLogs(source: LogSource, progress: (done: number, total: number) => void): Promise<void>;
    fillState(source: DividingSource, telling: Telling): Promise<void>;
    /** Of each partition, to replay from. `now`: wall clock, ms. */
    snapshots(now: number): Promise<void>;
  };
}

export type Place = OnePlace | SeveralPlace;

const PARTITION = 0;
const SINK = 'sink.json';
const OWN: readonly string[] = ['log', 'state', 'warehouse', SINK, 'snapshots', ...DESKS.map(({ name }) => name), ...PAPERS];

export function dataFolder(directory: string, warehouse: WarehouseConfig | undefined): OnePlace {
  const path = resolve(directory);
  const log = join(path, 'log');
  const desks = folderDesks(path);
  return {
    side: 'embedded',
    name: path,
    desks,
    async openPapers() {
      await mkdir(path, { recursive: true, mode: 0o700 });
      return openPapers(desks, path);
    },
    found: async () => (await namesIn(path)).filter((name) => OWN.includes(name)).map(verbatim)[0],
    async openLogs() {
      if (!(await namesIn(path)).includes('log')) throw new VolanoError('VOLANO_STORE_MISSING', { path: log });
      return [await openLmdbLog({ path: log })];
    },
    fillLog: () => lmdbTarget(log),
    openState: () => openLmdbState({ path: join(path, 'state') }),
    openBounds: boundsInFile(join(path, SINK)),
    openWarehouse: () => (warehouse ? openWarehouseAt(warehouse) : openChdbWarehouse({ path: join(path, 'warehouse') })),
    warehouse: warehouse ? serverOf(warehouse) : join(path, 'warehouse'),
  };
}

/** Of one partition. */
export function configuredCluster(config: ClusterConfig): OnePlace {
  const { log, state, openWarehouse } = clusterOptions(config);
  const desks = sharedDesks(state);
  const { carrier: _, ...postgres } = state;
  return {
    side: 'cluster',
    name: `topic ${log.topic}, schema ${config.state.schema}, database ${config.warehouse.database}`,
    desks,
    openPapers: () => openPapers(desks, ''),
    async found() {
      if ((await orNone(async () => endOf(await openWhole(log)))) > 0) return said`topic ${log.topic}`;
      if ((await orNone(() => rowsOf(state))) > 0 || (await deskRows(desks)) > 0) return said`schema ${config.state.schema}`;
      const warehouse = await openWarehouse();
      try {
        return (await lastRow(warehouse)) > 0 ? said`database ${config.warehouse.database}` : undefined;
      } finally {
        await warehouse.close();
      }
    },
    openLogs: async () => [await openWhole(log)],
    fillLog: () => kafkaTarget(log),
    openState: () => openPostgresState({ ...postgres, partition: PARTITION }),
    openBounds: firstSink(state),
    openWarehouse,
    warehouse: serverOf(config.warehouse),
  };
}

/** What is copied is one partition: of several a part would be left behind. Rejects with VOLANO_BACKUP_PARTITIONS. */
async function openWhole(place: KafkaPlace): Promise<Log> {
  const log = await openLog(place, { readOnly: true });
  if (log.partitions === 1) return log;
  await log.close();
  throw new VolanoError('VOLANO_BACKUP_PARTITIONS');
}

/** The record of the first partition's sink. */
export function firstSink({ carrier: _, ...postgres }: PostgresPlace): OpenBounds {
  return boundsInState(() => openPostgresState({ ...postgres, partition: sinkSpace(PARTITION) }));
}

export function serverOf({ url, database }: WarehouseConfig): string {
  return `${new URL(url.reveal()).origin} ${database}`;
}

async function endOf(log: Log): Promise<number> {
  try {
    return await log.end(PARTITION);
  } finally {
    await log.close();
  }
}

async function rowsOf({ carrier: _, ...place }: PostgresPlace): Promise<number> {
  const state = await openPostgresState({ ...place, partition: PARTITION, readOnly: true });
  try {
    return await rowsIn(state);
  } finally {
    await state.close();
  }
}

async function orNone(count: () => Promise<number>): Promise<number> {
  try {
    return await count();
  } catch (error) {
    if (error instanceof VolanoError && error.code === 'VOLANO_STORE_MISSING') return 0;
    throw error;
  }
}

async function namesIn(path: string): Promise<readonly string[]> {
  return readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
