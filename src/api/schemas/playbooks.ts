/** Playbooks, and what taking one comes to. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { OfferedPlaybook, PlaybookPlan } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { definitionKind } from './definition.ts';

const text = z.string();
const channelType = z.enum(['email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription']);
const stage = z.enum(['acquire', 'activate', 'retain', 'repurchase', 'advocate']);

const needs = part('PlaybookNeeds')(
  z.strictObject({
    journeys: z.array(text).describe('Ids of its journeys.'),
    events: z.array(text).describe('Names of events that it reads.'),
    messages: z
      .array(z.strictObject({ template: text, kind: z.enum(['offer', 'care']), ways: z.array(channelType) }))
      .describe('Its messages, and by which types of channel each may go.'),
    traits: z.array(text).describe('Ids of traits that a source has to tell.'),
  }),
);
const lacks = part(
  'PlaybookLacks',
  'What of it the newest release with its unpublished changes does not have.',
)(
  z.strictObject({
    events: z.array(text).describe('Neither in the dictionary nor read by anything: they may never have come.'),
    channels: z.array(z.array(channelType)).describe('One of each list is needed; without it the playbook cannot be put.'),
    traits: z.array(text).describe('The playbook defines them, and a source has to tell them.'),
    purposes: z.boolean().describe('There is no purpose; without one the playbook cannot be put.'),
  }),
);
const metric = z.enum(['conversion_rate', 'lift', 'click_rate', 'revenue_per_customer']);
const kpi = part('PlaybookKpi')(
  z.strictObject({
    journey: text,
    metric,
    target: z.number().describe('A share, or an amount of money.'),
    within: text.exactOptional().describe('How long after entry it counts; default 30d.'),
  }),
);
const result = part('PlaybookResult')(
  z.strictObject({
    journey: text,
    measured: text.describe('Date, e.g. `2026-01-05`.'),
    treated: z.number(),
    heldOut: z.number(),
    lift: z
      .strictObject({ estimate: z.number(), low: z.number(), high: z.number() })
      .exactOptional()
      .describe('Difference of the shares of converted customers, treated less held-out, with its interval.'),
    kpi: z
      .strictObject({
        metric,
        target: z.number(),
        value: z.number().nullable(),
      })
      .exactOptional(),
  }),
);

/** A playbook as it is offered. */
export const playbookSchema: z.ZodType<OfferedPlaybook> = component<OfferedPlaybook>(
  'Playbook',
  'A practice that has proved itself, to be taken into the project.',
)(
  z.strictObject({
    id: text,
    name: textSchema,
    summary: textSchema.describe('When it acts, and what it does.'),
    adapt: textSchema.describe('What whoever takes it should look at.'),
    stages: z.array(stage).describe('Of its journeys.'),
    kpis: z.array(kpi).describe('What its journeys aim at.'),
    brings: z
      .array(z.strictObject({ kind: definitionKind, id: text, name: textSchema }))
      .describe('All that it consists of, whether or not it is there already.'),
    needs,
    lacks,
    has: z.boolean().describe('Whether a journey of it is there already.'),
    results: z.array(result).exactOptional().describe('Where its lift was measured.'),
  }),
);

/** What putting one comes to. */
export const playbookPlanSchema: z.ZodType<PlaybookPlan> = component<PlaybookPlan>('PlaybookPlan')(
  z.strictObject({
    playbook: text,
    definitions: z.array(
      z.strictObject({
        kind: definitionKind,
        id: text,
        name: textSchema,
        state: z.enum(['new', 'same', 'yours']).describe('`yours`: there is another one of that name, which stays as it is.'),
      }),
    ),
    lacks,
    clashes: z.array(text).describe('Journeys that are there and differ: with them the playbook cannot be put.'),
  }),
);
