/** Templates and blocks. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type {
  ContentItem,
  ContentPreview,
  ContentVersions,
  ContentWord,
  DraftPreview,
  Rendered,
  TestSent,
  WaitingContent,
} from '../../runtime/index.ts';
import { component, part, type Told } from '../route/index.ts';
import { testSentSchema } from './channels.ts';
import { jsonObject, time } from './parts.ts';

const text = z.string();

const contentUse = part(
  'ContentUse',
  'One place that uses a template or a block.',
)(
  z.strictObject({
    kind: z.enum(['journey', 'block', 'template', 'placement']),
    id: text,
    step: text.exactOptional().describe('Of a journey: the step that sends it; of a placement: the candidate.'),
  }),
);

/** Content item. */
export const contentItemSchema: z.ZodType<ContentItem> = component<ContentItem>('ContentItem')(
  z.strictObject({
    kind: z.enum(['block', 'template']),
    id: text,
    version: z.number(),
    approval: z.enum(['changed', 'draft', 'approved']),
    fingerprint: text.describe('Of the content, blocks included: what an approval is of.'),
    type: z.enum(['title', 'copy', 'image', 'button', 'divider', 'footer', 'custom']).exactOptional().describe('Of a block.'),
    format: z.enum(['text', 'html', 'mjml']),
    locales: z.array(text),
    missingLocales: z.array(text).describe('Languages of the workspace that it does not have.'),
    variants: z.array(text),
    channels: z.array(text).describe('Through which it is sent; of a block, the templates that hold it.'),
    release: z.number().describe('The first one that had this version.'),
    updatedAt: time.exactOptional(),
    usedBy: z.array(contentUse),
  }),
);

const words = part('Words', 'A stretch of words that stayed, went or came.')(z.strictObject({ sign: z.enum([' ', '+', '-']), text: text }));

const fieldChange = part(
  'FieldChange',
  'One field that differs.',
)(z.strictObject({ field: text.describe('E.g. `subject`, `locales.zh.body`, `variants.short.body`.'), words: z.array(words) }));

/** Content versions. */
export const contentVersionsSchema: z.ZodType<ContentVersions> = component<ContentVersions>('ContentVersions')(
  z.strictObject({
    template: text,
    versions: z
      .array(z.strictObject({ version: z.number(), release: z.number(), note: text.exactOptional() }))
      .describe('Ascending, each with the first release that had it.'),
    from: time,
    to: time,
    changes: z.array(fieldChange),
  }),
);

const smsLength = part(
  'SmsLength',
  'What a text comes to as an SMS.',
)(
  z.strictObject({
    encoding: z.enum(['gsm7', 'ucs2']),
    units: z.number().describe('Of the whole text: septets in GSM-7, in which a few characters count twice, else units of UTF-16.'),
    segments: z.number(),
    foreign: z.array(text).describe('What keeps the text from being GSM-7, each character once, in order. Empty for GSM-7.'),
  }),
);

const severity = z.enum(['block', 'review', 'warn']);
const note = textSchema.exactOptional().describe('Of the list: why, and what to say instead.');

const writtenWord = part(
  'WrittenWord',
  'A sensitive word of what is written.',
)(
  z.strictObject({
    field: text.describe('E.g. `subject`, `locales.zh.body`, `variants.short.body`.'),
    start: z.number().describe('Characters (UTF-16) of the text of the field: the first, and with `end` the one after the last.'),
    end: z.number(),
    word: text.describe('As its list writes it.'),
    list: text,
    severity,
    note,
  }),
);

const shownWord = part(
  'ShownWord',
  'A sensitive word of what a customer would read.',
)(
  z.strictObject({
    field: z.enum(['subject', 'preview', 'body', 'text']),
    found: text.describe('As it stands there.'),
    word: text,
    list: text,
    severity,
    withholds: z.boolean().describe('Whether the message would be kept back for it.'),
    note,
  }),
);

const rendered = {
  variant: text.exactOptional(),
  locale: text.exactOptional(),
  subject: text.exactOptional(),
  preview: text.exactOptional(),
  html: text.exactOptional(),
  text: text,
  sms: smsLength.describe('As an SMS, without signature and opt-out.'),
  missing: z
    .array(text)
    .describe(
      'Variables that the customer or the event does not have and that no default stands in for: with one of them the message is not sent. They are shown as ⟨name⟩.',
    ),
  words: z
    .array(shownWord)
    .exactOptional()
    .describe('Sensitive words that the customer would read; absent where the project watches for none.'),
};

