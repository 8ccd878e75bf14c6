/** Messages that were captured. */
import { z } from 'zod';
import type { CaptureCounts, CapturedMessage, previewOf, Redelivered } from '../../act/index.ts';
import type { SendCommand } from '../../core/index.ts';
import type { ChannelType } from '../../define/index.ts';
import { textSchema } from '../../define/index.ts';
import { component, part } from '../route/index.ts';
import { jsonObject, time } from './parts.ts';

const text = z.string();
const channelType = z.enum(['email', 'sms', 'push', 'in_app', 'webhook', 'wecom_task', 'mp_subscription']);

const takenField = part(
  'TakenField',
  'A field of an answer in JSON that sets a declared trait.',
)(
  z.strictObject({
    field: text.describe('Path with dots.'),
    trait: text,
    type: z.enum(['string', 'number', 'boolean', 'time']),
    into: z.array(text).describe('Path of the trait in `identify`.'),
    optional: z.literal(true).exactOptional(),
  }),
);

const sendCommand = part(
  'SendCommand',
  'A message, or a call of a webhook, to be handed over after the commit.',
)(
  z.strictObject({
    type: z.literal('send'),
    message: text.describe('Idempotency key of the message.'),
    customer: text,
    channel: text,
    template: text,
    templateVersion: z.number(),
    variant: text.exactOptional().describe('Of the template; absent for its own content.'),
    journey: text,
    journeyVersion: z.number(),
    step: text,
    instance: text,
    purpose: text,
    messageClass: text,
    ticket: z
      .strictObject({ owner: text, priority: text, dueAt: time })
      .exactOptional()
      .describe('It opens a ticket. `dueAt`: on the clock of `at`, ms.'),
    response: z.array(takenField).exactOptional().describe('What is taken from the answer of a webhook.'),
    variables: jsonObject.describe('Variables of the template, as they were when the decision was made.'),
    at: time.describe('`at` of the decision; wall clock at which the triggering event was received (0 when time alone triggered).'),
    receivedAt: time,
    to: text
      .exactOptional()
      .describe(
        'Address on the channel (e-mail address, phone number, ...), as it was when the decision was made; absent where a channel needs none.',
      ),
    locale: text.exactOptional().describe('Locale of the customer, BCP 47, when known.'),
    expiresAt: time
      .exactOptional()
      .describe('Not to be handed over after this instant (on the clock of `at`), ms; absent: never too late.'),
    askedAt: time
      .exactOptional()
      .describe(
        'When it was last asked for once more, after it had failed, on that clock, ms: from then on it has as long as it had at first.',
      ),
  }),
);

const renderedContent = part('RenderedContent')(
  z.strictObject({
    format: z.enum(['html', 'text']),
    subject: text.exactOptional().describe('One line, plain text.'),
    preview: text.exactOptional().describe('One line, plain text: what mail programs show after the subject.'),
    body: text,
    text: text.exactOptional().describe('Of e-mail in HTML: the plain-text part, where the template gives one.'),
    locale: text.exactOptional().describe("Tag of the template's language that was taken; absent for its default."),
    unsubscribeUrl: text
      .exactOptional()
      .describe("Where this customer unsubscribes from this message's purpose; set where links are tracked."),
  }),
);

const capturedDefinition = part(
  'CapturedDefinition',
  'What of its channel decides how a message looks.',
)(
  z.strictObject({
    name: textSchema,
    type: channelType,
    from: z.strictObject({ name: text, address: text }).exactOptional().describe('Of e-mail: who it is from.'),
    replyTo: text.exactOptional().describe('Of e-mail: where replies go.'),
    signature: text.exactOptional().describe('Of SMS: who signs, without brackets; stands at the front as \\u3010...\\u3011.'),
    optOut: textSchema.exactOptional().describe('Of SMS: how to opt out; stands at the end of marketing messages.'),
  }),
);

const captured = {
  number: z.number().describe('Ascending in the order of capture.'),
  capturedAt: time,
  decidedAt: time,
  command: sendCommand,
  content: renderedContent,
  definition: capturedDefinition.exactOptional().describe('As it was at the capture; absent when no release defined the channel.'),
};

const captureCounts = part('CaptureCounts')(
  z.strictObject({ captured: z.number().describe('Ever.'), readable: z.number().describe('Still kept.') }),
);

