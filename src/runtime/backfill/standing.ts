/** Which definitions of the latest release are in force, since when, and what the others wait for. */
import type { Plan } from '../../core/index.ts';
import type { DefinitionKind, Release } from '../../define/index.ts';
import type { EngineStatus } from '../engine/index.ts';
import type { BackfillProgress } from './backfill.ts';

/** `preparing`: not in force before its past has been brought. `failed`: the same, and the last try came to nothing; it is tried again. */
export type StandingState = 'live' | 'preparing' | 'failed';

/** A definition of the latest release. */
export interface DefinitionStanding {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly version: number;
  readonly state: StandingState;
  /** Number of the release that brought this version. */
  readonly release: number;
  /** Of a live one: position in the log from which on that release was in force as a whole; 0 for one from before this was kept. */
  readonly since?: number;
}

/** How the past is being brought. */
export interface PreparationStanding {
  /** Release with which the collecting began. */
  readonly since: number;
  readonly step: BackfillProgress['state'];
  /** From 0 to 1, by events. */
  readonly progress: number;
  readonly events: number;
  readonly eventsAll: number;
  /** Customers whose past has been taken in. */
  readonly customers: number;
  readonly attempts: number;
  readonly problem?: string;
}

/** How the latest release stands. */
export interface ReleaseStanding {
  /** 0 before the first. */
  readonly release: number;
  readonly state: StandingState;
  /** Whether rules are still being evaluated for all customers, one after the other. */
  readonly evaluating: boolean;
  /** Entries that wait for the engine, and rows for the warehouse: how far what is shown may lag behind what came in. */
  readonly lag: { readonly entries: number; readonly rows: number };
  /** Undefined when everything is in force. */
  readonly preparing: PreparationStanding | undefined;
  /** False where nobody brings the past: a command on a data folder. It is brought when a server runs on it. */
  readonly isBrought: boolean;
  readonly definitions: readonly DefinitionStanding[];
}

export interface StandingWorld {
  readonly releases: readonly Release[];
  readonly plan: Pick<Plan, 'preparation'>;
  readonly engine: Pick<EngineStatus, 'backfill' | 'effects' | 'runOpen'>;
  readonly progress: BackfillProgress | undefined;
  readonly lag: ReleaseStanding['lag'];
  readonly isBrought: boolean;
}

export function standingOf(world: StandingWorld): ReleaseStanding {
  const { releases, plan, engine, progress, lag, isBrought } = world;
  const preparing = plan.preparation && preparationOf(plan.preparation.since, world);
  const waiting: StandingState = progress?.state === 'failed' ? 'failed' : 'preparing';
  const waits = new Set(plan.preparation?.definitions.map(({ definition }) => nameOf(definition)));
  const latest = releases.at(-1);
  const definitions = (latest?.definitions ?? []).map(({ definition, version }): DefinitionStanding => {
    const { kind, id } = definition;
    const release = broughtBy(releases, nameOf(definition), version);
    const one = { kind, id, version, release };
    if (waits.has(nameOf(definition))) return { ...one, state: waiting };
    return { ...one, state: 'live', since: engine.effects.get(release)?.position ?? 0 };
  });
  return {
    release: latest?.number ?? 0,
    state: preparing ? waiting : 'live',
    evaluating: engine.runOpen,
    lag,
    preparing,
    isBrought,
    definitions,
  };
}

function preparationOf(since: number, { engine, progress }: StandingWorld): PreparationStanding {
  const { events = 0, eventsAll = 0, attempts = 0, state: step = 'waiting', problem } = progress ?? {};
  return {
    since,
    step,
    progress: eventsAll > 0 ? Math.min(1, events / eventsAll) : 0,
    events,
    eventsAll,
    customers: engine.backfill?.customers ?? 0,
    attempts,
    ...(problem !== undefined && { problem }),
  };
}

/** The first of the releases in a row, up to the latest, that have it in this version. */
function broughtBy(releases: readonly Release[], name: string, version: number): number {
  let brought = releases.at(-1)!.number;
  for (const { number, definitions } of releases.toReversed()) {
    if (!definitions.some((one) => one.version === version && nameOf(one.definition) === name)) break;
    brought = number;
  }
  return brought;
}

function nameOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}:${id}`;
}