/** Content preview. */
export const contentPreviewSchema: z.ZodType<ContentPreview> = component<ContentPreview>('ContentPreview')(
  z.strictObject({ template: text, version: z.number(), customer: text, ...rendered }),
);

const contentProblem = part(
  'ContentProblem',
  'What is wrong with content, and where.',
)(
  z.strictObject({
    field: text.describe('E.g. `subject`, `locales.zh.body`, `variants.short.body`.'),
    message: text.describe('In the language that `Accept-Language` prefers.'),
    line: z.number().exactOptional().describe('From 1, in the text of the field.'),
    column: z.number().exactOptional(),
  }),
);

/** What an answer shows of content: its HTML stands at an address of its own. */
export type ShownDraft = Omit<Told<DraftPreview>, 'shown'> & { readonly shown?: Omit<Rendered, 'html'> & { readonly page?: string } };

const { html: _html, ...withoutHtml } = rendered;

/** Content that is being written. */
export const draftPreviewSchema: z.ZodType<ShownDraft> = component<ShownDraft>('ContentDraftPreview')(
  z.strictObject({
    kind: z.enum(['template', 'block']),
    id: text,
    problems: z.array(contentProblem).describe('Empty when a release would take it.'),
    fingerprint: text.exactOptional(),
    approval: z.enum(['changed', 'draft', 'approved']).exactOptional(),
    words: z.array(writtenWord).exactOptional().describe('Sensitive words of what is written; absent where the project watches for none.'),
    customer: text.exactOptional(),
    shown: z
      .strictObject({
        ...withoutHtml,
        page: text.exactOptional().describe('Of HTML: address at which it can be looked at for some minutes.'),
      })
      .exactOptional()
      .describe('Absent while there are problems.'),
    values: z
      .strictObject({ trait: jsonObject, event: jsonObject })
      .exactOptional()
      .describe('What it reads, with the values that it gets; null: there is none.'),
  }),
);

/** What became of a message to staff. */
export interface ContentTest {
  readonly sent?: TestSent;
  readonly refused?: string;
  readonly missing: readonly string[];
}

/** The same. */
export const contentTestSchema: z.ZodType<ContentTest> = component<ContentTest>('ContentTest')(
  z.strictObject({
    sent: testSentSchema.exactOptional(),
    refused: text
      .exactOptional()
      .describe('The rule that closes the channel to the customer with this address, or keeps the message back; nothing went out.'),
    missing: z.array(text).describe('Variables without a value: a real message would not have gone.'),
  }),
);

type NamedWord = ContentWord & { readonly byName?: string };
type NamedWaiting = Omit<WaitingContent, 'word'> & { readonly byName?: string; readonly word?: NamedWord };

/** What was said of a content. */
export const contentWordSchema: z.ZodType<NamedWord> = component<NamedWord>('ContentWord')(
  z.strictObject({
    verdict: z.enum(['approved', 'returned']),
    by: text.describe('Id of the member, or of the service; `operator` where nobody has to sign in.'),
    byName: text.exactOptional().describe('Name of the member.'),
    at: time,
    note: text.exactOptional(),
  }),
);

/** Content that waits for somebody's word. */
export const waitingContentSchema: z.ZodType<NamedWaiting> = component<NamedWaiting>('WaitingContent')(
  z.strictObject({
    kind: z.enum(['block', 'template']),
    id: text,
    name: textSchema,
    fingerprint: text.describe('Of the content, blocks included: to be sent with the word on it.'),
    state: z.enum(['draft', 'changed', 'returned']).describe('`changed`: another content of it was approved.'),
    isReleased: z.boolean().describe('Whether the running release says it; else it is unpublished.'),
    by: text.exactOptional().describe('Who has left it unpublished.'),
    byName: text.exactOptional().describe('Name of the member.'),
    at: time.exactOptional(),
    word: contentWordSchema.exactOptional().describe('The last one on this content.'),
  }),
);
