/** Why a customer got a message, and why not another. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { Explanation } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { json, jsonObject, time } from './parts.ts';

const text = z.string();

const factEvidence = part('FactEvidence')(
  z.strictObject({
    table: z.literal('facts'),
    kind: text,
    action: text,
    name: text,
    version: z.number(),
    journey: text.exactOptional(),
    step: text.exactOptional(),
    subject: text.exactOptional(),
    detail: jsonObject.describe('As the fact has it.'),
    id: text,
    position: z.number(),
    at: time.describe('As in the row: when a fact became true, or the log took the event.'),
    customer: text.describe('Id that the customer had at the time.'),
  }),
);

const eventEvidence = part('EventEvidence')(
  z.strictObject({
    table: z.literal('events'),
    event: text,
    messageId: text,
    source: text,
    time: z.number(),
    properties: jsonObject.describe(
      'Those that the journey reads, of a purchase order and revenue; all of an event of which nothing is read.',
    ),
    id: text,
    position: z.number(),
    at: time.describe('As in the row: when a fact became true, or the log took the event.'),
    customer: text.describe('Id that the customer had at the time.'),
  }),
);

const evidence = part(
  'Evidence',
  'A row of the warehouse, `partition-seq`, and the log entry (`position`) that led to it.',
)(z.union([factEvidence, eventEvidence]));

const chainLink = part(
  'ChainLink',
  '`signal` without an event: time alone led to it; the evidence is the decision.',
)(
  z.strictObject({
    link: z.enum(['step', 'conversion', 'signal', 'identity', 'knowledge', 'trigger', 'decision', 'verdict', 'delivery', 'receipt', 'end']),
    evidence: evidence,
  }),
);

const messageExplanation = part('MessageExplanation')(
  z.strictObject({
    journeyName: textSchema.exactOptional(),
    journeyVersion: z.number(),
    instance: text,
    chain: z.array(chainLink),
    message: text,
    journey: text,
    step: text,
    channel: text,
    template: text,
    purpose: text,
    status: z.enum(['waiting', 'sent', 'failed', 'withdrawn', 'suppressed', 'deferred']),
    rule: text.describe("What decided the status: guard's rule, or of a failure what the channel said."),
    read: json,
    until: time.exactOptional().describe('Until when a deferral waits.'),
    evidence: factEvidence.describe('The fact that decided the status.'),
  }),
);

const way = part('Way')(
  z.strictObject({
    instance: text,
    key: text.exactOptional(),
    version: z.number(),
    enteredAt: time,
    step: text.exactOptional().describe('Inside: where it rests, and until when.'),
    until: time.exactOptional(),
    endedAt: time.exactOptional().describe('Over: what ended it.'),
    rule: text.exactOptional(),
    read: json.exactOptional(),
    arm: text.exactOptional(),
    evidence: z.array(factEvidence).describe('Entry, assignment, and what moved it last or ended it.'),
  }),
);

const refused = part('Refused')(z.strictObject({ count: z.number(), rule: text, read: json, evidence: factEvidence }));

const untriggered = part('Untriggered')(
  z.strictObject({
    rule: z.enum([
      'trigger.event_absent',
      'trigger.where_false',
      'trigger.where_false_then',
      'trigger.before_release',
      'trigger.segment_outside',
      'trigger.segment_before_release',
      'trigger.segment_not_left',
      'trigger.date_missing',
      'trigger.date_unreadable',
      'trigger.date_past',
      'trigger.date_ahead',
      'trigger.not_started',
      'trigger.schedule_ahead',
      'trigger.schedule_outside',
    ]),
    read: jsonObject,
    next: z.number().exactOptional().describe('When the moment comes.'),
    evidence: evidence.exactOptional(),
  }),
);

const messageOutcome = part(
  'MessageOutcome',
  'What became of one message that a journey wanted to send.',
)(
  z.strictObject({
    message: text,
    journey: text,
    step: text,
    channel: text,
    template: text,
    purpose: text,
    status: z.enum(['waiting', 'sent', 'failed', 'withdrawn', 'suppressed', 'deferred']),
    rule: text.describe("What decided the status: guard's rule, or of a failure what the channel said."),
    read: json,
    until: time.exactOptional().describe('Until when a deferral waits.'),
    evidence: factEvidence.describe('The fact that decided the status.'),
  }),
);

const rolloutTold = part('RolloutTold')(
  z.strictObject({
    rollout: text,
    release: z.number(),
    state: z.enum(['running', 'paused', 'halted', 'completed']),
    stage: z.number().describe('Index of the present stage, of so many.'),
    stages: z.number(),
    version: z
      .number()
      .describe('The version that the customer enters by now, and whether it is the new one; 0: none, of a journey that is new or goes.'),
    isNew: z.boolean(),
    decidedBy: z.number().describe('Index of the stage that decided it: of who is in, the first that brought it; else the present one.'),
    rule: z.enum([
      'rollout.halted',
      'rollout.completed',
      'rollout.everybody',
      'rollout.named',
      'rollout.drawn',
      'rollout.not_drawn',
      'rollout.valueless',
    ]),
    read: jsonObject.describe('`draw`: below which percentage the customer, or the value of the trait, is in; four places, rounded down.'),
  }),
);

const journeyExplanation = part('JourneyExplanation')(
  z.strictObject({
    journey: text,
    name: textSchema.exactOptional().describe('Of the running release; missing for journeys that it does not have any more.'),
    version: z.number().exactOptional().describe('While it is rolled out, the one that this customer enters.'),
    rollout: rolloutTold
      .exactOptional()
      .describe('While the running release is about a rollout of it: on which side of it the customer is.'),
    standing: z.enum(['failed', 'completed', 'inside', 'converted', 'exited', 'refused', 'untriggered']),
    entered: z.number().describe('How often it was entered.'),
    way: way.exactOptional().describe('The latest way through it, the one under way first.'),
    refused: refused.exactOptional().describe('Refusals since the latest entry, of which the latest is told.'),
    untriggered: untriggered.exactOptional().describe('Why there is no decision.'),
    again: z
      .strictObject({ rule: z.enum(['reentry.once', 'reentry.after']), at: time.exactOptional() })
      .exactOptional()
      .describe('When it could be entered again by its rule of re-entry; the rule alone when never.'),
    messages: z.array(messageOutcome).describe('Messages that it wanted to send, latest first, at most 20.'),
  }),
);

/** Explanation. */
export const explanationSchema: z.ZodType<Explanation> = component<Explanation>('Explanation')(
  z.strictObject({
    customer: text.describe('Id that the customer has today, and those of profiles it has taken in.'),
    absorbed: z.array(text),
    release: z.number(),
    at: time.describe("The instant on the log's clock for which this holds, and the position of the log."),
    position: z.number(),
    timeZone: text.describe('In which people read its times.'),
    message: messageExplanation.exactOptional().describe('When a message was asked about.'),
    journeys: z
      .array(journeyExplanation)
      .exactOptional()
      .describe('When no message was asked about: the journey asked for, or all, by id.'),
  }),
);
