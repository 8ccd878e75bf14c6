/** What an installation is configured to be, with all defaults in place and all secrets resolved. */
import type { VolanoError } from '../../base/index.ts';
import type { RoleId } from '../members/roles.ts';
import type { Secret } from './secret.ts';

/** What a process does of the loop: `all` is every one of the others. */
export const ROLES = ['gateway', 'identity', 'engine', 'delivery', 'sink', 'api', 'all'] as const;
export type Role = (typeof ROLES)[number];

export interface TlsConfig {
  /** PEM of the authorities to trust, instead of the system's. */
  readonly ca?: string;
  /** PEM of our own certificate, where the server asks for one. */
  readonly certificate?: string;
  readonly key?: Secret;
}

export const SASL_MECHANISMS = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

export interface SaslConfig {
  readonly mechanism: (typeof SASL_MECHANISMS)[number];
  readonly username: string;
  readonly password: Secret;
}

/** The log in Kafka. */
export interface LogConfig {
  /** `host:port`, at least one. */
  readonly brokers: readonly string[];
  readonly topic: string;
  /** For the creation of the topic; a topic that exists keeps its own. */
  readonly partitions: number;
  readonly replicas: number;
  /** How long entries are kept, at least. */
  readonly retentionMs: number;
  /** undefined: no TLS. */
  readonly tls?: TlsConfig;
  readonly sasl?: SaslConfig;
}

/** The state in PostgreSQL. */
export interface StateConfig {
  /** `postgresql://user:password@host:port/database`. */
  readonly url: Secret;
  /** Instead of the one in the URL. */
  readonly password?: Secret;
  readonly schema: string;
  /** At most for each key space that a process has open. */
  readonly connections: number;
}

/** The warehouse on a ClickHouse server. */
export interface WarehouseConfig {
  /** `http(s)://host:port`, with `user:password@` or without. */
  readonly url: Secret;
  /** Made at the start when it is missing. */
  readonly database: string;
  /** Cluster of ClickHouse: tables are made on all of it, replicated. undefined: one server. */
  readonly cluster?: string;
  readonly username?: string;
  readonly password?: Secret;
  readonly tls?: TlsConfig;
  /** Of one statement. */
  readonly timeoutMs: number;
  readonly compression: boolean;
}

export interface ServerConfig {
  readonly host: string;
  readonly port: number;
  /** Without a slash at the end. */
  readonly publicUrl?: string;
  readonly adminToken?: Secret;
  /** `source:key,source:key`. */
  readonly writeKeys?: Secret;
  /** Keys of 32 bytes in base64, with commas between. */
  readonly linkKey?: Secret;
}

/** Signing in through an identity provider, by OpenID Connect. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Absent: a public client. */
  readonly clientSecret?: Secret;
  /** What the button says, e.g. the organisation's name. */
  readonly name: string;
  readonly scope: string;
  /** Where members reach the console, without a slash at the end; absent: the server's public address, else where it listens. */
  readonly consoleUrl?: string;
  /** The claim that says which roles, and which role each of its values gives; absent: members are invited, and their roles given here. */
  readonly claim: string;
  readonly roles?: Readonly<Record<string, RoleId>>;
}

interface Common {
  /** The file that was read. */
  readonly path?: string;
  readonly server: ServerConfig;
  readonly roles: readonly Role[];
  readonly oidc?: OidcConfig;
  /** Hints that stop nothing, VOLANO_CHANNELS_EXPOSED. */
  readonly warnings: readonly VolanoError[];
}

/** Everything in one data directory; the warehouse may be a server's. */
export interface EmbeddedConfig extends Common {
  readonly mode: 'embedded';
  /** How long entries are kept; undefined: for good. */
  readonly log: { readonly retentionMs?: number };
  readonly warehouse?: WarehouseConfig;
}

export interface ClusterConfig extends Common {
  readonly mode: 'cluster';
  readonly log: LogConfig;
  readonly state: StateConfig;
  readonly warehouse: WarehouseConfig;
}

export type Config = EmbeddedConfig | ClusterConfig;
