/** How an installation hands e-mail to its mail server. */
import { z } from 'zod';
import { secretSchema } from '../egress/index.ts';
import { hint } from '../said.ts';

/** `implicit`: TLS from the first byte (port 465). `starttls`: upgraded before anything is said, or not sent. `none`: readable by everybody on the way. */
export type Encryption = 'implicit' | 'starttls' | 'none';

export interface SmtpSettings {
  readonly carrier: 'smtp';
  readonly host: string;
  /** Default 465 with implicit TLS, else 587. */
  readonly port?: number | undefined;
  /** Default: by the port, `starttls`; on this machine itself `none`. */
  readonly encryption?: Encryption | undefined;
  /** Reference of a certificate (PEM) to trust beside those of the system: of a mail server with an authority of its own. */
  readonly authority?: string | undefined;
  readonly user?: string | undefined;
  /** Reference of the password. */
  readonly password?: string | undefined;
  /** Connections open at the same time; default 5. */
  readonly connections?: number | undefined;
  /** How long the server may be silent; default 20 s. */
  readonly timeoutMs?: number | undefined;
  /** Who messages are from when their channel's definition does not say. */
  readonly from?: { readonly name: string; readonly address: string } | undefined;
  /** Signature of the domain. `key`: reference of an RSA key in PEM. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly key: string } | undefined;
}

const hostSchema = z.string().regex(/^[A-Za-z0-9.:-]{1,253}$/, hint`must be a host name or an IP address`);
const LABELS = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?)*$/i;
const labelsSchema = z.string().max(253).regex(LABELS, hint`must be letters, digits and hyphens between dots`);

/** Settings of an e-mail channel in `channels.json`. */
export const emailConfigSchema: z.ZodType<SmtpSettings> = z
  .strictObject({
    carrier: z.literal('smtp'),
    host: hostSchema,
    port: z.int().min(1).max(65_535).optional(),
    encryption: z.enum(['implicit', 'starttls', 'none']).optional(),
    authority: secretSchema.optional(),
    user: z.string().min(1).max(500).optional(),
    password: secretSchema.optional(),
    connections: z.int().min(1).max(100).optional(),
    timeoutMs: z.int().min(100).max(120_000).optional(),
    from: z.strictObject({ name: z.string().max(200), address: z.email() }).optional(),
    dkim: z.strictObject({ domain: labelsSchema, selector: labelsSchema, key: secretSchema }).optional(),
  })
  .superRefine((settings, context) => {
    const say = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if ((settings.user === undefined) !== (settings.password === undefined))
      say('password', hint`and "user" belong together: give both or neither`);
    if (settings.encryption === 'none' && settings.password !== undefined && !isLocal(settings.host)) {
      say('encryption', hint`must not be "none" with a password: everybody on the way could read it`);
    }
  });

export function encryptionOf({ encryption, host, port }: Pick<SmtpSettings, 'encryption' | 'host' | 'port'>): Encryption {
  if (encryption) return encryption;
  if (port === 465) return 'implicit';
  return isLocal(host) ? 'none' : 'starttls';
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
