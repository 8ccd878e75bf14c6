/** The customer as known at one instant: what compiled conditions read. */
import { fromScaled } from '../../base/index.ts';
import type { Json, JsonObject } from '../entry.ts';
import type { TraitNode } from './compile/node.ts';
import type { View } from './condition.ts';
import type { Known } from './known.ts';
import type { EventPart } from './measure/event-part.ts';
import type { Value } from './value.ts';

/** What a view needs of the plan. */
export interface TraitTable {
  readonly traits: ReadonlyMap<string, TraitNode>;
  /** Score trait id -> edges of its bins, scaled, ascending. */
  readonly edges: ReadonlyMap<string, readonly number[]>;
}

/** With an event, conditions on its properties are read too; what was computed of the customer is shared. */
export interface ViewOptions {
  readonly now: number;
  readonly event?: { readonly properties: JsonObject; readonly memo: unknown[] };
}

const UNSET = Symbol('unset');

/** A customer at an instant; every trait is computed at most once per view. `now` in milliseconds. */
export class CustomerView implements View {
  readonly now: number;
  readonly known: Known;
  readonly table: TraitTable;
  readonly event: JsonObject | undefined;
  /** Left by the last `standingOf`: the earliest instant at which its result may change by time alone. */
  flipAt = 0;
  readonly #memo: unknown[];

  constructor(known: Known, table: TraitTable, { now, event }: ViewOptions) {
    this.known = known;
    this.table = table;
    this.now = now;
    this.event = event?.properties;
    this.#memo = event?.memo ?? new Array(table.traits.size).fill(UNSET);
  }

  /** Value of a trait in the evaluator's own form (numbers scaled where the node says so), computed once per view. */
  valueOf(node: TraitNode): Value {
    const known = this.#memo[node.index];
    if (known !== UNSET) return known as Value;
    const value = node.value(this);
    this.#memo[node.index] = value;
    return value;
  }

  /** The part at a slot of the plan. */
  part(slot: number): EventPart | undefined {
    return this.known.slots[slot];
  }

  trait(id: string): Json | undefined {
    const node = this.table.traits.get(id);
    if (!node) return undefined;
    const value = this.valueOf(node);
    return node.scaled && typeof value === 'number' ? fromScaled(value) : value;
  }

  hasTag(id: string): boolean {
    return this.known.tags.has(id);
  }

  inSegment(id: string): boolean {
    return this.known.segments.has(id);
  }

  withEvent(properties: JsonObject): View {
    return new CustomerView(this.known, this.table, { now: this.now, event: { properties, memo: this.#memo } });
  }
}
