/** Who is in segments and holds tags, how they have grown, and customers that a search has found. */
import { z } from 'zod';
import type { FoundCustomer, GroupDay, GroupMembers, SegmentFlow } from '../../runtime/index.ts';
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

const moveRow = part('MoveRow')(
  z.strictObject({
    segment: z.nullable(text).describe('Null: they left none before, or entered none after, within these days.'),
    customers: z.number(),
  }),
);

/** Segment flow. */
export const segmentFlowSchema: z.ZodType<SegmentFlow> = component<SegmentFlow>(
  'SegmentFlow',
  'Each customer counts once on each side, so that a side adds up to everybody who came, or went.',
)(
  z.strictObject({
    from: text.describe('The first and the last day, in the workspace’s time zone.'),
    to: text,
    cameFrom: z
      .array(moveRow)
      .describe(
        'Of who entered it, by the last entry: the segment left last up to that moment; of several at one moment the one entered last. The most frequent first.',
      ),
    wentTo: z
      .array(moveRow)
      .describe('Of who left it, by the last leaving: the segment entered first from that moment on. The most frequent first.'),
  }),
);

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
