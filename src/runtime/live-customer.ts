import type { CustomerId } from '../base/index.ts';
import type { Identifier } from '../core/index.ts';

/** A customer as the state store has it at the committed position. Times are ms since 1970 UTC, numbers plain. */
export interface LiveCustomer {
  readonly id: CustomerId;
  readonly identifiers: readonly Identifier[];
  readonly traits: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
}
