/**
 * A block: what identity has found for the entries of one batch, in the commit that made it true. From it and the log of `events` the entries for
 * `customers` can be made again, to the byte, without resolving anything anew.
 */
import { type CustomerId, VolanoError } from '../../base/index.ts';
import type { Fact, Resolution } from '../../core/index.ts';
import type { PartedBody } from './parting.ts';

/** What is to be said of one entry of `events`. Entries of which nothing is to be said are not there. */
export interface Outcome {
  readonly position: number;
  /** `resolved`: the entry goes to `customer`. `told`: only the facts do. `repeated`: the event had come before. `parted`: its profile has several sides. */
  readonly kind: 'resolved' | 'told' | 'repeated' | 'parted';
  /** '' when it concerns nobody. */
  readonly customer: CustomerId;
  /** Customers that turned out to be `customer`. */
  readonly merged: readonly CustomerId[];
  readonly facts: readonly Fact[];
  /** Of those that are merged, and of `customer`, the last parting that each has come out of. */
  readonly after?: Resolution['after'];
  readonly parted?: PartedBody;
}

const VERSION = 1;
const KINDS: readonly Outcome['kind'][] = ['resolved', 'told', 'repeated', 'parted'];
type Row = [
  position: number,
  kind: number,
  customer: CustomerId,
  merged?: readonly CustomerId[],
  facts?: readonly Fact[],
  more?: Pick<Outcome, 'after' | 'parted'>,
];

export function encodeBlock(outcomes: readonly Outcome[]): Uint8Array {
  const rows = outcomes.map(({ position, kind, customer, merged, facts, after, parted }): Row => {
    const place = KINDS.indexOf(kind);
    if (after || parted) return [position, place, customer, merged, facts, { ...(after && { after }), ...(parted && { parted }) }];
    return merged.length === 0 && facts.length === 0 ? [position, place, customer] : [position, place, customer, merged, facts];
  });
  return Buffer.from(JSON.stringify([VERSION, rows]), 'utf8');
}

/** Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodeBlock(bytes: Uint8Array): readonly Outcome[] {
  const [version, rows] = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as [number, Row[]];
  if (version !== VERSION) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'resolutions', version });
  return rows.map(([position, kind, customer, merged = [], facts = [], more]) => ({
    position,
    kind: KINDS[kind]!,
    customer,
    merged,
    facts,
    ...more,
  }));
}
