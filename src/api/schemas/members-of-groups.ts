/** Who is in segments and holds tags, how they have grown, and customers that a search has found. */
import { z } from 'zod';
import type { FoundCustomer, GroupDay, GroupMembers } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { identifier, time } from './parts.ts';

const text = z.string();
const next = text.exactOptional().describe('`before` or `after` of the next page; absent on the last one.');

const groupMember = part('GroupMember')(
  z.strictObject({ customer: text, since: time, identifiers: z.array(identifier).describe('Masked where you see personal data masked.') }),
);

/** A page of members. */
export const groupMembersSchema: z.ZodType<GroupMembers> = component<GroupMembers>('GroupMembers')(
  z.strictObject({ members: z.array(groupMember), next }),
);

const groupDay = part('GroupDay')(
  z.strictObject({
    day: text.describe('In the workspace’s time zone, e.g. `2026-05-01`.'),
    entered: z.number(),
    left: z.number(),
    size: z.number().describe('At its end, or now.'),
  }),
);

/** How a group has grown. */
export const groupDaysSchema: z.ZodType<{ readonly days: readonly GroupDay[] }> = component<{ readonly days: readonly GroupDay[] }>(
  'GroupHistory',
)(z.strictObject({ days: z.array(groupDay).describe('Every day, the first first.') }));

interface Found {
  readonly customers: readonly FoundCustomer[];
  readonly next?: string;
}

const found = part('FoundCustomer')(
  z.strictObject({ customer: text, matched: identifier.describe('By which it was found.'), identifiers: z.array(identifier) }),
);

/** A page of customers. */
export const foundCustomersSchema: z.ZodType<Found> = component<Found>('FoundCustomers')(
  z.strictObject({ customers: z.array(found), next }),
);
