/** The roll of one customer: which tags and segments it is in since when, and when each rule may next flip by time alone. By place in a plan's table. */
import { hash53 } from '../../base/index.ts';
import { SparseTimes } from './sparse-times.ts';

export type MembershipKind = 'tag' | 'segment';

/** The tags, segments and rules of a plan in a fixed order. Tables with the same id are equal. */
export class RuleTable {
  /** `tag:x` and `segment:x`. */
  readonly members: readonly string[];
  /** Rule keys, in order of evaluation. */
  readonly rules: readonly string[];
  readonly id: number;
  readonly #placeOfMember: ReadonlyMap<string, number>;
  readonly #placeOfRule: ReadonlyMap<string, number>;

  constructor(members: readonly string[], rules: readonly string[]) {
    this.members = members;
    this.rules = rules;
    this.id = hash53(JSON.stringify([members, rules]));
    this.#placeOfMember = new Map(members.map((key, place) => [key, place]));
    this.#placeOfRule = new Map(rules.map((key, place) => [key, place]));
  }

  /** Place of `tag:x` or `segment:x`; undefined when it is not defined. */
  member(key: string): number | undefined {
    return this.#placeOfMember.get(key);
  }

  rule(key: string): number | undefined {
    return this.#placeOfRule.get(key);
  }
}

/** Stands for "not a member" among the times. */
export const ABSENT: number = Number.NEGATIVE_INFINITY;
const NEVER = Number.POSITIVE_INFINITY;
const NO_RULES = new RuleTable([], []);

/** Shared by all without strays, which are nearly all. Never written. */
const NO_STRAYS: Map<string, number> = new Map();

/** Of a customer who is nowhere yet. Never written: there is no place in it. */
const NO_MEMBERS = new SparseTimes(0, ABSENT);
const NO_FLIPS = new SparseTimes(0, NEVER);

export class Roll {
  table: RuleTable = NO_RULES;
  /** Memberships and flips of what the table no longer defines, by key: they end when all rules are evaluated next. */
  strayMembers: Map<string, number> = NO_STRAYS;
  strayFlips: Map<string, number> = NO_STRAYS;
  #members: SparseTimes = NO_MEMBERS;
  #flips: SparseTimes = NO_FLIPS;
  /** No flip is earlier. */
  #next: number = NEVER;
  /** Whether there is one at that very instant. */
  #isNextKnown = true;

  /** Moves to the table of another plan. */
  adopt(table: RuleTable): void {
    if (this.table === table) return;
    const { table: old, strayMembers, strayFlips } = this;
    const [members, flips] = [this.#members, this.#flips];
    this.table = table;
    this.#members = new SparseTimes(table.members.length, ABSENT);
    this.#flips = new SparseTimes(table.rules.length, NEVER);
    this.strayMembers = NO_STRAYS;
    this.strayFlips = NO_STRAYS;
    members.each((place, since) => this.join(old.members[place]!, since));
    flips.each((place, at) => this.plan(old.rules[place]!, at));
    for (const [key, since] of strayMembers) this.join(key, since);
    for (const [key, at] of strayFlips) this.plan(key, at);
  }

  /** Since when it is a member, ms, by place. Not to be changed. */
  get members(): SparseTimes {
    return this.#members;
  }

  /** Earliest instant at which a rule may flip by time alone, by its place. Not to be changed. */
  get flips(): SparseTimes {
    return this.#flips;
  }

  /** Makes it a member by key. */
  join(key: string, since: number): void {
    const place = this.table.member(key);
    if (place !== undefined) this.#members.set(place, since);
    else {
      if (this.strayMembers === NO_STRAYS) this.strayMembers = new Map();
      this.strayMembers.set(key, since);
    }
  }

  /** Sets a rule's flip by key. */
  plan(key: string, at: number): void {
    const place = this.table.rule(key);
    if (place !== undefined) this.setFlip(place, at);
    else {
      if (this.strayFlips === NO_STRAYS) this.strayFlips = new Map();
      this.#moved(this.strayFlips.get(key) ?? NEVER, at);
      this.strayFlips.set(key, at);
    }
  }

  isIn(kind: MembershipKind, id: string): boolean {
    return this.has(`${kind}:${id}`);
  }

  /** By place. */
  isMember(place: number): boolean {
    return this.#members.has(place);
  }

  /** Since when it is a member, by place; `ABSENT`: it is not. */
  sinceAt(place: number): number {
    return this.#members.get(place);
  }

  /** Begins a membership by place, or ends it with `ABSENT`. */
  setSince(place: number, since: number): void {
    this.#members.set(place, since);
  }

  /** Earliest instant at which the rule may flip by time alone, by place; Infinity: never. */
  flipAt(rule: number): number {
    return this.#flips.get(rule);
  }

  /** Places of the rules that flip by now, in order. */
  flipsBy(now: number): number[] {
    const due: number[] = [];
    this.#flips.each((rule, at) => {
      if (at <= now) due.push(rule);
    });
    return due;
  }

  /** Sets a rule's flip by place. Returns whether it is another one. */
  setFlip(rule: number, at: number): boolean {
    const old = this.#flips.swap(rule, at);
    if (old === at) return false;
    this.#moved(old, at);
    return true;
  }

  #moved(old: number, at: number): void {
    if (at <= this.#next) {
      this.#next = at;
      this.#isNextKnown = true;
    } else if (old === this.#next) this.#isNextKnown = false;
  }

  /** False when surely nothing flips by then. */
  mayFlipBy(at: number): boolean {
    return this.#next <= at;
  }

  /** Earliest flip; Infinity when there is none. */
  get nextFlip(): number {
    if (this.#isNextKnown) return this.#next;
    let next = this.#flips.earliest();
    for (const at of this.strayFlips.values()) if (at < next) next = at;
    this.#next = next;
    this.#isNextKnown = true;
    return next;
  }

  dropFlip(key: string): void {
    if (this.strayFlips.delete(key)) this.#isNextKnown = false;
  }

  dropStrays(): void {
    if (this.strayFlips.size > 0) this.#isNextKnown = false;
    this.strayMembers = NO_STRAYS;
    this.strayFlips = NO_STRAYS;
  }

  /** Since when it is a member, by key; `ABSENT`: it is not. */
  sinceOf(key: string): number {
    const place = this.table.member(key);
    return place === undefined ? (this.strayMembers.get(key) ?? ABSENT) : this.#members.get(place);
  }

  has(key: string): boolean {
    return this.sinceOf(key) !== ABSENT;
  }

  /** Key and since when of every tag and segment it is in: those of the table in its order, then the strays. */
  memberships(): [key: string, since: number][] {
    const held: [string, number][] = [];
    this.#members.each((place, since) => held.push([this.table.members[place]!, since]));
    return [...held, ...this.strayMembers];
  }

  /** Whether it is in nothing and waits for nothing. */
  get isEmpty(): boolean {
    return this.nextFlip === NEVER && this.#members.size === 0 && this.strayMembers.size === 0;
  }

  /** Ids of the tags or segments it is in. */
  ids(kind: MembershipKind): string[] {
    const prefix = `${kind}:`;
    return this.memberships().flatMap(([key]) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  }
}
