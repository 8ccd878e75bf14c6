/**
 * Who is in a segment or holds a tag, in pages, the latest first.
 *
 * G1. A page costs the same wherever it lies: the warehouse says who came, going down from the page's end, and the state says of these who is in since then.
 *     Nobody else is read.
 * G2. Everybody stands once, at the coming since which the state has them in: whoever came, left and came again stands where they came last, and of profiles
 *     that have become one the coming that carries on.
 */
import type { CustomerId } from '../../base/index.ts';
import { type Customer, heldOf, type Identifier, type Plan, viewOf } from '../../core/index.ts';
import { comingsSql, lastingSql } from '../../learn/index.ts';
import { idsOfPersons, readCustomersAt } from '../reading.ts';
import type { GroupKey, MembersWorld } from './history.ts';

/** Somebody who is in it. */
export interface GroupMember {
  readonly customer: string;
  /** Since when, ms. */
  readonly since: number;
  readonly identifiers: readonly Identifier[];
}

export interface GroupMembersQuestion extends GroupKey {
  readonly limit: number;
  /** `next` of the page before. */
  readonly before?: string;
}

/** The latest first. */
export interface GroupMembers {
  readonly members: readonly GroupMember[];
  /** Absent on the last page. */
  readonly next?: string;
}

/** How a page's end is written: when somebody came, and the id that they came with. */
export const MEMBER_CURSOR: RegExp = /^\d{1,15}-[\w-]{1,100}$/;

/** Looked at together. Most who came are in still: few are looked at first, then many of whom the warehouse knows nothing of their leaving. */
const LOOKED = { first: 2, later: 20_000 } as const;
/** Of these the state is read at once. */
const READ = 200;
const TWINS_MAX = 100_000;

interface Coming {
  /** On arrival. */
  readonly customer: CustomerId;
  /** Ms. */
  readonly begun: number;
}

interface Member extends GroupMember {
  readonly arrivedAs: CustomerId;
  /** Further ids of the person, which would stand before this one. */
  readonly later?: readonly CustomerId[];
}

export async function groupMembersOf({ limit, before, ...key }: GroupMembersQuestion, world: MembersWorld): Promise<GroupMembers> {
  const found: Member[] = [];
  for await (const comings of comingsOf(key, { limit, before, world })) {
    for (let start = 0; start < comings.length && found.length <= limit; start += READ)
      found.push(...(await inSince(key, comings.slice(start, start + READ), world)));
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    members: page.map(({ customer, since, identifiers }) => ({ customer, since, identifiers })),
    ...(found.length > limit && last && { next: `${last.since}-${last.arrivedAs}` }),
  };
}

interface Going {
  readonly limit: number;
  readonly before: string | undefined;
  readonly world: Pick<MembersWorld, 'warehouse'>;
}

/** Down from the page's end, window by window. */
async function* comingsOf({ kind, id }: GroupKey, { limit, before, world }: Going): AsyncGenerator<readonly Coming[]> {
  let [begun = '0', ...rest] = before?.split('-') ?? [];
  let customer = rest.join('-');
  let isFirst = before === undefined;
  for (let take = LOOKED.first * (limit + 1), isLater = false; ; take = LOOKED.later, isLater = true) {
    const bounds = isFirst ? {} : { begun, customer };
    const rows = await world.warehouse.query<Coming>(comingsSql(kind, { isBelow: !isFirst }), { id, take, ...bounds });
    const comings = rows.filter((row, i) => !isSame(row, rows[i - 1]));
    yield isLater ? await lasting({ kind, id }, comings, world) : comings;
    const last = rows.at(-1);
    if (!last || rows.length < take) return;
    [begun, customer, isFirst] = [String(last.begun), last.customer, false];
  }
}

/** Whoever comes, leaves and comes again within one millisecond. */
function isSame(one: Coming, other: Coming | undefined): boolean {
  return other !== undefined && one.begun === other.begun && one.customer === other.customer;
}

async function lasting({ kind, id }: GroupKey, comings: readonly Coming[], world: Going['world']): Promise<readonly Coming[]> {
  const rows = await world.warehouse.query<{ readonly customer: string }>(lastingSql(kind), {
    id,
    ids: [...new Set(comings.map(({ customer }) => customer))],
  });
  const still = new Set(rows.map(({ customer }) => customer));
  return comings.filter(({ customer }) => still.has(customer));
}

/** Those of them since which somebody is in (G2), in their order. */
async function inSince(key: GroupKey, comings: readonly Coming[], world: MembersWorld): Promise<readonly Member[]> {
  const { state, plan } = world;
  const persons = await idsOfPersons(
    state,
    comings.map(({ customer }) => customer),
  );
  const ids = [...new Set([...persons.values()].flatMap(([survivor]) => survivor ?? []))];
  const people = await readCustomersAt(state, ids, plan);
  const known = new Map(people.map((one) => [one.customer.id, one]));
  const members = comings.flatMap(({ customer: arrivedAs, begun }): Member[] => {
    const [customer, ...absorbed] = persons.get(arrivedAs) ?? [];
    const person = customer === undefined ? undefined : known.get(customer);
    if (!person || sinceOf(key, person.customer, plan) !== begun) return [];
    const later = [person.customer.id, ...absorbed].filter((one) => one > arrivedAs);
    return [
      { customer: person.customer.id, since: begun, identifiers: person.identifiers, arrivedAs, ...(absorbed.length > 0 && { later }) },
    ];
  });
  return withoutTwins(key, members, world);
}

function sinceOf({ kind, id }: GroupKey, { known }: Customer, plan: Plan): number | undefined {
  return heldOf(kind, plan.know, viewOf(known, plan.know, 0)).find((one) => one.id === id)?.since;
}

/** Two ids of one person may have come at one moment: it stands at the one that comes first here. */
async function withoutTwins({ kind, id }: GroupKey, members: readonly Member[], { warehouse }: MembersWorld): Promise<readonly Member[]> {
  const ids = [...new Set(members.flatMap(({ later = [] }) => later))];
  if (ids.length === 0) return members;
  const rows = await warehouse.query<Coming>(comingsSql(kind, { isAmong: true }), { id, ids, take: TWINS_MAX });
  const comings = new Set(rows.map(({ customer, begun }) => `${begun}-${customer}`));
  return members.filter(({ later = [], since }) => !later.some((one) => comings.has(`${since}-${one}`)));
}
