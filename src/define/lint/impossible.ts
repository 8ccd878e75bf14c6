/**
 * Whether a condition can hold of anybody.
 *
 * I1. Only what surely contradicts itself is called impossible: comparisons of one value with fixed ones, membership, and what is asked of a history in
 *     the same words. Whatever else a condition reads is taken to be possible.
 */
import type { Condition, Rule, Scalar } from '../condition.ts';
import type { LintWorld } from './world.ts';

type Groups = Pick<LintWorld, 'segments' | 'tags' | 'groups'>;

/** True when nobody can ever fulfil it. */
export function isImpossible(condition: Condition, world: Groups): boolean {
  return never({ condition, negated: false }, { world, open: new Set() });
}

interface Asked {
  readonly condition: Condition;
  readonly negated: boolean;
}

interface Looking {
  readonly world: Groups;
  /** Segments and tags that are being looked into: a circle ends. */
  readonly open: ReadonlySet<string>;
}

function never({ condition, negated }: Asked, looking: Looking): boolean {
  const isNegated = negated !== (condition.not ?? false);
  if (!isAll(condition, isNegated)) return condition.rules.every((one) => neverOne(one, isNegated, looking));
  const atoms = [...atomsOf(condition, isNegated)];
  return atoms.some((atom) => neverAtom(atom, looking)) || contradict(atoms, looking.world);
}

function neverOne(one: Condition | Rule, negated: boolean, looking: Looking): boolean {
  if ('combinator' in one) return never({ condition: one, negated }, looking);
  const atom = { rule: one, negated };
  return neverAtom(atom, looking) || contradict([atom], looking.world);
}

interface Atom {
  readonly rule: Rule | Condition;
  readonly negated: boolean;
}

/** What has to hold all at once; what is joined by "or" stays whole. */
function* atomsOf(condition: Condition, isNegated: boolean): Generator<Atom> {
  for (const one of condition.rules) {
    if (!('combinator' in one)) {
      yield { rule: one, negated: isNegated };
      continue;
    }
    const inner = isNegated !== (one.not ?? false);
    if (isAll(one, inner)) yield* atomsOf(one, inner);
    else yield { rule: one, negated: isNegated };
  }
}

/** Whether all of its rules have to hold; of a single one it makes no difference how it is joined. */
function isAll({ combinator, rules }: Condition, isNegated: boolean): boolean {
  return rules.length === 1 || (combinator === 'and') !== isNegated;
}

/** Of itself, whatever stands beside it. */
function neverAtom({ rule, negated }: Atom, looking: Looking): boolean {
  if ('combinator' in rule) return never({ condition: rule, negated }, looking);
  const member = membershipOf(rule, negated);
  if (!member?.isIn || looking.open.has(rule.field)) return false;
  const { segments, tags } = looking.world;
  const [kind, id] = [rule.field.slice(0, rule.field.indexOf('.')), rule.field.slice(rule.field.indexOf('.') + 1)];
  const condition = kind === 'segment' ? segments.get(id)?.condition : tags.get(id)?.rule;
  return condition !== undefined && never({ condition, negated: false }, { ...looking, open: new Set([...looking.open, rule.field]) });
}

function membershipOf({ field, operator, value }: Rule, negated: boolean): { readonly isIn: boolean } | undefined {
  if (!/^(segment|tag)\./.test(field)) return undefined;
  return { isIn: ((operator === '=') === (value === true)) !== negated };
}

