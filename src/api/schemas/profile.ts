/** Customers, and how their profiles came to be. */
import { z } from 'zod';
import type { IdentityHistory, Profile } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { identifier, json, jsonObject, time } from './parts.ts';

const text = z.string();

const heldTag = part(
  'HeldTag',
  'A tag that a customer holds. Times are ms.',
)(
  z.strictObject({
    id: text,
    since: time,
    touchedAt: time
      .exactOptional()
      .describe(
        'Of a tag that may expire: the time of the latest event that touched its rule, and until when it lasts unless one touches it before.',
      ),
    expiresAt: time.exactOptional(),
    owner: text.exactOptional(),
    missing: z.array(text).exactOptional().describe('Of a rule that is not told (T5): its inputs that have no value.'),
    contradictedBy: z.array(text).exactOptional().describe('Tags held too that contradict it. Absent: none.'),
  }),
);

const completeness = part(
  'Completeness',
  "How many inputs of the release's tags a customer has a value for.",
)(z.strictObject({ known: z.number(), of: z.number(), share: z.number().describe('0 to 1; 1 where no tag has an input.') }));

const journeyPlace = part('JourneyPlace')(
  z.strictObject({
    journey: text,
    version: z.number(),
    step: text,
    enteredAt: time,
    waitsUntil: time.exactOptional(),
    holdout: z.boolean(),
  }),
);

const closed = part(
  'Closed',
  'The rule that would refuse, and what it read: as in verdicts.',
)(z.strictObject({ rule: text, read: jsonObject }));

const capUse = part(
  'CapUse',
  'How much of a cap is used.',
)(
  z.strictObject({
    cap: text.describe("'' for the customer's own."),
    count: z.number(),
    max: z.number(),
    classes: z.array(z.enum(['marketing', 'service', 'transactional'])),
    channel: text.exactOptional(),
    purpose: text.exactOptional(),
  }),
);

const acceptedUse = part(
  'AcceptedUse',
  "The customer's own frequency: what the trait says, and how much of it is used.",
)(
  z.strictObject({
    trait: text,
    accepted: json,
    cap: text.describe("'' for the customer's own."),
    count: z.number(),
    max: z.number(),
    classes: z.array(z.enum(['marketing', 'service', 'transactional'])),
    channel: text.exactOptional(),
    purpose: text.exactOptional(),
  }),
);

const quiet = part('Quiet')(
  z.strictObject({ until: time.describe('Ms.'), timezone: text, classes: z.array(z.enum(['marketing', 'service', 'transactional'])) }),
);

const reach = part('Reach')(
  z.strictObject({
    channels: z
      .array(z.strictObject({ channel: text, closed: closed.exactOptional() }))
      .describe('Of every channel of the release, and those suppressed for the customer; by id. Open where nothing is said.'),
    purposes: z
      .array(z.strictObject({ purpose: text, closed: closed.exactOptional() }))
      .describe('Of every purpose of the release, for marketing and service messages.'),
    caps: z.array(capUse),
    accepted: acceptedUse.exactOptional().describe('Absent where the customer has named no limit.'),
    quiet: quiet.exactOptional().describe('Absent by day.'),
  }),
);

const openMessage = part(
  'OpenMessage',
  '`stale`: what has happened since, for which it will be withdrawn.',
)(
  z.strictObject({
    stale: closed.exactOptional(),
    message: text.describe('Idempotency key of the message.'),
    journey: text,
    step: text,
    channel: text,
    purpose: text,
    messageClass: text,
  }),
);

const learnt = {
  at: time,
  position: z.number(),
  event: text.exactOptional().describe('Of an event: its name, source, message id.'),
  source: text.exactOptional(),
  message: text.exactOptional(),
  identifiers: z.array(identifier).exactOptional(),
  said: z.enum(['bind', 'unbind']).exactOptional().describe('Staff has bound it, or taken it out of a profile; and who.'),
  by: text.exactOptional(),
};

const identityLink = part(
  'IdentityLink',
  'The entry of the log that linked an identifier. `customer`: to whom it was linked first.',
)(z.strictObject({ identifier, customer: text, ...learnt }));

const profile = {
  customer: text,
  absorbed: z.array(text).describe('Ids of customers that were merged into this one.'),
  identifiers: z.array(z.tuple([text, text])),
  traits: jsonObject.describe('By trait id; times are ms.'),
  tags: z.array(heldTag),
  completeness: completeness.describe('How much of what the tags read of anybody is known.'),
  segments: z.array(z.strictObject({ id: text, since: time })),
  journeys: z.array(journeyPlace),
  consent: z.array(z.strictObject({ purpose: text, granted: z.boolean() })),
  suppressed: text.exactOptional(),
  reach: reach.describe('Which channels and purposes are open, how much of each cap is used, and whether it is night.'),
  sends: z.array(openMessage).describe('Messages that are decided and whose hand-over has not ended.'),
  position: z.number().describe('Log position at which this was true.'),
};

/** A customer. */
export const profileSchema: z.ZodType<Profile> = component<Profile>(
  'Profile',
  'Everything known about one customer.',
)(z.strictObject(profile));

/** A customer, with the entry of the log that linked each identifier. */
export type DescribedProfile = Profile & { readonly origins: IdentityHistory['links'] };

/** The same. */
export const describedProfileSchema: z.ZodType<DescribedProfile> = component<DescribedProfile>(
  'DescribedProfile',
  'A customer, with the entry of the log that linked each identifier.',
)(z.strictObject({ ...profile, origins: z.array(identityLink) }));

/** How a profile came to be. */
export const identityHistorySchema: z.ZodType<IdentityHistory> = component<IdentityHistory>(
  'IdentityHistory',
  'How a profile came to be.',
)(
  z.strictObject({
    customer: text,
    links: z.array(identityLink),
    merges: z.array(z.strictObject({ from: text, into: text, ...learnt })).describe('In the order of the log.'),
    apart: z.array(z.tuple([text, text])).describe('Customers that this one, or one that it has absorbed, was parted from.'),
  }),
);
