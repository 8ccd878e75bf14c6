/** The configuration file as it is written: everything optional, strict about names, secrets by reference. */
import { z } from 'zod';
import { DURATION_PATTERN, durationMs } from '../../base/index.ts';
import { ROLE_IDS, type RoleId } from '../members/roles.ts';
import { hint } from '../said.ts';
import { ROLES, type Role, SASL_MECHANISMS } from './config.ts';

/** Files of certificates, by reference; true: TLS with the authorities of the system. */
type TlsDocument =
  | boolean
  | { readonly ca?: string | undefined; readonly certificate?: string | undefined; readonly key?: string | undefined };

interface LogDocument {
  readonly brokers?: readonly string[] | undefined;
  readonly topic: string;
  readonly partitions: number;
  readonly replicas: number;
  readonly retention?: string | undefined;
  readonly tls?: TlsDocument | undefined;
  readonly sasl?:
    | { readonly mechanism: (typeof SASL_MECHANISMS)[number]; readonly username: string; readonly password: string }
    | undefined;
}

interface StateDocument {
  readonly url?: string | undefined;
  readonly password?: string | undefined;
  readonly schema: string;
  readonly connections: number;
}

interface WarehouseDocument {
  readonly url?: string | undefined;
  readonly database: string;
  readonly cluster?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly tls?: TlsDocument | undefined;
  readonly timeout: string;
  readonly compression: boolean;
}

interface ServerDocument {
  readonly host: string;
  readonly port: number;
  readonly publicUrl?: string | undefined;
  readonly adminToken?: string | undefined;
  readonly writeKeys?: string | undefined;
  readonly linkKey?: string | undefined;
}

interface OidcDocument {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret?: string | undefined;
  readonly name: string;
  readonly scope: string;
  readonly consoleUrl?: string | undefined;
  readonly claim: string;
  readonly roles?: Readonly<Record<string, RoleId>> | undefined;
}

/** The file with its defaults. */
export interface ConfigDocument {
  readonly mode: 'embedded' | 'cluster';
  readonly log: LogDocument;
  readonly state: StateDocument;
  readonly warehouse: WarehouseDocument;
  readonly server: ServerDocument;
  readonly roles: readonly Role[];
  readonly oidc?: OidcDocument | undefined;
}

const REFERENCE = /^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$/;
const DAY_MS = 86_400_000;

const reference = (what: string): z.ZodString =>
  z
    .string()
    .regex(REFERENCE, hint`must say where the secret lies: "env:NAME" or "file:PATH"; the secret itself does not belong here`)
    .meta({ description: `${what}, by reference: "env:NAME" or "file:PATH"` });

const name = (what: string): z.ZodString =>
  z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,62}$/, hint`must be a name of letters, digits and underscores`)
    .meta({ description: what });

const address = (what: string): z.ZodString => z.string().min(1).max(2_000).meta({ description: what });

const tlsSchema: z.ZodType<TlsDocument> = z
  .union([
    z.boolean(),
    z.strictObject({
      ca: reference('PEM of the authorities to trust').optional(),
      certificate: reference('PEM of our own certificate').optional(),
      key: reference('PEM of its key').optional(),
    }),
  ])
  .meta({ description: 'true: TLS with the authorities of the system' });

const retentionSchema: z.ZodType<string> = z
  .string()
  .regex(DURATION_PATTERN, hint`must be a duration such as "25d"`)
  .refine(
    (text) => !DURATION_PATTERN.test(text) || durationMs(text) >= 3 * DAY_MS,
    hint`must be "3d" at least: message ids count for 48 hours`,
  )
  .meta({ description: 'How long entries are kept, e.g. "25d"' });

const logSchema: z.ZodType<LogDocument> = z.strictObject({
  brokers: z
    .array(z.string().regex(/^[^\s,/:]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/, hint`must be "host:port"`))
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Brokers of Kafka to begin with' }),
  topic: z
    .string()
    .regex(/^[a-zA-Z0-9._-]{1,200}$/, hint`must be a name of letters, digits, ".", "_" and "-"`)
    .default('volano')
    .meta({ description: 'Topic of the log' }),
  partitions: z
    .int()
    .min(1)
    .max(1_024)
    .default(1)
    .meta({ description: 'Partitions of the topic when it is created; they never change. So many engines can work at a time' }),
  replicas: z.int().min(1).max(15).default(3).meta({ description: 'Copies of each partition when the topic is created' }),
  retention: retentionSchema.optional(),
  tls: tlsSchema.optional(),
  sasl: z
    .strictObject({
      mechanism: z.enum(SASL_MECHANISMS).default('SCRAM-SHA-512'),
      username: z.string().min(1).max(500),
      password: reference('Password of the broker'),
    })
    .optional(),
});

