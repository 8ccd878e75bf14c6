/**
 * What sources have said about one declared trait that has a reconciliation rule (docs/conditions.md 5.4). Per key (the source's rank, or the
 * value) only the latest saying and how many there were: a commutative monoid, so that neither order of arrival nor merges matter, until there are more
 * different values than `SAYINGS_MAX`.
 */
import type { DeclaredTrait, Reconciliation, Scalar } from '../../define/index.ts';
import { precedes } from './measure/accumulator.ts';
import { compareText } from './value.ts';

export interface Saying {
  /** Place of the source in the rule's order, behind the last for all others; 0 where sources do not count. */
  readonly rank: number;
  /** Undefined: deleted. */
  readonly value: Scalar | readonly Scalar[] | undefined;
  readonly count: number;
  /** Of the latest one. */
  readonly time: number;
  readonly mark: string;
}

/** How many different values are counted; beyond it the rarest is forgotten. */
export const SAYINGS_MAX = 100;

type Rule = Exclude<Reconciliation, { readonly by: 'last_updated' }>;

/** The trait's rule, where it keeps sayings. */
export function ruleOf({ reconcile }: DeclaredTrait): Rule | undefined {
  return reconcile?.by === 'last_updated' ? undefined : reconcile;
}

export function rankOf(rule: Rule, source: string): number {
  if (rule.by !== 'source') return 0;
  const place = rule.order.indexOf(source);
  return place < 0 ? rule.order.length : place;
}

/** Both lists, each in the order of its keys, as one. */
export function joinSayings(a: readonly Saying[], b: readonly Saying[], rule: Rule): readonly Saying[] {
  const keyOf = rule.by === 'source' ? rankKey : valueKey;
  const joined = new Map<string, Saying>();
  for (const saying of [...a, ...b]) {
    // How often something was said says nothing about what was deleted.
    if (rule.by === 'most_frequent' && saying.value === undefined) continue;
    const key = keyOf(saying);
    const other = joined.get(key);
    joined.set(key, other ? united(other, saying) : saying);
  }
  const kept = [...joined].sort(([one], [two]) => compareText(one, two)).map(([, saying]) => saying);
  if (kept.length <= SAYINGS_MAX) return kept;
  const best = new Set([...kept].sort((one, two) => (isBetter(one, two) ? -1 : 1)).slice(0, SAYINGS_MAX));
  return kept.filter((one) => best.has(one));
}

/** The saying that gives the trait its value: of the first source in the order that has not deleted it; or the most frequent value, then the latest. */
export function chosenOf(sayings: readonly Saying[], rule: Rule): Saying | undefined {
  if (rule.by === 'most_frequent')
    return sayings.reduce<Saying | undefined>((best, one) => (best && isBetter(best, one) ? best : one), undefined);
  return sayings
    .filter(({ value }) => value !== undefined)
    .reduce<Saying | undefined>((best, one) => (best && best.rank < one.rank ? best : one), undefined);
}

function isBetter(a: Saying, b: Saying): boolean {
  return a.count > b.count || (a.count === b.count && precedes([b.time, b.mark], [a.time, a.mark]));
}

function united(a: Saying, b: Saying): Saying {
  const latest = precedes([a.time, a.mark], [b.time, b.mark]) ? b : a;
  return { ...latest, count: a.count + b.count };
}

function rankKey({ rank }: Saying): string {
  return String(rank).padStart(3, '0');
}

function valueKey({ value }: Saying): string {
  return JSON.stringify(value);
}
