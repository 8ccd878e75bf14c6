/**
 * `volano migrate`: log, state, warehouse and what lies beside them from the data folder to the cluster, and back.
 *
 * V1. The source is at rest: this process alone holds it meanwhile, and its log has not grown at the end.
 * V2. Nothing starts on a half filled target, nor on the source once it has been left: a mark lies on each (mark.ts).
 * V3. A run that was cut off anywhere goes on when it is called again: everything is brought until both sides are equal.
 * V4. The source is left only after every entry, state row and stretch of warehouse rows has been compared.
 */
import { VolanoError } from '../../base/index.ts';
import type { Bounds, BoundsKeeper } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Papers, StateStore } from '../../port/state/index.ts';
import { type ClusterConfig, CONFIG_FILE, type Environment, loadConfig, type WarehouseConfig } from '../config/index.ts';
import { said } from '../said.ts';
import { copyDesks, copyPapers, deskRows } from './beside.ts';
import { compareLogs, copyLog } from './log.ts';
import { markOf, refusalOf, type Side, setMark } from './mark.ts';
import { copyRows, lastRow } from './rows.ts';
import { assertDivisible, comeToRest, severalPartitions } from './several.ts';
import { configuredCluster, dataFolder, type OnePlace, type Place } from './sides.ts';
import { bringState, rowsIn } from './state.ts';

export interface MigrateOptions {
  readonly to: Side;
  /** The data folder of the embedded side. */
  readonly directory: string;
  /** File of the cluster's configuration; default: as a start in this data folder finds it. */
  readonly config?: string;
  readonly environment: Environment;
  /** Wall clock, ms. */
  readonly now?: () => number;
  readonly onProgress?: (progress: MigrateProgress) => void;
}

export interface MigrateProgress {
  readonly part: 'log' | 'state' | 'warehouse' | 'file' | 'check';
  readonly done: number;
  readonly total: number;
}

/** What there is to be copied. */
export interface MigrationPlan {
  readonly from: string;
  readonly to: string;
  /** Position of the log's last entry. */
  readonly position: number;
  readonly stateRows: number;
  /** Of inbox, captured messages and dead letters. */
  readonly deskRows: number;
  readonly warehouseRows: number;
}

export type Migrated = MigrationPlan;

const PARTITION = 0;

/** What `migrate` would copy. Changes nothing of what is kept. Rejects as it does where the source is wrong. */
export async function migrationAhead(options: MigrateOptions): Promise<MigrationPlan> {
  const { from, to } = await sidesOf(options);
  return withSource(from, async (source) => {
    if (to.several) await assertDivisible(source);
    return planOf(from, to, source);
  });
}

/**
 * Rejects with VOLANO_CONFIG_INVALID, VOLANO_STORE_MISSING, VOLANO_LOG_LOCKED and VOLANO_STATE_LOCKED (the source runs), VOLANO_MIGRATION_NOT_EMPTY,
 * _UNFINISHED, _MOVED, _GAP, _DIFFERENT, _GREW; to several partitions _ENGINE and _PREPARING, from several VOLANO_BACKUP_PARTITIONS; and as the carriers do.
 */
export async function migrate(options: MigrateOptions): Promise<Migrated> {
  const { from, to } = await sidesOf(options);
  return withSource(from, async (source) => {
    if (to.several) await comeToRest(source);
    const [left, taken] = [await from.openPapers(), await to.openPapers()];
    const { now = Date.now } = options;
    try {
      await assertMay({ from, to, left, taken });
      await setMark(taken, { standing: 'unfinished', side: to.side, other: from.name, at: now() });
      const plan = await planOf(from, to, source);
      await bring({ from, to, source, plan }, options);
      await copyPapers(left, taken);
      await assertEqualLogs(source.log, to, plan.position);
      await setMark(left, { standing: 'moved', side: from.side, other: to.name, at: now() });
      await setMark(taken, { standing: 'settled', side: to.side, other: from.name, at: now() });
      return plan;
    } finally {
      await left.close();
      await taken.close();
    }
  });
}

/** An installation that has been left may start again. Rejects with VOLANO_MIGRATION_UNFINISHED. */
export async function reopen(options: MigrateOptions): Promise<void> {
  const { to: place } = await placesOf(options);
  const papers = await place.openPapers();
  try {
    const mark = await markOf(papers);
    if (mark?.standing === 'unfinished') throw refusalOf(mark, papers);
    if (mark) await setMark(papers, { ...mark, standing: 'settled' });
  } finally {
    await papers.close();
  }
}

async function placesOf({
  to,
  directory,
  config: file,
  environment,
}: MigrateOptions): Promise<{ readonly from: Place; readonly to: Place }> {
  const config = await loadConfig({ directory, file, environment });
  if (config.mode !== 'cluster') {
    const problem = said`must be "cluster": a migration needs to know where the cluster is. Name its file with --config`;
    throw new VolanoError('VOLANO_CONFIG_INVALID', { place: config.path ?? CONFIG_FILE, field: 'mode', problem });
  }
  const cluster: ClusterConfig = config;
  const places = {
    embedded: dataFolder(directory, await ownWarehouse(directory)),
    cluster: cluster.log.partitions > 1 ? severalPartitions(cluster) : configuredCluster(cluster),
  };
  return { from: places[to === 'cluster' ? 'embedded' : 'cluster'], to: places[to] };
}

