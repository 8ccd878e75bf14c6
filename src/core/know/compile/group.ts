/** Conditions of which all must hold, or one. */
import type { JsonObject } from '../../entry.ts';
import type { CustomerView } from '../view.ts';
import { addDependencies, type ConditionNode, type Dependencies, NEVER, noDependencies } from './node.ts';

export interface GroupKind {
  /** `and`: no member fails; else `or`: one holds. */
  readonly all: boolean;
  /** The group is asked for the opposite. */
  readonly negated: boolean;
}

export class GroupCondition implements ConditionNode {
  readonly dependencies: Dependencies = noDependencies();
  readonly timed: boolean;
  readonly isKept = undefined;
  readonly #members: readonly ConditionNode[];
  /** The same, those first that time does not change: they often decide, and cost least. */
  readonly #cheapestFirst: readonly ConditionNode[];
  readonly #all: boolean;
  readonly #negated: boolean;

  constructor(members: readonly ConditionNode[], { all, negated }: GroupKind) {
    for (const { dependencies } of members) addDependencies(this.dependencies, dependencies);
    this.timed = members.some(({ timed }) => timed);
    this.#members = members;
    this.#cheapestFirst = [...members.filter(({ timed }) => !timed), ...members.filter(({ timed }) => timed)];
    this.#all = all;
    this.#negated = negated;
  }

  test(view: CustomerView): boolean {
    const all = this.#all;
    for (const member of this.#cheapestFirst) if (member.test(view) !== all) return all === this.#negated;
    return all !== this.#negated;
  }

  /**
   * An `and` that is true flips with the first of its members, one that is false not before all its false members have flipped;
   * an `or` the other way round.
   */
  settle(view: CustomerView): boolean {
    const all = this.#all;
    const members = this.#cheapestFirst;
    let first = NEVER;
    let allOpposed = 0;
    let opposed = false;
    for (let i = 0; i < members.length; i++) {
      const holds = members[i]!.settle(view);
      const { flipAt } = view;
      if (holds === all) {
        if (flipAt < first) first = flipAt;
        continue;
      }
      opposed = true;
      if (flipAt > allOpposed) allOpposed = flipAt;
      if (flipAt === NEVER) break;
    }
    view.flipAt = opposed ? allOpposed : first;
    return (opposed ? !all : all) !== this.#negated;
  }

  read(view: CustomerView, into: Record<string, JsonObject[string]>): void {
    for (const member of this.#members) member.read(view, into);
  }
}
