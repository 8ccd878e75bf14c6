/** How an installation describes its provider of SMS. */
import { z } from 'zod';
import { checkDestination, DESTINATION_FIELDS, type Destination, headersSchema, secretSchema } from '../egress/index.ts';
import { hint } from '../said.ts';
import { type Field, fieldSchema, flatSchema } from './placeholders.ts';

/** How requests prove whose they are. */
export type SmsAuthorization =
  | { readonly type: 'bearer'; readonly secret: string }
  | { readonly type: 'basic'; readonly user: string; readonly secret: string }
  | { readonly type: 'header'; readonly name: string; readonly secret: string };

export type SmsBody =
  | { readonly format: 'json'; readonly fields: Field }
  | { readonly format: 'form'; readonly fields: Readonly<Record<string, string>> };

/** What codes mean that stand at `path` of the JSON answer: `retryable` may succeed later, `invalidNumber` never will. */
export interface SmsErrors {
  readonly path: string;
  readonly retryable?: readonly (string | number)[] | undefined;
  readonly invalidNumber?: readonly (string | number)[] | undefined;
}

export interface HttpSmsSettings extends Destination {
  readonly carrier: 'http_sms';
  readonly method?: 'GET' | 'POST' | 'PUT' | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly body?: SmsBody | undefined;
  readonly auth?: SmsAuthorization | undefined;
  /** Besides a status of 2xx: what stands at this dotted path of the JSON answer. */
  readonly success?: { readonly path: string; readonly equals: string | number | boolean } | undefined;
  /** Where the JSON answer has the provider's own id of the message. */
  readonly messageId?: string | undefined;
  readonly errors?: SmsErrors | undefined;
  /** A message that takes more is not sent; default 10. */
  readonly segmentsMax?: number | undefined;
}

const codesSchema = z.array(z.union([z.string(), z.number()])).max(200);
const pathSchema = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, hint`must be a dotted path, e.g. "data.code"`);
const bodySchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('json'), fields: fieldSchema }),
  z.strictObject({ format: z.literal('form'), fields: flatSchema }),
]);
const authSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bearer'), secret: secretSchema }),
  z.strictObject({ type: z.literal('basic'), user: z.string().min(1).max(200), secret: secretSchema }),
  z.strictObject({
    type: z.literal('header'),
    name: z.string().regex(/^[A-Za-z0-9-]{1,100}$/, hint`is no name of a header`),
    secret: secretSchema,
  }),
]);

export const httpSmsSettings: z.ZodType<HttpSmsSettings> = z
  .strictObject({
    carrier: z.literal('http_sms'),
    ...DESTINATION_FIELDS,
    method: z.enum(['GET', 'POST', 'PUT']).optional(),
    headers: headersSchema.optional(),
    query: flatSchema.optional(),
    body: bodySchema.optional(),
    auth: authSchema.optional(),
    success: z.strictObject({ path: pathSchema, equals: z.union([z.string(), z.number(), z.boolean()]) }).optional(),
    messageId: pathSchema.optional(),
    errors: z.strictObject({ path: pathSchema, retryable: codesSchema.optional(), invalidNumber: codesSchema.optional() }).optional(),
    segmentsMax: z.int().min(1).max(50).optional(),
  })
  .superRefine((given, context) => {
    checkDestination(given, context);
    const say = (message: string): void => context.addIssue({ code: 'custom', path: ['body'], message });
    const said = JSON.stringify([given.query ?? {}, given.body ?? {}]);
    for (const name of ['{to}', '{text}']) if (!said.includes(name)) say(hint`must say ${name} somewhere, or "query" must`);
    if (given.method === 'GET' && given.body) say(hint`does not go with GET; use "query"`);
  });
