/** Sheets for people: some who hold a tag, with what its rule read, to be marked right or wrong and read back. */
import type { CustomerId } from '../../base/index.ts';
import { heldOf, type Identifier, type JsonObject, type Plan, readMember, viewOf } from '../../core/index.ts';
import { drawnCustomers, type Sink } from '../../learn/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { EngineLink } from '../engine/index.ts';
import { readCustomersAt } from '../reading.ts';
import type { TagRule } from './rules.ts';

export interface SheetRow {
  readonly customer: string;
  readonly identifiers: readonly Identifier[];
  /** Since when it holds the tag, ms. */
  readonly since: number;
  /** What the rule reads of it, by field. */
  readonly read: JsonObject;
}

export interface TagSheet {
  readonly tag: string;
  readonly version: number;
  /** Names the sheet: tag, version, position and seed. */
  readonly sheet: string;
  readonly at: number;
  readonly position: number;
  /** All holders; the rows are drawn from them at random. */
  readonly holders: number;
  readonly rows: readonly SheetRow[];
}

export interface SheetWorld {
  readonly warehouse: Warehouse;
  readonly state: Pick<StateStore, 'getMany' | 'load' | 'range'>;
  readonly engine: Pick<EngineLink, 'status'>;
  readonly sink: Pick<Sink, 'flush'>;
  readonly plan: Plan;
  readonly now: number;
}

/** What people found, of one sheet. */
export interface JudgedRows {
  readonly tag: string;
  readonly version: number;
  readonly sheet: string;
  /** How many rows the sheet has, and those that somebody has marked. */
  readonly rows: number;
  readonly right: number;
  readonly wrong: number;
}

export async function sheetOf(
  { tag, version }: TagRule,
  { sample, seed }: { readonly sample: number; readonly seed: string },
  { warehouse, state, engine, sink, plan, now }: SheetWorld,
): Promise<TagSheet> {
  const { position, seq, counters } = engine.status;
  await sink.flush(seq);
  const drawn = await drawnCustomers(warehouse, { seed, limit: sample, tag: tag.id });
  const people = await readCustomersAt(state, drawn as readonly CustomerId[], plan);
  const rows = people.flatMap(({ customer, identifiers }): SheetRow[] => {
    const view = viewOf(customer.known, plan.know, now);
    const held = heldOf('tag', plan.know, view).find(({ id }) => id === tag.id);
    if (!held) return [];
    const read = readMember(plan.know, { kind: 'tag', id: tag.id }, view) ?? {};
    return [{ customer: customer.id, identifiers, since: held.since, read }];
  });
  const holders = Math.max(counters.get(`tag:${tag.id}`) ?? 0, rows.length);
  return { tag: tag.id, version, sheet: `${tag.id}.${version}.${position}.${seed}`, at: now, position, holders, rows };
}
