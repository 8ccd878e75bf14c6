/**
 * The health of tags: of each, for how many it can be told at all, how old what it rests on is, whether somebody holds it for too long, and who holds one
 * that contradicts it. Figures per customer come from the stored state of customers drawn at random, or of all; contradictions from the facts.
 *
 * T2. `overdue` is 0: who holds a tag beyond its expiry holds it against its rule. A minute is left to the wake-up that takes it away.
 */
import { MINUTE } from '../../base/index.ts';
import type { Customer, Plan } from '../../core/index.ts';
import type { Text } from '../../define/index.ts';
import { type Contradictions, type Share, shareOf } from '../../learn/index.ts';
import type { TagRule, TagRules } from './rules.ts';
import { type TagStanding, tagStandingOf } from './standing.ts';

/** How old what a tag rests on is. Of tags that may expire; of the others nothing is kept that would tell. Ms. */
export interface Freshness {
  /** Of those drawn: who has been touched by an event that the rule reads. */
  readonly touched: Share;
  /** Of these: whose latest event is older than the expiry, so that the tag holds for none of them. */
  readonly stale?: Share;
  /** Age of the latest event, over those drawn who hold the tag: the middle one, and the oldest. */
  readonly medianMs?: number;
  readonly oldestMs?: number;
  /** Who holds it though it should have expired (T2). */
  readonly overdue: number;
}

export interface TagHealth {
  readonly id: string;
  readonly name: Text;
  readonly version: number;
  readonly owner: string;
  readonly group?: string;
  readonly state: 'live' | 'preparing';
  /** All who hold it. */
  readonly holders: number;
  /** Ids of its inputs. */
  readonly inputs: readonly string[];
  /** Of those drawn: of whom its rule is told (T5). Absent where it has no inputs. */
  readonly completeness?: Share;
  readonly freshness?: Freshness;
  /** Of all holders: who holds a tag that contradicts it. Absent where nobody holds it. */
  readonly contradicted?: Share;
}

export interface TagsHealth {
  /** Instant, ms, and log position that it is of. */
  readonly at: number;
  readonly position: number;
  /** All there are, and how many of them were drawn. */
  readonly customers: number;
  readonly drawn: number;
  /** By id. */
  readonly tags: readonly TagHealth[];
  /** Of all customers: who holds two tags that contradict each other. */
  readonly contradicted?: Share;
  /** Each once, the most frequent first. */
  readonly contradictions: readonly { readonly tags: readonly [string, string]; readonly customers: number }[];
  /** Over those drawn, how many of the inputs of all tags have a value. */
  readonly completeness?: number;
}

export interface HealthWorld {
  readonly rules: TagRules;
  readonly plan: Plan;
  readonly now: number;
  readonly position: number;
  /** Figures of the engine, by name. */
  readonly counters: ReadonlyMap<string, number>;
  readonly contradictions: Contradictions;
}

interface Counted {
  complete: number;
  touched: number;
  stale: number;
  overdue: number;
  /** Ages of what holders' tags rest on, ms. */
  readonly ages: number[];
}

/** Takes customers in, one after the other, and adds up. */
export class HealthCount {
  readonly #world: HealthWorld;
  readonly #counts: ReadonlyMap<string, Counted>;
  #drawn = 0;
  #known = 0;

  constructor(world: HealthWorld) {
    this.#world = world;
    this.#counts = new Map(world.rules.tags.map(({ tag }) => [tag.id, { complete: 0, touched: 0, stale: 0, overdue: 0, ages: [] }]));
  }

  take(customer: Customer): void {
    const { rules, plan, now } = this.#world;
    const standing = tagStandingOf(customer, rules, { plan, now });
    this.#drawn += 1;
    this.#known += standing.completeness.share;
    for (const rule of rules.tags) this.#count(rule, standing);
    for (const { id, touchedAt, expiresAt } of standing.held) {
      const counted = this.#counts.get(id);
      if (!counted || touchedAt === undefined) continue;
      counted.ages.push(now - touchedAt);
      if (expiresAt !== undefined && now > expiresAt + MINUTE) counted.overdue += 1;
    }
  }

  #count({ tag, isTold, expiryMs }: TagRule, { known, touches }: TagStanding): void {
    const counted = this.#counts.get(tag.id)!;
    if (isTold(known)) counted.complete += 1;
    const touchedAt = touches.get(tag.id);
    if (touchedAt === undefined || expiryMs === undefined) return;
    counted.touched += 1;
    if (this.#world.now - touchedAt >= expiryMs) counted.stale += 1;
  }

  health(): TagsHealth {
    const { rules, now, position, counters, contradictions } = this.#world;
    const customers = Math.max(counters.get('customers') ?? 0, this.#drawn);
    const contradicted = shareOf(contradictions.customers, customers, false);
    return {
      at: now,
      position,
      customers,
      drawn: this.#drawn,
      tags: rules.tags.map((rule) => this.#healthOf(rule, customers)),
      ...(contradicted && { contradicted }),
      contradictions: contradictions.pairs.flatMap(({ tag, other, customers: both }) =>
        tag < other ? [{ tags: [tag, other] as const, customers: both }] : [],
      ),
      ...(this.#drawn > 0 && { completeness: this.#known / this.#drawn }),
    };
  }

  #healthOf({ tag, version, isPreparing, inputs, expiryMs }: TagRule, customers: number): TagHealth {
    const { counters, contradictions } = this.#world;
    const counted = this.#counts.get(tag.id)!;
    const isSample = this.#drawn < customers;
    const holders = counters.get(`tag:${tag.id}`) ?? 0;
    const completeness = inputs.length === 0 ? undefined : shareOf(counted.complete, this.#drawn, isSample);
    const touched = expiryMs === undefined ? undefined : shareOf(counted.touched, this.#drawn, isSample);
    // The facts may be a moment ahead of the figures.
    const contradicted = shareOf(Math.min(contradictions.byTag.get(tag.id) ?? 0, holders), holders, false);
    return {
      id: tag.id,
      name: tag.name,
      version,
      owner: tag.owner,
      ...(tag.group !== undefined && { group: tag.group }),
      state: isPreparing ? 'preparing' : 'live',
      holders,
      inputs,
      ...(completeness && { completeness }),
      ...(touched && { freshness: freshnessOf(touched, counted, isSample) }),
      ...(contradicted && { contradicted }),
    };
  }
}

function freshnessOf(touched: Share, { stale, overdue, ages }: Counted, isSample: boolean): Freshness {
  const sorted = ages.toSorted((a, b) => a - b);
  const shareStale = shareOf(stale, touched.count, isSample);
  const [median, oldest] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted.at(-1)];
  return {
    touched,
    ...(shareStale && { stale: shareStale }),
    ...(median !== undefined && { medianMs: median }),
    ...(oldest !== undefined && { oldestMs: oldest }),
    overdue,
  };
}
