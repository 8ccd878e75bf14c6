/** What the API says of channels. */
import { z } from 'zod';
import type { ChannelStanding, TestSent } from '../../runtime/index.ts';
import { component } from '../route/index.ts';
import { definitionSchemas } from './definition.ts';

const failureSchema = z.strictObject({ reason: z.string(), at: z.number() });
/** Without what only who runs the system is told. */
export type ShownChannel = Omit<ChannelStanding, 'credentials'> & Partial<Pick<ChannelStanding, 'credentials'>>;
export const channelStandingSchema: z.ZodType<ShownChannel> = component<ShownChannel>(
  'ChannelStanding',
  'A channel that is defined or configured.',
)(
  z.strictObject({
    channel: z.string(),
    carrier: z.string().describe('What it goes through; `capture` contacts nobody.'),
    definition: definitionSchemas.channel.describe('As the running release defines it; absent: none does.').exactOptional(),
    state: z
      .strictObject({
        breaker: z.enum(['closed', 'open', 'half_open']).describe('`open`: rests because it fails.'),
        waiting: z.number(),
        active: z.number(),
        retrying: z.number(),
        lastFailure: failureSchema.exactOptional(),
      })
      .describe('Of its hand-overs; absent where another process does them, or it is captured.')
      .exactOptional(),
    credentials: z
      .array(z.strictObject({ field: z.string(), reference: z.string(), present: z.boolean() }))
      .describe('Secrets that its settings name, never a value. Needs the permission system.read.')
      .exactOptional(),
  }),
);

/** Also of a template's test. */
export const testSentSchema: z.ZodType<TestSent> = component<TestSent>(
  'TestSent',
  'What became of a test.',
)(
  z.strictObject({
    message: z.string().describe('Its id, as the provider may know it; begins with `test-`.'),
    channel: z.string(),
    carrier: z.string().describe('What it went through; `capture` contacts nobody.'),
    outcome: z.enum(['sent', 'failed', 'captured']).describe('`captured`: the channel is not configured, so the test has gone nowhere.'),
    at: z.number(),
    tookMs: z.number(),
    answer: z.string().describe('What the provider said.').exactOptional(),
    reason: z.string().describe('Why it failed: a code, then what exactly.').exactOptional(),
  }),
);

/** Whom a test goes to, and in which language it says that it is one. */
export const TEST_FIELDS: {
  readonly to: z.ZodExactOptional<z.ZodString>;
  readonly customer: z.ZodExactOptional<z.ZodString>;
  readonly language: z.ZodDefault<z.ZodEnum<{ en: 'en'; zh: 'zh' }>>;
} = {
  to: z.string().min(1).max(300).describe('An address on the channel; not of in-app channels.').exactOptional(),
  customer: z.string().min(1).max(200).describe('Into whose inbox it is put; of in-app channels only.').exactOptional(),
  language: z.enum(['en', 'zh']).default('en'),
};
