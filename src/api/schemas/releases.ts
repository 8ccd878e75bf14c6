/** Releases, drafts, and what would change. */
import { z } from 'zod';
import type { Finding, Release } from '../../define/index.ts';
import { guardrailSchema, textSchema } from '../../define/index.ts';
import type { Change, Draft, ReleaseStanding, ReleaseSummary, Review } from '../../runtime/index.ts';
import type { Maker } from '../access/index.ts';
import { component, part } from '../route/index.ts';
import { definitionKind, definitionSchema, definitionSchemas } from './definition.ts';
import { time } from './parts.ts';
import { rolledOut, rolloutStage } from './rollout.ts';

const text = z.string();
const stepEdit = z.union([z.enum(['stay', 'move', 'exit']), z.strictObject({ moveTo: text })]);

const preparationStanding = part(
  'PreparationStanding',
  'How the past is being brought.',
)(
  z.strictObject({
    since: time.describe('Release with which the collecting began.'),
    step: z.enum(['waiting', 'failed', 'reading']),
    progress: z.number().describe('From 0 to 1, by events.'),
    events: z.number(),
    eventsAll: z.number(),
    customers: z.number().describe('Customers whose past has been taken in.'),
    attempts: z.number(),
    problem: text.exactOptional(),
  }),
);

const definitionStanding = part(
  'DefinitionStanding',
  'A definition of the latest release.',
)(
  z.strictObject({
    kind: definitionKind,
    id: text,
    version: z.number(),
    state: z.enum(['failed', 'preparing', 'live']),
    release: z.number().describe('Number of the release that brought this version.'),
    since: time
      .exactOptional()
      .describe(
        'Of a live one: position in the log from which on that release was in force as a whole; 0 for one from before this was kept.',
      ),
  }),
);

/** Release standing. */
export const releaseStandingSchema: z.ZodType<ReleaseStanding> = component<ReleaseStanding>(
  'ReleaseStanding',
  'How the latest release stands.',
)(
  z.strictObject({
    release: z.number().describe('0 before the first.'),
    state: z.enum(['failed', 'preparing', 'live']),
    evaluating: z.boolean().describe('Whether rules are still being evaluated for all customers, one after the other.'),
    lag: z
      .strictObject({ entries: z.number(), rows: z.number() })
      .describe('Entries that wait for the engine, and rows for the warehouse: how far what is shown may lag behind what came in.'),
    preparing: preparationStanding.optional().describe('Undefined when everything is in force.'),
    isBrought: z
      .boolean()
      .describe('False where nobody brings the past: a command on a data folder. It is brought when a server runs on it.'),
    definitions: z.array(definitionStanding),
  }),
);

const SUMMARY = {
  number: z.number(),
  note: text.exactOptional(),
  by: text.exactOptional().describe('Ids of who proposed and who approved it.'),
  approvedBy: text.exactOptional(),
  backTo: z.number().exactOptional().describe('The release whose definitions it has again.'),
  at: time.exactOptional().describe('`at` of its entry, ms; absent where it is not known.'),
  definitions: z.number(),
  changed: z.number().describe('Definitions whose version it raised.'),
};

/** Release summary. */
export const releaseSummarySchema: z.ZodType<ReleaseSummary> = component<ReleaseSummary>('ReleaseSummary')(z.strictObject(SUMMARY));

/** Maker. */
export const makerSchema: z.ZodType<Maker> = part('Maker')(
  z.union([
    z.strictObject({
      kind: z
        .enum(['member', 'token', 'other'])
        .describe('`token`: of a service. `other`: neither a member nor a token (any more); its name is its id.'),
      id: text,
      name: text,
    }),
    z.strictObject({ kind: z.literal('operator').describe('Nobody is named: a command on the machine, or the admin token.') }),
  ]),
);

/** A release with who made and who approved it. */
export interface MadeRelease extends ReleaseSummary {
  readonly maker: Maker;
  readonly approver?: Maker;
}

/** A draft with who proposed it. */
export interface ProposedDraft extends Draft {
  readonly maker: Maker;
}

/** Made release. */
export const madeReleaseSchema: z.ZodType<MadeRelease> = component<MadeRelease>('MadeRelease')(
  z.strictObject({ ...SUMMARY, maker: makerSchema.describe('Who proposed it.'), approver: makerSchema.exactOptional() }),
);

const journeyEdit = part(
  'JourneyEdit',
  'What a release says about customers inside of a journey.',
)(
  z.strictObject({
    journey: text,
    version: z.number().describe('The version that they move to; 0: the release does not have the journey any more.'),
    steps: z.record(z.string(), stepEdit),
  }),
);

const releaseRollout = part(
  'ReleaseRollout',
  'What a release brings stage by stage.',
)(
  z.strictObject({
    id: text.describe('Number of the release; with ".JOURNEY" where it is of that journey alone.'),
    journeys: z.array(rolledOut),
    by: z
      .union([z.literal('customer'), z.strictObject({ trait: text })])
      .exactOptional()
      .describe(
        'Whose share: of customers (default), or of the values of a trait (a store, a region), so that all customers of one value are in or out together.',
      ),
    stages: z.array(rolloutStage),
    guardrails: z
      .array(guardrailSchema)
      .exactOptional()
      .describe(
        'What is measured of those who entered the new version, all of it at once: a breach halts the rollout, and while one is undecided at the end of a hold it waits. `noWorseBy` compares with those who entered the version before meanwhile.',
      ),
    onHalt: z
      .record(z.string(), stepEdit)
      .exactOptional()
      .describe(
        'What becomes of customers inside of the new version when it is halted, by the step that they rest at. Where nothing is said they move to the step of the same name of the version before, and stay where it has none; out of a journey that is new they exit.',
      ),
  }),
);

