/** What recommendations know and say, for whoever looks. */
import { VolanoError } from '../../base/index.ts';
import { type JsonObject, type ModelItem, viewOf } from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import type { DecisionWorld } from './desk.ts';
import { CustomerLookups, type Whom } from './lookups.ts';

export interface RecommendationQuestion {
  readonly recommendation: string;
  /** An item: what goes with it. Else a customer: what is recommended to them now. */
  readonly about: { readonly item: string } | { readonly whom: Whom };
}

export interface RecommendationAnswer {
  readonly recommendation: string;
  /** Of the model; absent before there is one. */
  readonly model?: string;
  /** How many items the model knows. */
  readonly known: number;
  /** Of a question about an item; null: the model does not know it. */
  readonly item?: ModelItem | null;
  /** Of a question about a customer, best first. */
  readonly items?: readonly JsonObject[];
}

/** Changes nothing. */
export class RecommendationDesk {
  readonly #world: Omit<DecisionWorld, 'releases'> & { readonly releases: Pick<DecisionWorld['releases'], 'plan' | 'list'> };
  readonly #lookups: CustomerLookups;

  constructor(world: DecisionWorld) {
    this.#world = world;
    this.#lookups = new CustomerLookups(world.state, () => world.releases.plan);
  }

  /** Of the latest release. */
  ids(): readonly string[] {
    const released = this.#world.releases.list.at(-1)?.definitions ?? ([] as Release['definitions']);
    return released.flatMap(({ definition }) => (definition.kind === 'recommendation' ? [definition.id] : []));
  }

  /** Rejects with VOLANO_RESOURCE_UNKNOWN when there is no such recommendation or customer. */
  async answer({ recommendation, about }: RecommendationQuestion): Promise<RecommendationAnswer> {
    const { releases, appender } = this.#world;
    if (!this.ids().includes(recommendation))
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'recommendation', id: recommendation });
    const { plan } = releases;
    const slices = plan.know.models.get(recommendation) ?? [];
    const all = slices.flatMap(({ items }) => items);
    const version = slices.at(-1)?.version;
    const known = { recommendation, ...(version !== undefined && { model: version }), known: all.length };
    if ('item' in about) return { ...known, item: all.find(({ id }) => id === about.item) ?? null };
    const customer = await this.#lookups.read(about.whom);
    if (!customer) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: JSON.stringify(about.whom) });
    return { ...known, items: viewOf(customer.known, plan.know, appender.time).recommended(recommendation) };
  }
}
