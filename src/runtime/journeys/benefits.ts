/** Benefits of the running release: codes brought in for their pools, and what is left. */
import { createHash } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import type { CodesEntry } from '../../core/index.ts';
import type { Sink } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import type { EngineLink } from '../engine/index.ts';
import type { Releases } from '../releases.ts';

export interface BenefitStock {
  readonly benefit: string;
  readonly type: 'coupon' | 'points';
  /** How often it was given. */
  readonly given: number;
  /** Of coupons: codes that have come in, and those that are left. */
  readonly codes?: number;
  readonly left?: number;
}

export interface BenefitsWorld {
  readonly warehouse: Warehouse;
  readonly sink: Pick<Sink, 'flush'>;
  readonly engine: Pick<EngineLink, 'status' | 'reached'>;
  readonly releases: Pick<Releases, 'plan'>;
  readonly appender: Pick<Appending, 'entries'>;
}

/** Codes of one entry of the log. */
const CHUNK = 1_000;

/** Fills pools, and tells of them. */
export class Benefits {
  readonly #world: BenefitsWorld;

  constructor(world: BenefitsWorld) {
    this.#world = world;
  }

  /**
   * Codes for the pool of a benefit, each once, in their order. The same thousand brought in again counts once. Resolves when the engine has them. Rejects with
   * VOLANO_RESOURCE_UNKNOWN where there is no such benefit of type coupon.
   */
  async bringIn(benefit: string, given: readonly string[], by: string): Promise<{ readonly codes: number }> {
    const { appender, engine, releases } = this.#world;
    if (releases.plan.journeys.benefits.get(benefit)?.type !== 'coupon')
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'benefit with codes', id: benefit });
    const all = [...new Set(given)];
    const entries: CodesEntry[] = [];
    for (let from = 0; from < all.length; from += CHUNK) {
      const codes = all.slice(from, from + CHUNK);
      const batch = createHash('sha256').update(codes.join('\n')).digest('hex').slice(0, 24);
      entries.push({ type: 'codes', benefit, batch, codes, by });
    }
    for (const appended of await appender.entries(entries)) await engine.reached(appended);
    return { codes: all.length };
  }

  /** Of all benefits of the running release, by id. */
  async stock(): Promise<readonly BenefitStock[]> {
    const { warehouse, sink, engine, releases } = this.#world;
    await sink.flush(engine.status.seq);
    const rows = await warehouse.query<{ readonly benefit: string; readonly given: string; readonly codes: string }>(
      `SELECT benefit, toString(countIf(action = 'granted')) AS given, toString(sumIf(JSONExtractUInt(detail, 'codes'), action = 'stocked')) AS codes
FROM benefits GROUP BY benefit`,
    );
    const told = new Map(rows.map(({ benefit, given, codes }) => [benefit, { given: Number(given), codes: Number(codes) }]));
    return [...releases.plan.journeys.benefits.values()]
      .map(({ id, type }): BenefitStock => {
        const { given, codes } = told.get(id) ?? { given: 0, codes: 0 };
        return { benefit: id, type, given, ...(type === 'coupon' && { codes, left: codes - given }) };
      })
      .sort((a, b) => (a.benefit < b.benefit ? -1 : 1));
  }
}
