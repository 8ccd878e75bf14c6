/** What a run needs of the product it does things to: the same for one process and for a cluster. */
import type { Findings, Seen } from '../crash/ledger.ts';
import type { Link } from './link.ts';
import type { Fault } from './plan.ts';

/** A process has ended: when, and when one in its place served, wall clock, ms. Undefined: none did. */
export interface Ended {
  readonly at: number;
  readonly served: Promise<number | undefined>;
}

export interface World {
  /** Between senders and the door, for all lives of whoever stands behind it. */
  readonly door: Link;
  /** Between the product and those whom it hands messages to. */
  readonly providers: readonly Link[];
  /** Ends of processes that nobody has asked for, and what else must not be. */
  readonly strange: readonly string[];
  /** How often a process was started that ended before it was ready; whoever supervises it starts it again. */
  readonly startsFailed: number;
  /** Resolves when events are taken. */
  start(): Promise<void>;
  /** kill -9 of one of its processes, drawn by `pick` in [0, 1); it is started again at once. Resolves when it is dead. */
  kill(pick: number): Promise<Ended>;
  /** Has a process kill itself at one of its named points; as `kill`. */
  killAtFailpoint(pick: number): Promise<Ended>;
  /** A process stands still for so long. */
  pause(pick: number, forMs: number): Promise<void>;
  /** A disk is full; resolves with what makes room again. */
  fillDisk(pick: number): Promise<() => Promise<void> | void>;
  /** Added to every synchronisation of a file, ms; 0: as fast as it is. */
  slowDisk(ms: number): void;
  /** Its clocks jump by so much, ms. */
  shiftClock(byMs: number): void;
  /** Carries out a fault of a kind that only this world has. Resolves when it is over. */
  carryOut(fault: Fault): Promise<Ended | undefined>;
  /** Throws when a part of it has stopped for so long that it will not go again by itself. */
  assertGoing(): Promise<void>;
  /** Asks that what failed for good be sent again. How many messages are; 0 when nobody answers. */
  redeliver(): Promise<number>;
  /** Resolves when everything that was sent is decided, handed over and copied, and its processes have ended in good order. */
  settle(): Promise<void>;
  /** Counts what is left, with `settle` over. */
  judge(seen: Seen): Promise<{ readonly findings: Findings; readonly verified: string }>;
  /** Lets go of everything; processes are dead afterwards. `keep`: what they have stored stays for whoever looks into it. */
  close(keep: boolean): Promise<void>;
}