const templateVariables = part(
  'TemplateVariables',
  'What a template reads.',
)(
  z.strictObject({
    traits: z.array(text).describe('Ids, from `trait.<id>`.'),
    properties: z.array(text).describe('Top-level properties of the triggering event, from `event.<property>`.'),
    requiredProperties: z
      .array(text)
      .exactOptional()
      .describe(
        'Of these, what it cannot do without: printed in some language outside of any branch, with no `default`. Absent when there are none.',
      ),
    recommendations: z.array(text).exactOptional().describe('Ids, from `recommend.<id>`. Absent when there are none.'),
  }),
);

/** Release. */
export const releaseSchema: z.ZodType<Release> = component<Release>(
  'Release',
  'An immutable, numbered set of definitions.',
)(
  z.strictObject({
    number: z.number(),
    note: text.exactOptional(),
    by: text.exactOptional().describe('Members who proposed and approved it, where the workspace asks for a second person.'),
    approvedBy: text.exactOptional(),
    backTo: z.number().exactOptional().describe('Number of the release whose definitions it brings back.'),
    edits: z.array(journeyEdit).exactOptional().describe('What becomes of customers inside of journeys that it changes.'),
    rollouts: z
      .array(releaseRollout)
      .exactOptional()
      .describe('What of it reaches customers stage by stage; everything else is there for everybody at once.'),
    definitions: z.array(
      z.strictObject({
        version: z.number(),
        definition: definitionSchema,
        uses: templateVariables
          .exactOptional()
          .describe('Of a template: what it reads, so that a decision can capture it. Found when the release is made.'),
        built: definitionSchemas.template
          .exactOptional()
          .describe(
            'Of a template with blocks or MJML: what is rendered, blocks put in and MJML made HTML. Made with the release; absent where the definition itself is rendered.',
          ),
      }),
    ),
  }),
);

const diffLine = part(
  'DiffLine',
  'A line diff: the longest common subsequence, with the common head and tail taken off first.',
)(z.strictObject({ sign: z.enum([' ', '+', '-']), text: text }));

/** What differs of one definition. */
export const changeSchema: z.ZodType<Change> = component<Change>('Change')(
  z.strictObject({
    action: z.enum(['added', 'changed', 'removed']),
    kind: definitionKind,
    id: text,
    lines: z.array(diffLine).describe('The definition as indented JSON, line by line, each kept, added or removed.'),
  }),
);

/** What a lint has found. */
export const findingSchema: z.ZodType<Finding> = part(
  'LintFinding',
  'One thing that a lint has found.',
)(
  z.strictObject({
    lint: text.describe('Id of the lint.'),
    severity: z.enum(['error', 'warning']),
    final: z.literal(true).describe('An error that nobody can accept.').exactOptional(),
    kind: definitionKind,
    id: text,
    path: text.describe("Where in the definition, as `steps[0].arms`; '' for the whole of it."),
    text: textSchema.describe('What is wrong, and what to do.'),
  }),
);

const stepReview = part('StepReview')(
  z.strictObject({
    version: z.number(),
    step: text,
    inside: z.number(),
    becomes: z
      .enum(['changed', 'removed', 'same'])
      .describe('What becomes of the step that they rest at: it stays as it is, says something else, or is not there any more.'),
    edit: stepEdit.describe('What becomes of those who rest there; where nothing is said they stay on their version.'),
    isSaid: z.boolean().describe('Whether anything is said of it.'),
  }),
);

const journeyReview = part('JourneyReview')(
  z.strictObject({
    journey: text,
    action: z.enum(['changed', 'removed']),
    inside: z.number().describe('Instances inside, of all versions.'),
    steps: z.array(stepReview).describe('Where they are.'),
  }),
);

const groupReview = part('GroupReview')(
  z.strictObject({
    kind: z.enum(['segment', 'tag']),
    id: text,
    action: z.enum(['added', 'changed', 'removed']),
    members: z.number().exactOptional().describe('Who is in it now; absent of what is new: `volano preview` counts it.'),
  }),
);

/** Review. */
export const reviewSchema: z.ZodType<Review> = component<Review>('Review')(
  z.strictObject({
    number: z.number().describe('The release in force when there is no change, else the one that it would be.'),
    changes: z.array(changeSchema),
    findings: z.array(findingSchema),
    journeys: z.array(journeyReview).describe('Journeys that change or go, and those inside.'),
    rollouts: z
      .array(releaseRollout)
      .describe('What of it reaches customers stage by stage; everything else is there for everybody at once.'),
    groups: z.array(groupReview).describe('Segments and tags that change or go.'),
  }),
);

/** Draft. */
export const draftSchema: z.ZodType<ProposedDraft> = component<ProposedDraft>(
  'Draft',
  'A release that one member has proposed.',
)(
  z.strictObject({
    id: text,
    by: text,
    maker: makerSchema.describe('Who proposed it.'),
    at: time.describe('When it was proposed, ms.'),
    note: text.exactOptional(),
    base: z.number().describe('The release that it was made on.'),
    definitions: z.number(),
  }),
);
