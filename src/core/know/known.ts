/** The part of a customer's state that knowledge owns. */
import type { Scalar } from '../../define/index.ts';
import type { EventPart } from './measure/event-part.ts';

export interface Declared {
  readonly value: Scalar | readonly Scalar[];
  readonly time: number;
  readonly mark: string;
}

/** Membership in a tag or segment. `since`: when it became true, ms. */
export interface Membership {
  readonly since: number;
}

export interface Known {
  /** `at` of the first entry. */
  createdAt: number;
  /** Trait id -> what a source declared. A deleted trait keeps its time with value undefined. */
  declared: Map<string, Declared | { readonly value: undefined; readonly time: number; readonly mark: string }>;
  tags: Map<string, Membership>;
  segments: Map<string, Membership>;
  /** Rule key -> earliest instant at which it may flip by time alone. Only finite ones. */
  flips: Map<string, number>;
  /** Part key -> part. */
  parts: Map<string, EventPart>;
  /** The same parts by their slot in the plan. */
  slots: (EventPart | undefined)[];
  /** Earliest of `flips`; undefined when it has to be looked for. */
  nextFlip: number | undefined;
  /** Whether anything but the parts changed since the last encoding. */
  dirty: boolean;
}

/** Nothing is known yet. `createdAt` in milliseconds. */
export function emptyKnown(createdAt: number): Known {
  return {
    createdAt,
    declared: new Map(),
    tags: new Map(),
    segments: new Map(),
    flips: new Map(),
    parts: new Map(),
    slots: [],
    nextFlip: undefined,
    dirty: true,
  };
}

/** Adds a part of the plan in force. */
export function putPart(known: Known, part: EventPart): void {
  known.parts.set(part.layout.key, part);
  known.slots[part.layout.slot] = part;
}
