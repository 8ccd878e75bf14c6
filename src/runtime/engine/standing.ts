/** Where the engine of a partition stands, as whoever does not run it reads it from the state store. */
import type { StateReader } from '../../port/state/index.ts';
import { metaKey, readTimerKey, timerKey } from './keys.ts';
import type { EngineStatus } from './link.ts';
import type { Meta, OpenBackfill, Progress, ReleaseEffect, Run } from './meta.ts';

export interface Standing extends Omit<EngineStatus, 'problem'> {
  readonly engineVersion: string;
  /** Entries that have ever been applied. */
  readonly entries: number;
  /** Differs when releases, what is in force, or models may differ. */
  readonly definitions: string;
}

const NAMES = ['progress', 'counters', 'effects', 'backfill', 'run', 'engine'] as const;
const NOWHERE: Progress = { position: 0, at: 0, seq: 0, eventHash: 0, factHash: 0, partial: null };
const NO_EFFECTS: Meta['effects'] = new Map();
/** The last moment that a timer's key has room for. */
const LATEST = 2 ** 48 - 1;

/** As the last commit has it; maps are those of `before` where they are the same. */
export async function readStanding(state: StateReader, before?: Standing): Promise<Standing> {
  const rows = await state.getMany('meta', NAMES.map(metaKey));
  const [first] = await state.range('timer', { start: new Uint8Array(0), end: timerKey(LATEST, ''), limit: 1 });
  const text = (name: (typeof NAMES)[number]): string | undefined => {
    const row = rows[NAMES.indexOf(name)];
    return row && Buffer.from(row).toString('utf8');
  };
  const json = <Value>(name: (typeof NAMES)[number]): Value | undefined => {
    const found = text(name);
    return found === undefined ? undefined : (JSON.parse(found) as Value);
  };
  const { position, at, seq } = json<Progress>('progress') ?? NOWHERE;
  const counters = new Map(json<[string, number][]>('counters'));
  const effects = json<[number, ReleaseEffect][]>('effects');
  const definitions = JSON.stringify([text('effects'), counters.get('entries:model'), counters.get('entries:release')]);
  return {
    position,
    at,
    seq,
    nextWakeAt: first && readTimerKey(first[0]).due,
    runOpen: json<Run>('run') !== undefined,
    backfill: json<OpenBackfill>('backfill'),
    effects: before?.definitions === definitions ? before.effects : effects ? new Map(effects) : NO_EFFECTS,
    counters,
    engineVersion: json<string>('engine') ?? '',
    entries: entriesIn(counters),
    definitions,
  };
}

function entriesIn(counters: ReadonlyMap<string, number>): number {
  let entries = 0;
  for (const [name, count] of counters) if (name.startsWith('entries:')) entries += count;
  return entries;
}
