/** What a demo runs over: a project, a range of event time, calls for the door, and what must come out. */
import type { Figures, Roles } from '../check/figures.ts';
import type { EventReading } from '../check/warehouse-figures.ts';
import type { Mail } from './correspondence.ts';
import type { People } from './people.ts';
import type { Trickle } from './trickle.ts';

export interface Scenario {
  readonly name: 'omni' | 'retail';
  /** Folder of the growth project. */
  readonly folder: string;
  /** Event time, ms since 1970 UTC. At `to` the figures are taken. */
  readonly range: { readonly from: number; readonly to: number };
  /** Event time between two refreshes of the score models: as often as its warehouse queries leave the demo quick. */
  readonly modelsEveryMs: number;
  readonly roles: Roles;
  readonly reading: EventReading;
  /** Codes for the pools of the project's coupons, by benefit: brought in before anything else. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
  /** Puts everything through the door, in order. */
  feed(door: DoorAccess): Promise<FeedOutcome>;
  /** Known once `feed` has ended. */
  expected(): Figures;
  /** Figures that others have published about the same data, when there are any. */
  published(): Promise<Partial<Figures> | undefined>;
  /** Those who live in it, when they answer to messages. */
  readonly people?: People;
  /** After `feed`: they go on by the wall clock until that is stopped. */
  goOn?(door: Pick<DoorAccess, 'url' | 'writeKey'>): Trickle;
  /** Whether there are enough people for every tag to hold for some of them and not for others. */
  readonly splitsTags?: boolean;
  /** Removes what the scenario wrote. */
  end(): Promise<void>;
}

export interface DoorAccess {
  readonly url: string;
  readonly writeKey: string;
  /** To be awaited before calls from this event time on are sent: models are refreshed here. */
  before(time: number): Promise<void>;
  /** How people hear of messages; without it nobody answers. */
  readonly mail?: Mail;
  /** `time`: event time reached; `calls`: sent so far. */
  progress(state: { readonly time: number; readonly calls: number }): void;
}

export interface FeedOutcome {
  readonly accepted: number;
  readonly refused: number;
}