const stateSchema: z.ZodType<StateDocument> = z.strictObject({
  url: address('postgresql://user@host:port/database?sslmode=verify-full, or a reference').optional(),
  password: reference('Password, instead of one in the URL').optional(),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,44}$/, hint`must be up to 45 of a to z, 0 to 9 and _, not beginning with a digit`)
    .default('volano')
    .meta({ description: 'Schema of the tables; made when missing' }),
  connections: z
    .int()
    .min(3)
    .max(500)
    .default(10)
    .meta({ description: 'Connections at most for each part of the state that a process has open' }),
});

const warehouseSchema: z.ZodType<WarehouseDocument> = z.strictObject({
  url: address('https://host:8443 or http://host:8123 of ClickHouse, or a reference').optional(),
  database: name('Database; made when missing').default('volano'),
  cluster: z
    .string()
    .regex(/^[A-Za-z0-9_.{}-]{1,100}$/, hint`must be a cluster's name, or a macro such as {cluster}`)
    .optional()
    .meta({ description: 'Cluster of ClickHouse; then tables are made on all of it, replicated' }),
  username: z.string().min(1).max(200).optional(),
  password: reference('Password of ClickHouse').optional(),
  tls: tlsSchema.optional(),
  timeout: z
    .string()
    .regex(DURATION_PATTERN, hint`must be a duration such as "5m"`)
    .default('5m')
    .meta({ description: 'Of one statement, e.g. "5m"' }),
  compression: z.boolean().default(false).meta({ description: 'Compresses requests and answers; for a server that is far away' }),
});

const serverSchema: z.ZodType<ServerDocument> = z.strictObject({
  host: z.string().min(1).max(253).default('127.0.0.1').meta({ description: 'Address to listen on' }),
  port: z.int().min(0).max(65_535).default(4004),
  publicUrl: z
    .url({ protocol: /^https?$/, error: hint`must be an address that begins with https:// or http://` })
    .optional()
    .meta({ description: 'Where customers reach this installation' }),
  adminToken: reference('Token of the management API').optional(),
  writeKeys: reference('Write keys of the sources, source:key,source:key').optional(),
  linkKey: reference('Key that signs links').optional(),
});

const webAddress = (what: string): z.ZodURL =>
  z.url({ protocol: /^https?$/, error: hint`must be an address that begins with https:// or http://` }).meta({ description: what });

const oidcSchema: z.ZodType<OidcDocument> = z.strictObject({
  issuer: webAddress('Issuer of the identity provider').refine(
    (url) => !URL.canParse(url) || url.startsWith('https:') || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname),
    hint`must begin with https:// unless it is on this machine`,
  ),
  clientId: z.string().min(1).max(500),
  clientSecret: reference('Secret of the client').optional(),
  name: z.string().min(1).max(100).default('OpenID Connect').meta({ description: 'What the button says' }),
  scope: z
    .string()
    .regex(/(^| )openid( |$)/, hint`must have "openid" in it`)
    .default('openid email profile'),
  consoleUrl: webAddress('Where members reach the console; default: server.publicUrl, else where it listens').optional(),
  claim: z.string().min(1).max(200).default('groups').meta({ description: 'The claim that says which roles' }),
  roles: z
    .record(z.string().min(1), z.enum(ROLE_IDS))
    .optional()
    .meta({ description: 'Which role each value of the claim gives; without it members are invited, and their roles given here' }),
});

export const configSchema: z.ZodType<ConfigDocument> = z.strictObject({
  $schema: z.string().optional().meta({ description: "For editors: this schema's address" }),
  mode: z
    .enum(['embedded', 'cluster'])
    .default('embedded')
    .meta({ description: 'embedded: everything in the data directory; cluster: Kafka, PostgreSQL and ClickHouse' }),
  log: logSchema.prefault({}),
  state: stateSchema.prefault({}),
  warehouse: warehouseSchema.prefault({}),
  server: serverSchema.prefault({}),
  oidc: oidcSchema.optional(),
  roles: z.array(z.enum(ROLES)).min(1).default(['all']).meta({ description: 'What this process does of the loop' }),
});

/** The published JSON Schema of volano.config.json. */
export function publishedConfigSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: 'urn:volano:schema:configuration',
    title: 'Volano configuration',
    ...z.toJSONSchema(configSchema, { io: 'input' }),
  };
}
