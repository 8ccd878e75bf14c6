/** A glance at a stored customer: whether anything can follow from rules that have just come into force, without reading it as a whole. */
import { partsOf } from './customer.ts';
import { isMet, type StoredRows } from './know/index.ts';
import type { Plan } from './plan.ts';

/**
 * `concerned`: one of the rules holds, or may come to hold by time alone. Of the others their evaluation leaves everything as it was: `waiting`, of whom a
 * past stands beside that has not been read, and `done`.
 */
export type Glance = 'concerned' | 'waiting' | 'done';

/** At a customer with these rows, for the rules that the plan has renewed: such as read parts only and decide what was never decided before. `now`: ms. */
export function glanceAt(rows: StoredRows, plan: Plan, now: number): Glance {
  const parts = partsOf(rows, plan);
  const waits = parts.past !== undefined && parts.past.slots.length > 0;
  if (isMet(parts, { plan: plan.know, rules: plan.renewal.rules, now })) return 'concerned';
  return waits ? 'waiting' : 'done';
}
