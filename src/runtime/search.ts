/** Finding customers by how their identifiers begin, in order of namespace and value, in pages. */
import { type Identifier, identifierOfKey, identifierKey as identifierText } from '../core/index.ts';
import { identifierKey } from './engine/index.ts';
import { type Reader, recordOf, survivorOf } from './reading.ts';

export interface SearchQuestion {
  /** As it is written: upper and lower case differ. */
  readonly prefix: string;
  /** Of the identifiers that are looked at, in this order. */
  readonly namespaces: readonly string[];
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: Identifier;
}

/** A customer with the identifier by which it was found. */
export interface FoundCustomer {
  readonly customer: string;
  readonly matched: Identifier;
  readonly identifiers: readonly Identifier[];
}

export interface FoundCustomers {
  readonly customers: readonly FoundCustomer[];
  /** Absent on the last page. */
  readonly next?: Identifier;
}

const END = Buffer.from([0xff]);
const decoder = new TextDecoder();

export async function searchCustomers({ state }: Pick<Reader, 'state'>, question: SearchQuestion): Promise<FoundCustomers> {
  const { prefix, namespaces, limit, after } = question;
  const matches: { readonly matched: Identifier; readonly id: string }[] = [];
  const first = after ? namespaces.indexOf(after[0]) : 0;
  for (const namespace of namespaces.slice(Math.max(0, first))) {
    const begin = identifierKey(identifierText([namespace, prefix]));
    const start = after?.[0] === namespace ? Buffer.concat([identifierKey(identifierText(after)), Buffer.from([0])]) : begin;
    const pairs = await state.range('identifier', { start, end: Buffer.concat([begin, END]), limit: limit + 1 - matches.length });
    for (const [key, value] of pairs) matches.push({ matched: identifierOfKey(decoder.decode(key)), id: decoder.decode(value) });
    if (matches.length > limit) break;
  }
  const page = matches.slice(0, limit);
  const found = await Promise.all(page.map(({ matched, id }) => foundOf({ state }, matched, id)));
  const last = page.at(-1);
  return { customers: found.flatMap((one) => one ?? []), ...(matches.length > limit && last && { next: last.matched }) };
}

async function foundOf({ state }: Pick<Reader, 'state'>, matched: Identifier, id: string): Promise<FoundCustomer | undefined> {
  const customer = await survivorOf(state, id);
  const record = customer === undefined ? undefined : await recordOf(state, customer);
  if (customer === undefined || record?.state !== 'live') return undefined;
  return { customer, matched, identifiers: record.links.map(({ identifier }) => identifier) };
}
