/** The customer as known at one instant: what compiled conditions read. */
import { fromScaled } from '../../base/index.ts';
import type { Json } from '../entry.ts';
import type { EventAtHand } from './compile/event-path.ts';
import type { TraitNode } from './compile/node.ts';
import type { View } from './condition.ts';
import type { Known } from './known.ts';
import type { EventPart } from './measure/event-part.ts';
import type { RecommendationModels } from './recommend/model.ts';
import { type CompiledRecommendation, plainItem } from './recommend/recommend.ts';
import type { Value } from './value.ts';

/** Values of a plan's traits as the latest view has computed them. Views of other customers take it over, and start anew. */
export class Memo {
  readonly values: Value[];
  /** Epoch in which each value was computed. */
  readonly epochs: Float64Array;
  epoch = 0;

  constructor(traits: number) {
    this.values = new Array(traits).fill(undefined);
    this.epochs = new Float64Array(traits);
  }
}

/** What a view needs of the plan. */
export interface TraitTable {
  readonly memo: Memo;
  readonly traits: ReadonlyMap<string, TraitNode>;
  /** Score trait id -> edges of its bins, scaled, ascending. */
  readonly edges: ReadonlyMap<string, readonly number[]>;
  readonly recommendations: ReadonlyMap<string, CompiledRecommendation>;
  readonly models: RecommendationModels;
}

/** With an event, conditions on its properties are read too; what was computed of the customer is shared. */
export interface ViewOptions {
  readonly now: number;
  readonly event?: { readonly atHand: EventAtHand; readonly epoch: number };
}

/** A customer at an instant; every trait is computed at most once per view. `now` in milliseconds. */
export class CustomerView implements View {
  readonly now: number;
  readonly known: Known;
  readonly table: TraitTable;
  readonly event: EventAtHand | undefined;
  /** Left by the last `standingOf`: the earliest instant at which its result may change by time alone. */
  flipAt = 0;
  readonly #memo: Memo;
  readonly #epoch: number;

  constructor(known: Known, table: TraitTable, { now, event }: ViewOptions) {
    this.known = known;
    this.table = table;
    this.now = now;
    this.event = event?.atHand;
    this.#memo = table.memo;
    this.#epoch = event?.epoch ?? ++table.memo.epoch;
  }

  /** Value of a trait in the evaluator's own form (numbers scaled where the node says so), computed once per view. */
  valueOf(node: TraitNode): Value {
    const { values, epochs } = this.#memo;
    const { index } = node;
    if (epochs[index] === this.#epoch) return values[index];
    const value = node.value(this);
    values[index] = value;
    epochs[index] = this.#epoch;
    return value;
  }

  /** The part at a slot of the plan. */
  part(slot: number): EventPart | undefined {
    return this.known.parts.at(slot);
  }

  trait(id: string): Json | undefined {
    const node = this.table.traits.get(id);
    if (!node) return undefined;
    const value = this.valueOf(node);
    return node.scaled && typeof value === 'number' ? fromScaled(value) : value;
  }

  hasTag(id: string): boolean {
    return this.known.roll.isIn('tag', id);
  }

  inSegment(id: string): boolean {
    return this.known.roll.isIn('segment', id);
  }

  recommended(id: string): readonly { readonly [name: string]: Json }[] {
    const { recommendations, models } = this.table;
    return recommendations.get(id)?.choose(this, models.get(id)).map(plainItem) ?? [];
  }

  withEvent(event: EventAtHand): View {
    return new CustomerView(this.known, this.table, { now: this.now, event: { atHand: event, epoch: this.#epoch } });
  }
}
