/** What is to be loaded before an entry can be resolved. */
import type { CustomerId } from '../../../base/index.ts';
import type { Entry, Identifier } from '../../entry.ts';

export interface IdentityKeys {
  /** To be resolved. Empty for entries that name their customer or concern none. */
  readonly identifiers: readonly Identifier[];
  /** Customers named outright, whose records tell where they live now (`survivorOf`). */
  readonly customers: readonly CustomerId[];
}

const NONE: IdentityKeys = { identifiers: [], customers: [] };

/** Load the identifiers of all entries of a batch, then the records of `customers` and of what `identitiesNeeded` names. */
export function identityKeys(entry: Entry): IdentityKeys {
  if (entry.type === 'event' || entry.type === 'control' || entry.type === 'bind')
    return { identifiers: entry.identifiers, customers: NONE.customers };
  if (entry.type === 'receipt') return { identifiers: NONE.identifiers, customers: [entry.customer] };
  return NONE;
}
