/**
 * Identifiers that the engine makes. All are functions of a log position, so that a replay makes the same ones.
 */

/** Where an entry stands: the log's partition, its position there, and the ordinal of what was derived from it (0 = itself). */
export interface Address {
  readonly partition: number;
  readonly position: number;
  readonly ordinal: number;
}

/** A customer's id. Ids sort by the time of the customer's first entry, then partition, position and ordinal. */
export type CustomerId = string;

const AT_DIGITS = 9;

/** `at` in milliseconds since 1970, UTC. */
export function customerIdOf(at: number, address: Address): CustomerId {
  return `c${digits(at, AT_DIGITS)}${digits(address.partition, 2)}${digits(address.position, 9)}${address.ordinal === 0 ? '' : digits(address.ordinal, 2)}`;
}

/** `at` of the entry that a customer began with, ms since 1970 UTC: its id says so. */
export function customerBornAt(id: CustomerId): number {
  return Number.parseInt(id.slice(1, 1 + AT_DIGITS), 36);
}

/** The id of what an entry caused (a message, an instance): unique, sorts in log order, the same in a replay. */
export function effectIdOf(prefix: string, address: Address): string {
  return `${prefix}${digits(address.partition, 2)}${digits(address.position, 9)}${digits(address.ordinal, 3)}`;
}

/** Fixed width base 36, so that text order is number order. */
function digits(value: number, width: number): string {
  return value.toString(36).padStart(width, '0');
}