const mailPreview = part('MailPreview')(
  z.strictObject({
    type: z.literal('email'),
    from: z.strictObject({ name: text, address: text }).exactOptional(),
    to: text.exactOptional(),
    subject: text.exactOptional(),
    line: text.exactOptional().describe('The line that mail programs show after the subject.'),
    format: z.enum(['html', 'text']),
    body: text,
  }),
);

const smsPreview = part('SmsPreview')(
  z.strictObject({
    type: z.literal('sms'),
    to: text.exactOptional(),
    text: text.describe('With signature and opt-out.'),
    characters: z.number(),
    encoding: z.enum(['gsm7', 'ucs2']),
    segments: z.number(),
  }),
);

const wecomTaskPreview = part(
  'WecomTaskPreview',
  'A task for a member of staff: nothing goes to the customer before it is confirmed.',
)(
  z.strictObject({
    type: z.literal('wecom_task'),
    confirmedBy: z.literal('member'),
    text: text,
    link: z
      .strictObject({ url: text, title: text.exactOptional(), description: text.exactOptional(), image: text.exactOptional() })
      .exactOptional(),
  }),
);

const subscriptionPreview = part('SubscriptionPreview')(
  z.strictObject({
    type: z.literal('mp_subscription'),
    title: text.exactOptional(),
    fields: z.array(z.strictObject({ name: text, value: text })),
    page: text.exactOptional().describe('Page of the Mini Program that it opens.'),
  }),
);

const webhookPreview = part('WebhookPreview')(
  z.strictObject({
    type: z.literal('webhook'),
    headers: z.record(z.string(), text).describe('Without time and signature, which are made at the hand-over.'),
    body: text,
  }),
);

type Appearance = ReturnType<typeof previewOf>;

const format = z.enum(['html', 'text']);

const appearanceSchema: z.ZodType<Appearance> = component<Appearance>(
  'Appearance',
  'How a message looks to who gets it.',
)(
  z.union([
    mailPreview,
    smsPreview,
    wecomTaskPreview,
    subscriptionPreview,
    webhookPreview,
    z.strictObject({
      type: z.enum(['push', 'in_app']),
      title: text.exactOptional(),
      format,
      body: text,
      link: text.exactOptional().describe('Addresses of http(s) only.'),
      image: text.exactOptional(),
    }),
    z.strictObject({ type: z.literal('plain'), subject: text.exactOptional(), format, body: text }),
  ]),
);

type ShownMessage = CapturedMessage & { readonly preview: string; readonly appearance: Appearance };

/** A captured message, and how it looks. */
export const shownMessageSchema: z.ZodType<ShownMessage> = component<ShownMessage>(
  'CapturedMessage',
  'A message as the outbox page shows it. Times are wall clocks in ms, except `command.at`.',
)(
  z.strictObject({
    ...captured,
    preview: text.describe('Address of the message as its receiver sees it, good as long as the process lives.'),
    appearance: appearanceSchema,
  }),
);

/** Rows of the list: everything but the body. */
export interface OutboxRow
  extends Pick<SendCommand, 'message' | 'customer' | 'channel' | 'journey' | 'step' | 'template' | 'templateVersion' | 'at'> {
  readonly number: number;
  readonly type?: ChannelType;
  readonly subject: string;
  readonly capturedAt: number;
}

const outboxRow = component<OutboxRow>(
  'OutboxRow',
  'A captured message without its body.',
)(
  z.strictObject({
    number: z.number(),
    message: text,
    customer: text,
    channel: text,
    type: channelType.exactOptional().describe('Of the channel, when a release defines it.'),
    journey: text,
    step: text,
    template: text,
    templateVersion: z.number(),
    subject: text,
    at: time.describe("Of the decision, in the engine's time, ms."),
    capturedAt: time.describe('Wall clock, ms.'),
  }),
);

interface OutboxPage {
  readonly counts: CaptureCounts;
  readonly messages: readonly OutboxRow[];
  readonly next?: number;
}

/** A page of them. */
export const outboxPageSchema: z.ZodType<OutboxPage> = component<OutboxPage>('OutboxPage')(
  z.strictObject({
    counts: captureCounts,
    messages: z.array(outboxRow),
    next: z.number().exactOptional().describe('Absent on the last page.'),
  }),
);

/** Redelivered. */
export const redeliveredSchema: z.ZodType<Redelivered> = component<Redelivered>('Redelivered')(
  z.strictObject({ messages: z.array(text).describe('Messages that are sent again, or would be, oldest first.') }),
);
