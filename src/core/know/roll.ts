/** The roll of one customer: which tags and segments it is in since when, and when each rule may next flip by time alone. By place in a plan's table. */
import { hash53 } from '../../base/index.ts';

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

export class Roll {
  table: RuleTable = NO_RULES;
  /** Since when it is a member, ms; `ABSENT`: it is not. */
  since: Float64Array = new Float64Array(0);
  /** Earliest instant at which the rule may flip by time alone; Infinity: never. */
  flips: Float64Array = new Float64Array(0);
  /** Memberships and flips of what the table no longer defines, by key: they end when all rules are evaluated next. */
  strayMembers: Map<string, number> = new Map();
  strayFlips: Map<string, number> = new Map();
  #next: number | undefined = NEVER;

  /** Moves to the table of another plan. */
  adopt(table: RuleTable): void {
    if (this.table === table) return;
    const { table: old, since, flips, strayMembers, strayFlips } = this;
    this.table = table;
    this.since = new Float64Array(table.members.length).fill(ABSENT);
    this.flips = new Float64Array(table.rules.length).fill(NEVER);
    this.strayMembers = new Map();
    this.strayFlips = new Map();
    since.forEach((at, place) => {
      if (at !== ABSENT) this.join(old.members[place]!, at);
    });
    flips.forEach((at, place) => {
      if (at !== NEVER) this.plan(old.rules[place]!, at);
    });
    for (const [key, at] of strayMembers) this.join(key, at);
    for (const [key, at] of strayFlips) this.plan(key, at);
  }

  /** Makes it a member by key. */
  join(key: string, since: number): void {
    const place = this.table.member(key);
    if (place === undefined) this.strayMembers.set(key, since);
    else this.since[place] = since;
  }

  /** Sets a rule's flip by key. */
  plan(key: string, at: number): void {
    const place = this.table.rule(key);
    if (place === undefined) this.strayFlips.set(key, at);
    else this.flips[place] = at;
    this.#next = undefined;
  }

  isIn(kind: MembershipKind, id: string): boolean {
    return this.has(`${kind}:${id}`);
  }

  /** Sets a rule's flip by place. Returns whether it is another one. */
  setFlip(rule: number, at: number): boolean {
    const old = this.flips[rule]!;
    if (old === at) return false;
    this.flips[rule] = at;
    const next = this.#next;
    if (next === undefined) return true;
    if (at <= next) this.#next = at;
    else if (old === next) this.#next = undefined;
    return true;
  }

  /** Earliest flip; Infinity when there is none. */
  get nextFlip(): number {
    if (this.#next !== undefined) return this.#next;
    const { flips } = this;
    let next = NEVER;
    for (let rule = 0; rule < flips.length; rule++) if (flips[rule]! < next) next = flips[rule]!;
    for (const at of this.strayFlips.values()) if (at < next) next = at;
    this.#next = next;
    return next;
  }

  dropFlip(key: string): void {
    if (this.strayFlips.delete(key)) this.#next = undefined;
  }

  dropStrays(): void {
    if (this.strayFlips.size > 0) this.#next = undefined;
    this.strayMembers.clear();
    this.strayFlips.clear();
  }

  /** Since when it is a member, by key; `ABSENT`: it is not. */
  sinceOf(key: string): number {
    const place = this.table.member(key);
    return place === undefined ? (this.strayMembers.get(key) ?? ABSENT) : this.since[place]!;
  }

  has(key: string): boolean {
    return this.sinceOf(key) !== ABSENT;
  }

  /** Key and since when of every tag and segment it is in: those of the table in its order, then the strays. */
  memberships(): [key: string, since: number][] {
    const held: [string, number][] = [];
    this.table.members.forEach((key, place) => {
      const since = this.since[place]!;
      if (since !== ABSENT) held.push([key, since]);
    });
    return [...held, ...this.strayMembers];
  }

  /** Whether it is in nothing and waits for nothing. */
  get isEmpty(): boolean {
    return this.nextFlip === NEVER && this.since.every((at) => at === ABSENT) && this.strayMembers.size === 0;
  }

  /** Ids of the tags or segments it is in. */
  ids(kind: MembershipKind): string[] {
    const prefix = `${kind}:`;
    return this.memberships().flatMap(([key]) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  }
}
