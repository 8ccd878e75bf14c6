/**
 * An audit of tags: customers drawn at random, their tags recomputed from the raw events by the second evaluator at one position of the log, and held
 * against what the engine has stored. Both answers are of one instant, and of the same entries:
 *
 * T3. The events count up to the position that the engine had before the state was read. Who has had an entry between then and the end of the reading is
 *     left out (`moved`): their stored state may know more.
 * T4. The stored state is brought to the instant as the next entry would: wake-ups that are due are run, on a copy.
 */
import type { CustomerId } from '../../base/index.ts';
import { type Plan, runDue, tagsOf } from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import { boundOf, drawnCustomers, heldTags, type Share, type Sink, shareOf } from '../../learn/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { byPartition, type EngineLink } from '../engine/index.ts';
import type { Standing } from '../installation.ts';
import { readCustomersAt } from '../reading.ts';
import { idsOnArrival } from '../timeline/index.ts';
import { type Answers, compared, type Disagreement, type TagAgreement } from './comparison.ts';
import type { TagRules } from './rules.ts';

export interface AuditRequest {
  /** Of one tag only: so many holders are drawn, and as many customers of all. */
  readonly tag?: string;
  /** How many customers. */
  readonly sample: number;
  readonly seed: string;
}

export interface TagAudit extends AuditRequest {
  /** Instant of evaluation, ms, and the log position whose events count. */
  readonly at: number;
  readonly position: number;
  /** Customers drawn, those compared, and those left out because something came in about them meanwhile. */
  readonly drawn: number;
  readonly compared: number;
  readonly moved: number;
  /** A release or new edges of a score were being applied to all customers: who had not had their turn may differ. */
  readonly evaluating: boolean;
  /** Of all answers about all tags. Absent where there is none. */
  readonly agreement?: Share;
  /** Of every tag in force. */
  readonly tags: readonly TagAgreement[];
  /** At most 100 of them; how many there are. */
  readonly disagreements: readonly Disagreement[];
  readonly disagreeing: number;
}

export interface AuditWorld {
  readonly warehouse: Warehouse;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly engine: Pick<EngineLink, 'status'>;
  readonly standing: Standing;
  readonly sink: Pick<Sink, 'flush'>;
  readonly release: Release | undefined;
  readonly rules: TagRules;
  readonly plan: Plan;
  /** Ms. */
  readonly now: () => number;
}

const SHOWN_MAX = 100;

export async function auditOf(request: AuditRequest, world: AuditWorld): Promise<TagAudit> {
  const { warehouse, engine, sink, rules, plan } = world;
  const before = engine.status;
  const { position, seq, runOpen: openBefore } = before;
  await sink.flush(seq);
  const drawn = await drawnFor(request, warehouse);
  const stored = await readCustomersAt(world.state, drawn as readonly CustomerId[], plan);
  const now = world.now();
  // What has been read may be younger than the engine's last news.
  const { seq: seqAfter, runOpen } = await world.standing();
  await sink.flush(seqAfter);
  const moved =
    seqAfter === seq
      ? new Set<string>()
      : await movedSince(
          byPartition(before).map((one) => one.seq),
          { drawn, warehouse },
        );
  const engineSays: Answers = new Map(
    stored.flatMap(({ customer }) => {
      if (moved.has(customer.id)) return [];
      runDue(customer, { plan, now });
      return [[customer.id, new Set(tagsOf(customer.known))] as const];
    }),
  );
  const tags = rules.tags.flatMap(({ tag, isPreparing }) =>
    isPreparing || (request.tag !== undefined && request.tag !== tag.id) ? [] : [tag.id],
  );
  const customers = [...engineSays.keys()];
  const eventsSay = await heldTags(warehouse, inForce(world), {
    customers,
    arrived: await arrivedAs(customers, warehouse),
    upTo: byPartition(before).map((one) => one.position),
    tags: new Set(tags),
    now,
    edges: Object.fromEntries(plan.know.edges),
  });
  const { customers: count, tags: agreements, disagreements } = compared(engineSays, eventsSay, tags);
  const agreement = shareOf(count * tags.length - disagreements.length, count * tags.length, true);
  return {
    ...request,
    at: now,
    position,
    drawn: drawn.length,
    compared: count,
    moved: drawn.length - count,
    evaluating: openBefore || runOpen,
    ...(agreement && { agreement }),
    tags: agreements,
    disagreements: disagreements.slice(0, SHOWN_MAX),
    disagreeing: disagreements.length,
  };
}

async function drawnFor({ tag, sample, seed }: AuditRequest, warehouse: Warehouse): Promise<readonly string[]> {
  const anybody = await drawnCustomers(warehouse, { seed, limit: sample });
  if (tag === undefined) return anybody;
  return [...new Set([...(await drawnCustomers(warehouse, { seed, limit: sample, tag })), ...anybody])];
}

/** What is in preparation is not in force, and nothing that is reads it. */
function inForce({ release, plan }: AuditWorld): readonly Definition[] {
  const waiting = new Set(plan.preparation?.definitions.map(({ definition }) => `${definition.kind} ${definition.id}`));
  return (release?.definitions ?? []).flatMap(({ definition }) => (waiting.has(`${definition.kind} ${definition.id}`) ? [] : [definition]));
}

/** Of whom something came in, or who were merged or parted, after those numbers. */
async function movedSince(
  seqs: readonly number[],
  { drawn, warehouse }: { readonly drawn: readonly string[]; readonly warehouse: Warehouse },
): Promise<ReadonlySet<string>> {
  const rows = await warehouse.query<{ readonly customer: string }>(
    `SELECT DISTINCT customer FROM (SELECT customer FROM events_by_customer WHERE seq > ${boundOf(seqs)}
UNION ALL SELECT customer FROM facts WHERE seq > ${boundOf(seqs)} AND kind = 'identity') WHERE customer IN {drawn:Array(String)}`,
    { drawn: ['', ...drawn] },
  );
  return new Set(rows.map(({ customer }) => customer));
}

/** Under which ids their events came. */
async function arrivedAs(customers: readonly string[], warehouse: Warehouse): Promise<readonly string[]> {
  const absorbed = await warehouse.query<{ readonly absorbed: string }>(
    'SELECT absorbed FROM customer_map WHERE survivor IN {customers:Array(String)}',
    { customers: ['', ...customers] },
  );
  return idsOnArrival([...customers, ...absorbed.map((row) => row.absorbed)], warehouse);
}
