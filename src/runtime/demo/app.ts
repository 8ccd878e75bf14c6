/** What the demo needs of the running application. */
import type { CapturedMessage } from '../../act/index.ts';
import type { CustomerId } from '../../base/index.ts';
import type { Identifier } from '../../core/index.ts';
import type { Project } from '../../define/index.ts';
import type { Report } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Explanation } from '../explain/index.ts';
import type { LoggedEntry } from '../figures.ts';

/** A customer as the state store has it at the committed position. Times are ms since 1970 UTC, numbers plain. */
export interface LiveCustomer {
  readonly id: CustomerId;
  readonly identifiers: readonly Identifier[];
  readonly traits: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}

/** Running figures by name: `customers`, `tag:<id>` and `segment:<id>` (sizes now), `<kind>.<action>` (facts of that kind so far). */
export type LiveCounters = Readonly<Record<string, number>>;

export interface DemoApp {
  /** Address of the HTTP door and of the page, e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  readonly writeKey: string;
  readonly warehouse: Warehouse;
  applyProject(project: Project): Promise<void>;
  /** Codes for the pool of a coupon; resolves when the engine has them. */
  bringIn(benefit: string, codes: readonly string[]): Promise<void>;
  /** Waits for engine and sink, computes the edges of all scores in the warehouse, appends them to the log. */
  refreshModels(): Promise<void>;
  /** Moves event time on to this instant: all wake-ups due by then run. */
  advanceTo(ms: number): Promise<void>;
  /** Resolves when at most so many entries wait for the engine. */
  keepUp(waitingMax: number): Promise<void>;
  /** Resolves when engine, delivery and sink have caught up with the log. */
  settle(): Promise<void>;
  /** Ends the replay: time reaches the present and goes on by the wall clock. */
  goLive(): Promise<void>;
  /** How far the log is, and what time it is there, ms. */
  logged(): { readonly position: number; readonly at: number };
  /** Resolves when the engine has taken the log up to this position, and the messages that it led to are handed over. */
  handedOver(position: number): Promise<void>;
  /** Messages captured after this number, oldest first. */
  captured(after: number): Promise<readonly CapturedMessage[]>;
  /** Under what a customer is known at present; empty when there is none. */
  identifiersOf(customer: string): Promise<readonly Identifier[]>;
  customers(): AsyncIterable<LiveCustomer>;
  /** Why, and why not, for every journey; with a message why it came. */
  explain(customer: string, message?: string): Promise<Explanation>;
  /** What the log has at these positions. */
  entriesAt(positions: readonly number[]): Promise<readonly (LoggedEntry | undefined)[]>;
  counters(): LiveCounters;
  /** From the warehouse, for the latest release. */
  report(): Promise<Report>;
  close(): Promise<void>;
}

/** Starts the application on a data directory, in event time: times outside the range go to quarantine. */
export type StartDemoApp = (options: {
  readonly directory: string;
  readonly port: number;
  readonly eventTime: { readonly from: number; readonly to: number };
}) => Promise<DemoApp>;
