/**
 * The webhook channel: posts the rendered body to an address of the installation, signed as Standard Webhooks has it. JSON goes as JSON,
 * anything else as text. The receiver knows a message by its `webhook-id`, which is the same at every attempt.
 */
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { CARRIER_TYPES, type Carrier, type CarrierContext, defineCarrier, SettingsProblem } from '../carrier.ts';
import type { Channel } from '../channel.ts';
import {
  checkDestination,
  createEgress,
  DESTINATION_FIELDS,
  type Destination,
  headersSchema,
  headersWith,
  outcomeOf,
  secretSchema,
  secretsInHeaders,
} from '../egress/index.ts';
import { said } from '../said.ts';
import { takenFrom } from './answer.ts';
import { WEBHOOK_AGENT, webhookRequest } from './request.ts';

export interface WebhookSettings extends Destination {
  readonly carrier: 'webhook';
  /** Reference of the signing secret: `whsec_` and base64, or at least 24 bytes of any text. */
  readonly secret: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const TIMEOUT_MS_DEFAULT = 10_000;
const BODY_BYTES_MAX = 256 * 1024;
const KEY_BYTES_MIN = 24;

const settings: z.ZodType<WebhookSettings> = z
  .strictObject({
    carrier: z.literal('webhook'),
    ...DESTINATION_FIELDS,
    secret: secretSchema,
    headers: headersSchema.optional(),
  })
  .superRefine(checkDestination);

/** Posts to an address that the installation names. */
export const webhookCarrier: Carrier = defineCarrier({ name: 'webhook', types: CARRIER_TYPES, settings, open: openWebhook });

function openWebhook(settings: WebhookSettings, { channel, secretOf, now, lookup }: CarrierContext): Channel {
  const secret = secretOf(settings.secret);
  const signer = signerOf(secret);
  const { url, timeoutMs = TIMEOUT_MS_DEFAULT, allowPrivate = [], allowHttp = [] } = settings;
  const headers = headersWith(settings.headers ?? {}, secretOf);
  const secrets = [secret, secret.replace(/^whsec_/, ''), ...secretsInHeaders(headers)];
  const egress = createEgress({ allowPrivate, allowHttp, ...(lookup && { lookup }) });
  return {
    id: channel,
    async deliver({ command, content, test }, signal) {
      const { body, contentType } = webhookRequest(content, command);
      const bytes = Buffer.byteLength(body);
      if (bytes > BODY_BYTES_MAX) {
        return { outcome: 'failed', reason: `webhook_too_large: ${bytes} bytes, at most ${BODY_BYTES_MAX} are sent`, retryable: false };
      }
      const at = new Date(now());
      const result = await egress.send({
        url,
        method: 'POST',
        headers: {
          ...headers,
          'user-agent': WEBHOOK_AGENT,
          'content-type': contentType,
          'webhook-id': command.message,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': signer.sign(command.message, at, body),
          ...(test && { 'x-volano-test': 'true' }),
        },
        body,
        timeoutMs,
        signal,
      });
      const outcome = outcomeOf({ result, prefix: 'webhook', now: now(), secrets });
      if (outcome.outcome !== 'sent' || result.kind !== 'answer' || !command.response) return outcome;
      return { ...outcome, taken: takenFrom(result.text, command.response) };
    },
    async close() {
      egress.close();
    },
  };
}

function signerOf(secret: string): Webhook {
  const coded = secret.startsWith('whsec_');
  const key = Buffer.from(coded ? secret.slice('whsec_'.length) : secret, coded ? 'base64' : 'utf8');
  if (key.length < KEY_BYTES_MIN) {
    throw new SettingsProblem(
      'secret',
      said`stands for a key of ${key.length} bytes; use "whsec_" and base64 of at least ${KEY_BYTES_MIN} bytes`,
    );
  }
  return new Webhook(new Uint8Array(key), { format: 'raw' });
}
