/** What an explanation is made from. */
import type { CustomerId } from '../../base/index.ts';
import type { Customer, Plan, RolloutStanding } from '../../core/index.ts';
import type { Text } from '../../define/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Reader } from '../reading.ts';
import type { Facts } from './outcomes.ts';
import type { NamedEvents, Whose } from './rows.ts';

export interface ExplainWorld {
  readonly warehouse: Warehouse;
  readonly reader: Reader;
  /** Position of the log that the state store has. */
  readonly position: () => number;
  /** Resolves when the warehouse has every row of the state's position. */
  readonly catchUp: () => Promise<unknown>;
  /** Of a journey of any release, as the latest that has it names it. */
  readonly journeyName: (journey: string) => Text | undefined;
  /** Number of the first release that had the journey. */
  readonly firstRelease: (journey: string) => number | undefined;
  /** How far a rollout of a release has come; undefined: nothing has been said of it since it began. */
  readonly rolloutStanding: (release: number, rollout: string) => RolloutStanding | undefined;
}

/** One customer with everything that was concluded about it. */
export interface Person {
  readonly world: ExplainWorld;
  /** The surviving id first. */
  readonly ids: readonly CustomerId[];
  readonly customer: Customer;
  readonly plan: Plan;
  readonly now: number;
  readonly whose: Whose;
  /** But those about tags. */
  readonly facts: Facts;
  readonly tagFacts: (tags: readonly string[]) => Promise<Facts>;
  /** What the customer has done under the name of an event. */
  readonly done: (event: string) => Promise<NamedEvents>;
  /** When each release came into force, ms, by its number. */
  readonly releases: () => Promise<ReadonlyMap<number, number>>;
}