function contradict(atoms: readonly Atom[], { tags, groups }: Groups): boolean {
  const values = new Map<string, Values>();
  const members = new Map<string, boolean>();
  const histories = new Map<string, boolean>();
  for (const { rule, negated } of atoms) {
    if ('combinator' in rule) continue;
    const member = membershipOf(rule, negated);
    if (member) {
      if ((members.get(rule.field) ?? member.isIn) !== member.isIn) return true;
      members.set(rule.field, member.isIn);
    } else if (rule.field.startsWith('event.')) {
      if (rule.operator !== 'performed' && rule.operator !== 'notPerformed') continue;
      const key = `${rule.field} ${JSON.stringify(rule.value ?? {})}`;
      const did = (rule.operator === 'performed') !== negated;
      if ((histories.get(key) ?? did) !== did) return true;
      histories.set(key, did);
    } else if (!rule.field.includes('[]')) {
      const known = values.get(rule.field) ?? new Values();
      known.take(rule, negated);
      if (known.isNone) return true;
      values.set(rule.field, known);
    }
  }
  const exclusive = new Set<string>();
  for (const [field, isIn] of members) {
    const group = isIn && field.startsWith('tag.') ? tags.get(field.slice('tag.'.length))?.group : undefined;
    if (group === undefined || !groups.get(group)?.exclusive) continue;
    if (exclusive.has(group)) return true;
    exclusive.add(group);
  }
  return false;
}

/** The opposite of an operator is true of what is missing, too. */
const OPPOSITE: Readonly<Record<string, string>> = {
  '=': '!=',
  '!=': '=',
  '<': 'not <',
  '<=': 'not <=',
  '>': 'not >',
  '>=': 'not >=',
  in: 'notIn',
  notIn: 'in',
  between: 'notBetween',
  notBetween: 'between',
  null: 'notNull',
  notNull: 'null',
};

/** What a value can still be. */
class Values {
  #mayBeMissing = true;
  #mayBeThere = true;
  #low = Number.NEGATIVE_INFINITY;
  #high = Number.POSITIVE_INFINITY;
  #isLowOpen = false;
  #isHighOpen = false;
  /** Undefined: anything. */
  #among: readonly Scalar[] | undefined;
  #out: Scalar[] = [];

  get isNone(): boolean {
    return !this.#mayBeMissing && !this.#isThere();
  }

  #isThere(): boolean {
    if (!this.#mayBeThere) return false;
    if (this.#among) return this.#among.some((value) => !this.#out.includes(value) && this.#isWithin(value));
    if (this.#low < this.#high) return true;
    return this.#low === this.#high && !this.#isLowOpen && !this.#isHighOpen && !this.#out.includes(this.#low);
  }

  #isWithin(value: Scalar): boolean {
    if (typeof value !== 'number') return true;
    if (value < this.#low || (value === this.#low && this.#isLowOpen)) return false;
    return !(value > this.#high || (value === this.#high && this.#isHighOpen));
  }

  take({ operator, value }: Rule, negated: boolean): void {
    const asked = negated ? OPPOSITE[operator] : operator;
    const list = (Array.isArray(value) ? value : [value]) as readonly Scalar[];
    switch (asked) {
      case '=':
      case 'in':
        this.#mayBeMissing = false;
        this.#among = this.#among ? this.#among.filter((one) => list.includes(one)) : list;
        return;
      case '!=':
      case 'notIn':
        this.#out.push(...list);
        return;
      case 'null':
        this.#mayBeThere = false;
        return;
      case 'notNull':
        this.#mayBeMissing = false;
        return;
      case 'between':
        this.#mayBeMissing = false;
        this.#from(list[0], false);
        this.#to(list[1], false);
        return;
      case '>':
      case '>=':
        this.#mayBeMissing = false;
        this.#from(list[0], asked === '>');
        return;
      case '<':
      case '<=':
        this.#mayBeMissing = false;
        this.#to(list[0], asked === '<');
        return;
      case 'not >':
      case 'not >=':
        this.#to(list[0], asked === 'not >=');
        return;
      case 'not <':
      case 'not <=':
        this.#from(list[0], asked === 'not <=');
    }
  }

  #from(bound: Scalar | undefined, isOpen: boolean): void {
    if (typeof bound !== 'number' || bound < this.#low) return;
    this.#isLowOpen = bound === this.#low ? this.#isLowOpen || isOpen : isOpen;
    this.#low = bound;
  }

  #to(bound: Scalar | undefined, isOpen: boolean): void {
    if (typeof bound !== 'number' || bound > this.#high) return;
    this.#isHighOpen = bound === this.#high ? this.#isHighOpen || isOpen : isOpen;
    this.#high = bound;
  }
}
