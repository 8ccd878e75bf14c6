/** The part of a customer's state that knowledge owns. */
import type { Scalar } from '../../define/index.ts';
import { NO_NAMES } from './measure/event-part.ts';
import { Parts } from './parts.ts';
import type { PastBeside } from './past-row.ts';
import { Roll } from './roll.ts';
import type { Saying } from './saying.ts';

/** A trait's value, and when a source last said something about it. */
export interface Declared {
  readonly value: Scalar | readonly Scalar[];
  readonly time: number;
  readonly mark: string;
}

export interface Known {
  /** Its id; '' of nobody in particular. */
  customer: string;
  /** `at` of the first entry. */
  createdAt: number;
  /** Key of a declared trait (its id, unless a release gave it another meaning) -> what a source declared. A deleted trait keeps its time with value undefined. */
  declared: Map<string, Declared | { readonly value: undefined; readonly time: number; readonly mark: string }>;
  /** Of traits with a reconciliation rule: what has been said, from which `declared` has the value that counts. */
  sayings: Map<string, readonly Saying[]>;
  /** Tags, segments, and when time alone next changes them. */
  readonly roll: Roll;
  readonly parts: Parts;
  /** What stands beside it in a row of its own. */
  past: PastBeside | undefined;
  /** Names of stored parts that belong to nothing any more. */
  strays: readonly string[];
  /** Whether anything but the parts changed since the last encoding. */
  dirty: boolean;
}

/** Nothing is known yet. `createdAt` in milliseconds. */
export function emptyKnown(createdAt: number, customer: string = ''): Known {
  return {
    customer,
    createdAt,
    declared: new Map(),
    sayings: new Map(),
    roll: new Roll(),
    parts: new Parts(),
    past: undefined,
    strays: NO_NAMES,
    dirty: true,
  };
}

/** Ids of the tags held. */
export function tagsOf(known: Known): string[] {
  return known.roll.ids('tag');
}

/** Ids of the segments it is in. */
export function segmentsOf(known: Known): string[] {
  return known.roll.ids('segment');
}
