/** Whose a message is that a receipt is about. */
import type { CustomerId } from '../../base/index.ts';
import type { SendCommand } from '../../core/index.ts';
import type { Positioned } from './batch.ts';

/** Nearly every receipt names the customer of its row in the outbox, which is seen without reading the row. */
export function ownersOf(
  entries: readonly Positioned[],
  rows: ReadonlyMap<string, Uint8Array | undefined>,
): ReadonlyMap<string, CustomerId> {
  let owners = NO_OWNERS;
  for (const { entry } of entries) {
    const row = entry.type === 'receipt' && !entry.from ? rows.get(entry.message) : undefined;
    if (entry.type !== 'receipt' || !row) continue;
    const bytes = Buffer.from(row.buffer, row.byteOffset, row.byteLength);
    if (bytes.includes(`"customer":${JSON.stringify(entry.customer)}`)) continue;
    owners = new Map(owners).set(entry.message, (JSON.parse(bytes.toString()) as SendCommand).customer);
  }
  return owners;
}

const NO_OWNERS: ReadonlyMap<string, CustomerId> = new Map();
