/**
 * What is done to the product in a run, and when: a function of the seed and of nothing else.
 *
 * P1. The same seed, length and mode give the same plan.
 * P2. Every kind of the mode comes in turn, in an order drawn from the seed, before one comes again: a few seeds try everything.
 * P3. Faults may overlap. What ends a process waits for the one before it.
 * P4. In a third of the seeds they come one by one, with room between them, so that it shows how long each takes to be over.
 */
import { hashUnit } from '../../src/base/index.ts';

export type Mode = 'embedded' | 'cluster';

/** A kind of fault; docs/faults.md says what each is. */
export type FaultKind =
  | 'kill'
  | 'kill_at_failpoint'
  | 'pause'
  | 'pause_long'
  | 'pause_in_commit'
  | 'hand_over'
  | 'full_disk'
  | 'slow_disk'
  | 'clock_forward'
  | 'clock_back'
  | 'clock_differs'
  | 'broker_killed'
  | 'broker_paused'
  | 'broker_cut'
  | 'broker_full'
  | 'postgres_stopped'
  | 'postgres_killed'
  | 'postgres_paused'
  | 'postgres_full'
  | 'warehouse_killed'
  | 'warehouse_paused'
  | 'warehouse_full'
  | 'network_cut'
  | 'network_cut_long'
  | 'carrier_cut'
  | 'door_cut'
  | 'door_stalled'
  | 'provider_cut'
  | 'provider_stalled'
  | 'provider_fails'
  | 'provider_hangs'
  | 'provider_slow'
  | 'provider_lies'
  | 'garbage'
  | 'slow_loris'
  | 'flood';

export interface Fault {
  readonly index: number;
  readonly kind: FaultKind;
  /** Since the beginning of the run, ms. */
  readonly atMs: number;
  /** How long it lasts, ms; 0 when it is an instant. */
  readonly forMs: number;
  /** Of what there are several (processes, failpoints): which one, in [0, 1). */
  readonly pick: number;
  /** How bad, in the kind's own unit; 0 where there is no more or less. */
  readonly size: number;
}

export interface Plan {
  readonly seed: string;
  readonly ms: number;
  readonly faults: readonly Fault[];
}

export interface PlanOptions {
  readonly seed: string;
  readonly minutes: number;
  readonly kinds: readonly FaultKind[];
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Of each kind: how long it lasts, ms, and how bad it may be. */
const KINDS: Readonly<Record<FaultKind, { readonly forMs: Range; readonly size?: Range }>> = {
  kill: { forMs: { low: 0, high: 0 } },
  kill_at_failpoint: { forMs: { low: 0, high: 0 } },
  pause: { forMs: { low: 1_000, high: 5_000 } },
  // Longer than a group waits for a member of which it hears nothing.
  pause_long: { forMs: { low: 9_500, high: 12_500 } },
  // At least; until another has what it had.
  pause_in_commit: { forMs: { low: 500, high: 2_000 } },
  hand_over: { forMs: { low: 0, high: 0 } },
  full_disk: { forMs: { low: 2_000, high: 5_000 } },
  // Added to each synchronisation, ms.
  slow_disk: { forMs: { low: 3_000, high: 6_000 }, size: { low: 50, high: 600 } },
  // Minutes.
  clock_forward: { forMs: { low: 0, high: 0 }, size: { low: 2, high: 300 } },
  clock_back: { forMs: { low: 2_000, high: 5_000 }, size: { low: 2, high: 300 } },
  // Ahead or behind, ms.
  clock_differs: { forMs: { low: 3_000, high: 6_000 }, size: { low: 1_000, high: 6_000 } },
  broker_killed: { forMs: { low: 1_000, high: 6_000 } },
  broker_paused: { forMs: { low: 1_000, high: 8_000 } },
  broker_cut: { forMs: { low: 1_000, high: 8_000 } },
  broker_full: { forMs: { low: 2_000, high: 5_000 } },
  postgres_stopped: { forMs: { low: 0, high: 2_000 } },
  postgres_killed: { forMs: { low: 0, high: 3_000 } },
  postgres_paused: { forMs: { low: 1_000, high: 5_000 } },
  postgres_full: { forMs: { low: 2_000, high: 5_000 } },
  warehouse_killed: { forMs: { low: 1_000, high: 6_000 } },
  warehouse_paused: { forMs: { low: 1_000, high: 6_000 } },
  warehouse_full: { forMs: { low: 2_000, high: 5_000 } },
  network_cut: { forMs: { low: 1_000, high: 5_000 } },
  network_cut_long: { forMs: { low: 9_500, high: 12_500 } },
  carrier_cut: { forMs: { low: 2_000, high: 11_000 } },
  door_cut: { forMs: { low: 1_000, high: 4_000 } },
  door_stalled: { forMs: { low: 1_000, high: 4_000 } },
  provider_cut: { forMs: { low: 1_000, high: 5_000 } },
  provider_stalled: { forMs: { low: 2_000, high: 5_000 } },
  provider_fails: { forMs: { low: 2_000, high: 5_000 } },
  provider_hangs: { forMs: { low: 2_000, high: 5_000 } },
  provider_slow: { forMs: { low: 2_000, high: 5_000 } },
  provider_lies: { forMs: { low: 4_000, high: 8_000 } },
  garbage: { forMs: { low: 2_000, high: 4_000 } },
  // Connections.
  slow_loris: { forMs: { low: 3_000, high: 5_000 }, size: { low: 50, high: 300 } },
  flood: { forMs: { low: 1_500, high: 2_500 } },
};

/** Nothing happens at first, and time is left to recover at the end. */
const CALM_MS = 2_000;
const EVERY_MS = 3_200;
const ONE_BY_ONE_MS = 7_000;
const ONE_BY_ONE_SHARE = 1 / 3;

export function planOf({ seed, minutes, kinds }: PlanOptions): Plan {
  const ms = Math.round(minutes * 60_000);
  const everyMs = hashUnit(seed, 'one by one') < ONE_BY_ONE_SHARE ? ONE_BY_ONE_MS : EVERY_MS;
  const count = Math.max(1, Math.floor((ms - 2 * CALM_MS) / everyMs));
  const faults = Array.from({ length: count }, (_, index): Fault => {
    const draw = (what: string): number => hashUnit(seed, `${what} ${index}`);
    const kind = kindAt(seed, kinds, index);
    const { forMs, size } = KINDS[kind];
    return {
      index,
      kind,
      // One by one: at the beginning of its time.
      atMs: Math.round(CALM_MS + (index + draw('at') * (everyMs === EVERY_MS ? 0.8 : 0.2)) * everyMs),
      forMs: Math.round(within(forMs, draw('for'))),
      pick: draw('pick'),
      size: size ? Math.round(within(size, draw('size'))) : 0,
    };
  });
  return { seed, ms, faults };
}

/** A shuffled pack of all kinds after the other. */
function kindAt(seed: string, kinds: readonly FaultKind[], index: number): FaultKind {
  const pack = Math.floor(index / kinds.length);
  const shuffled = [...kinds].sort((a, b) => hashUnit(seed, `pack ${pack} ${a}`) - hashUnit(seed, `pack ${pack} ${b}`));
  return shuffled[index % kinds.length]!;
}

function within({ low, high }: Range, draw: number): number {
  return low + draw * (high - low);
}