/** Of several partitions nothing can be brought together. */
async function sidesOf(options: MigrateOptions): Promise<{ readonly from: OnePlace; readonly to: Place }> {
  const { from, to } = await placesOf(options);
  if (from.several) throw new VolanoError('VOLANO_BACKUP_PARTITIONS');
  return { from, to };
}

/** The warehouse that an embedded installation's own configuration names. */
async function ownWarehouse(directory: string): Promise<WarehouseConfig | undefined> {
  const config = await loadConfig({ directory, environment: {} }).catch((error: unknown) => {
    // The cluster's, with references that the environment resolves.
    if (error instanceof VolanoError) return undefined;
    throw error;
  });
  return config?.mode === 'embedded' ? config.warehouse : undefined;
}

/** The source, which nobody else has meanwhile (V1). */
interface Source {
  readonly log: Log;
  readonly state: StateStore;
  readonly bounds: Bounds | undefined;
}

async function withSource<Result>(from: OnePlace, work: (source: Source) => Promise<Result>): Promise<Result> {
  const [log] = (await from.openLogs()) as [Log];
  let state: StateStore | undefined;
  let keeper: BoundsKeeper | undefined;
  try {
    state = await from.openState();
    const record = await from.openBounds();
    keeper = record.keeper;
    return await work({ log, state, bounds: record.bounds });
  } finally {
    await keeper?.close();
    await state?.close();
    await log.close();
  }
}

async function planOf(from: Place, to: Place, { log, state }: Source): Promise<MigrationPlan> {
  const warehouse = await from.openWarehouse();
  try {
    return {
      from: from.name,
      to: to.name,
      position: await log.end(PARTITION),
      stateRows: await rowsIn(state),
      deskRows: await deskRows(from.desks),
      warehouseRows: await lastRow(warehouse),
    };
  } finally {
    await warehouse.close();
  }
}

interface Papered {
  readonly from: Place;
  readonly to: Place;
  readonly left: Papers;
  readonly taken: Papers;
}

async function assertMay({ from, to, left, taken }: Papered): Promise<void> {
  const [leaving, begun] = [await markOf(left), await markOf(taken)];
  const goesOn = begun?.standing === 'unfinished' && begun.other === from.name;
  if (leaving && !(goesOn && leaving.standing === 'moved')) throw refusalOf(leaving, left);
  if (goesOn) return;
  const found = await to.found();
  if (found !== undefined || begun)
    throw new VolanoError('VOLANO_MIGRATION_NOT_EMPTY', { place: to.name, found: found ?? said`a migration of another one` });
}

interface Bringing {
  readonly from: Place;
  readonly to: Place;
  readonly source: Source;
  readonly plan: MigrationPlan;
}

async function bring({ from, to, source, plan }: Bringing, { onProgress, now = Date.now }: MigrateOptions): Promise<void> {
  const tell = (part: MigrateProgress['part'], total: number) => (done: number) =>
    onProgress?.({ part, done: Math.min(done, total), total });
  const telling = { copied: tell('state', plan.stateRows), compared: tell('check', plan.stateRows) };
  if (to.several) {
    await to.several.fillLogs(source.log, (done, total) => tell('log', total)(done));
    await to.several.fillState(source, telling);
    await to.several.snapshots(now());
  } else {
    await copyLog(source.log, await to.fillLog(), tell('log', plan.position));
    const state = await to.openState();
    try {
      await bringState(source.state, state, telling);
    } finally {
      await state.close();
    }
  }
  const { keeper } = await to.openBounds();
  if (source.bounds) await keeper.write(source.bounds);
  await keeper.close();
  await copyDesks(from.desks, to.desks, tell('file', plan.deskRows));
  if (from.warehouse !== to.warehouse) await bringRows(from, to, tell('warehouse', plan.warehouseRows));
}

async function bringRows(from: Place, to: Place, tell: (done: number) => void): Promise<void> {
  const source = await from.openWarehouse();
  try {
    const target = await to.openWarehouse();
    try {
      await copyRows(source, target, tell);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

/** And the source has taken nothing meanwhile: gateways of a cluster can, while nobody owns its state. */
async function assertEqualLogs(source: Log, to: Place, position: number): Promise<void> {
  const targets = await to.openLogs();
  try {
    if ((await source.end(PARTITION)) !== position) throw new VolanoError('VOLANO_MIGRATION_GREW', { position });
    for (const target of targets) {
      const odd = await compareLogs(source, target);
      if (odd !== undefined) throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`log`, where: said`position ${odd}` });
      for (let other = 1; other < target.partitions; other++) {
        const end = await target.end(other);
        if (end !== position)
          throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`log`, where: said`partition ${other}, position ${end}` });
      }
    }
  } finally {
    for (const target of targets) await target.close();
  }
}
