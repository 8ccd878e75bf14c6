/** What was concluded, and what became of messages. */
import { z } from 'zod';
import type { MessageState, TraceStep } from '../../runtime/index.ts';
import { component } from '../route/index.ts';
import { json, time } from './parts.ts';

const text = z.string();

/** Trace step. */
export const traceStepSchema: z.ZodType<TraceStep> = component<TraceStep>(
  'TraceStep',
  'A fact as people read it: what was concluded, by which rule, from which values.',
)(
  z.strictObject({
    id: text.describe('Unique and ascending within a partition: `partition-seq`.'),
    at: time,
    kind: text.describe('As in `Fact`.'),
    action: text,
    customer: text,
    name: text.describe('The definition it is about.'),
    version: z.number(),
    journey: text.exactOptional(),
    step: text.exactOptional(),
    message: text.exactOptional().describe('Of verdicts and messages: its id, and the channel where the fact names it.'),
    channel: text.exactOptional(),
    rule: text.exactOptional(),
    read: json.exactOptional(),
  }),
);

/** Message state. */
export const messageStateSchema: z.ZodType<MessageState> = component<MessageState>(
  'MessageState',
  'A message that was decided, through whichever channel, as its receipts have it. Wall clocks in ms, except `at`.',
)(
  z.strictObject({
    message: text,
    customer: text.describe('Id that the customer had at the decision.'),
    channel: text,
    carrier: text.describe('Through what the channel goes at present: `capture`, `in_app`, `smtp`, ...'),
    template: text,
    journey: text,
    step: text,
    at: time.describe("Of the decision, in the engine's time."),
    receivedAt: time.describe('When the event came that led to it; 0 when time alone did.'),
    status: z.enum(['waiting', 'sent', 'failed', 'withdrawn']),
    reason: text.exactOptional().describe('Why it failed or was withdrawn.'),
    decidedAt: time.exactOptional().describe('Of those sent.'),
    dispatchedAt: time.exactOptional(),
    returned: z
      .array(text)
      .describe('What came back, each once, in order: delivered, opened, clicked, replied, bounced, unsubscribed, complained.'),
  }),
);
