/** A customer of the shop as a state store would have it, for tests of what begins with a copy of one. */
import { encodeIdentity, identifierKey, newCustomer, wholeRows } from '../core/index.ts';
import type { Release } from '../define/index.ts';
import type { RehearsalParts } from '../rehearse/index.ts';
import type { Profile } from './deps.ts';

type Known = NonNullable<Awaited<ReturnType<RehearsalParts['knownRows']>>>;

/** Known by its identifiers, and by nothing else; under a release. */
export function knownRowsOf({ customer, identifiers, position }: Profile, release: Release, at: number): Known {
  const learnt = { at, partition: 0, position: 1, source: '' };
  const links = identifiers.map((identifier) => ({ identifier, first: customer, ...learnt }));
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
  const meta = {
    progress: { position, at, seq: position, eventHash: 0, factHash: 0, partial: null },
    counters: [['customers', 1]],
    effects: [[release.number, { how: 'at_once', position: 1, at }]],
    [`release.${String(release.number).padStart(8, '0')}`]: release,
  };
  return {
    customer,
    at,
    behind: { position, at },
    rows: [
      { table: 'identity', key: bytes(customer), value: encodeIdentity({ state: 'live', links, merges: [] }) },
      ...identifiers.map((one) => ({ table: 'identifier' as const, key: bytes(identifierKey(one)), value: bytes(customer) })),
      ...wholeRows(newCustomer(customer, at)).flatMap(([part, value]) =>
        value ? [{ table: 'customer' as const, key: bytes(`${customer}\u0000${part}`), value }] : [],
      ),
      ...Object.entries(meta).map(([name, value]) => ({ table: 'meta' as const, key: bytes(name), value: bytes(JSON.stringify(value)) })),
    ],
  };
}
