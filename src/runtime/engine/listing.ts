/**
 * The table `past`: of whom something has been collected for definitions in preparation, with what a backfill has brought of it and nobody has read.
 *
 * G1. While definitions are in preparation everybody has a row of whom anything has been collected for them: of nobody else can they make a difference.
 * G2. A past counts once: it is in its row or in what is known of its customer, and one commit moves it.
 */
import type { CustomerId } from '../../base/index.ts';
import { type Customer, collects, PAST_ROW, type PartWrite, type Plan } from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import { pastKey } from './keys.ts';

const LISTED: Uint8Array = new Uint8Array(0);

/** The row of a customer who has been touched; `rows`: as it was encoded. Undefined: it stays as it is. */
export function listing(customer: Customer, rows: readonly PartWrite[], plan: Plan): Write | undefined {
  const { known, id } = customer;
  const isRead = rows.some(([name]) => name === PAST_ROW);
  if (plan.preparation) {
    if (!isRead && (known.past || !collects(known, plan.know))) return undefined;
    known.past = { slots: [], isRead: false };
    return { table: 'past', key: pastKey(id), value: LISTED };
  }
  if (!isRead && known.past?.slots.length !== 0) return undefined;
  known.past = undefined;
  return unlisted(id);
}

export function unlisted(id: CustomerId): Write {
  return { table: 'past', key: pastKey(id), value: undefined };
}
