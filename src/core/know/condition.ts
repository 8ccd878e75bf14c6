/**
 * What the other rooms see of a compiled condition. The result of a condition is a function of the customer, of now and, where it
 * reads `property.` fields, of the event at hand.
 */
import type { Condition } from '../../define/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { EventAtHand } from './compile/event-path.ts';

/** The customer as known at one instant. Made by `viewOf`; valid until the customer changes. */
export interface View {
  readonly now: number;
  /** Value of a trait, undefined when missing. Numbers are plain (not scaled); times are ms; lists are arrays. */
  trait(id: string): Json | undefined;
  hasTag(id: string): boolean;
  inSegment(id: string): boolean;
  /** Items that the recommendation has for the customer, with the event at hand. */
  recommended(id: string): readonly { readonly [name: string]: Json }[];
  /** The same customer and instant, with this event under `property.`. */
  withEvent(event: EventAtHand): View;
}

export interface CompiledCondition {
  test(view: View): boolean;
  /** Earliest instant > now at which the result may differ though nothing arrives; Infinity when time alone never changes it. */
  flipAt(view: View): number;
  /** Where it reads nothing but the event, and not the time: the same as a test of it. */
  readonly ofEvent: ((event: EventAtHand) => boolean) | undefined;
  /** The values it read, by field, for facts and explanations. */
  read(view: View): JsonObject;
}

/** Compiles a condition of a definition at `path` (for errors). `property.` fields are allowed only where an event is at hand. */
export type CompileCondition = (condition: Condition, path: string, scope: 'customer' | 'event') => CompiledCondition;
