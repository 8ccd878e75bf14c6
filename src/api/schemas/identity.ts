/** Merges taken back, identifiers bound and taken out. */
import { z } from 'zod';
import type { RulesDifference } from '../../core/index.ts';
import type {
  BindPreviewed,
  Bound,
  IdentityPreviewProgress,
  Unbound,
  UnmergePreview,
  UnmergesDone,
  UnmergesPreviewed,
} from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { identifier, json } from './parts.ts';

const text = z.string();

const partedCustomer = part(
  'PartedCustomer',
  'A customer as it is, or would be.',
)(
  z.strictObject({
    customer: text,
    identifiers: z.array(identifier),
    events: z.number().describe('Of how many events.'),
    traits: z.record(z.string(), json).describe('By trait id; times are ms.'),
    tags: z.array(text),
    segments: z.array(text),
    journeys: z.array(text).describe('Of the instances that are active.'),
  }),
);

/** Unmerge preview. */
export const unmergePreviewSchema: z.ZodType<UnmergePreview> = component<UnmergePreview>('UnmergePreview')(
  z.strictObject({ before: partedCustomer, after: z.array(partedCustomer).describe("The profile's own first.") }),
);

/** Unmerges previewed. */
export const unmergesPreviewedSchema: z.ZodType<UnmergesPreviewed> = component<UnmergesPreviewed>('UnmergesPreviewed')(
  z.strictObject({ profiles: z.number(), merges: z.number(), sample: z.array(unmergePreviewSchema).describe('Of the first few.') }),
);

/** Unmerges done. */
export const unmergesDoneSchema: z.ZodType<UnmergesDone> = component<UnmergesDone>('UnmergesDone')(
  z.strictObject({
    profiles: z
      .number()
      .describe(
        'Profiles parted, customers set free, and profiles that were not parted though they were asked for: they had changed meanwhile.',
      ),
    merges: z.number(),
    refused: z.array(text),
    left: z.number().describe('Profiles of the cause that are still to be parted.'),
  }),
);

/** Bind previewed. */
export const bindPreviewedSchema: z.ZodType<BindPreviewed> = component<BindPreviewed>('BindPreviewed')(
  z.strictObject({
    outcome: z.enum(['linked', 'merged', 'bound']),
    customer: text.describe('The profile that both belong to.'),
    before: z.array(partedCustomer).describe('The profiles that it concerns, the survivor first.'),
    after: partedCustomer,
  }),
);

/** Bound. */
export const boundSchema: z.ZodType<Bound> = component<Bound>('Bound')(
  z.strictObject({ outcome: z.enum(['linked', 'merged', 'bound']), customer: text.describe('The profile that both belong to.') }),
);

/** Unbound. */
export const unboundSchema: z.ZodType<Unbound> = component<Unbound>('Unbound')(
  z.strictObject({ customer: text.describe('The customer that has the identifier now.') }),
);

const grouping = part(
  'Grouping',
  'How one set of rules has gone through the history.',
)(
  z.strictObject({
    profiles: z.number().describe('Profiles that hold an identifier.'),
    merges: z.number(),
    dropped: z.number().describe('Identifiers left out of events, by reason: a limit, a cap, `fan_in`, or blocked.'),
    quarantined: z.number(),
    blocked: z.number(),
    unidentified: z.number().describe('Events that no identifier could be used of.'),
  }),
);

const regrouped = part(
  'Regrouped',
  'Profiles of one side that the other side has in other ways, the largest first.',
)(
  z.strictObject({
    count: z.number(),
    examples: z.array(z.array(z.array(identifier))).describe('Each the groups that the other side makes of it.'),
  }),
);

/** Rules difference. */
export const rulesDifferenceSchema: z.ZodType<RulesDifference> = component<RulesDifference>('RulesDifference')(
  z.strictObject({
    events: z.number(),
    before: grouping,
    after: grouping,
    split: regrouped.describe('Profiles of today that would be several.'),
    joined: regrouped.describe('Profiles that would be one of several of today.'),
  }),
);

/** Identity preview progress. */
export const identityPreviewProgressSchema: z.ZodType<IdentityPreviewProgress> = component<IdentityPreviewProgress>(
  'IdentityPreviewProgress',
)(z.strictObject({ done: z.number(), total: z.number() }));
