/**
 * Environment variables that override single values of the file. One rule: VOLANO_ and the path of the field in capitals, words apart by
 * underscores (`server.publicUrl` is VOLANO_PUBLIC_URL, `log.sasl.username` VOLANO_LOG_SASL_USERNAME). What concerns the server leaves its section's name out: VOLANO_PORT.
 */
import { type Environment, isReference } from './secret.ts';

type Kind =
  | 'text'
  | 'number'
  | 'boolean'
  /** Comma-separated. */
  | 'list'
  /** `name:value,name:value`. */
  | 'pairs'
  /** A reference, or the value itself, which is then referred to where it is: the environment may hold secrets, the file may not. */
  | 'secret';

const TLS = { tls: 'boolean', 'tls.ca': 'secret', 'tls.certificate': 'secret', 'tls.key': 'secret' } as const;

const SECTIONS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  log: {
    brokers: 'list',
    topic: 'text',
    partitions: 'number',
    replicas: 'number',
    retention: 'text',
    ...TLS,
    'sasl.mechanism': 'text',
    'sasl.username': 'text',
    'sasl.password': 'secret',
  },
  state: { url: 'secret', password: 'secret', schema: 'text', connections: 'number' },
  warehouse: {
    url: 'secret',
    database: 'text',
    cluster: 'text',
    username: 'text',
    password: 'secret',
    ...TLS,
    timeout: 'text',
    compression: 'boolean',
  },
  oidc: {
    issuer: 'text',
    clientId: 'text',
    clientSecret: 'secret',
    name: 'text',
    scope: 'text',
    consoleUrl: 'text',
    claim: 'text',
    roles: 'pairs',
  },
  server: { host: 'text', port: 'number', publicUrl: 'text', adminToken: 'secret', writeKeys: 'secret', linkKey: 'secret' },
};

/** Every field that a variable can set, with its kind. */
export const FIELDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['mode', 'text'],
  ['roles', 'list'],
  ...Object.entries(SECTIONS).flatMap(([section, fields]) =>
    Object.entries(fields).map(([field, kind]): [string, Kind] => [`${section}.${field}`, kind]),
  ),
]);

/** `log.sasl.username` -> VOLANO_LOG_SASL_USERNAME. */
export function variableOf(field: string): string {
  const words = field.replace(/^server\./, '').replace(/([a-z])([A-Z])/g, '$1_$2');
  return `VOLANO_${words.replaceAll('.', '_').toUpperCase()}`;
}

/** What the environment says, by field. An empty variable is none. A value that is not of its kind stays text, and the schema says so. */
export function fieldsIn(environment: Environment): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  for (const [field, kind] of FIELDS) {
    const variable = variableOf(field);
    const text = environment[variable]?.trim();
    if (text) found.set(field, valueIn(text, kind, variable));
  }
  return found;
}

function valueIn(text: string, kind: Kind, variable: string): unknown {
  if (kind === 'secret') return isReference(text) ? text : `env:${variable}`;
  if (kind === 'pairs')
    return Object.fromEntries(
      text.split(',').map((pair) => [pair.slice(0, pair.lastIndexOf(':')).trim(), pair.slice(pair.lastIndexOf(':') + 1).trim()]),
    );
  if (kind === 'list') return text.split(',').map((part) => part.trim());
  if (kind === 'number' && /^\d+$/.test(text)) return Number(text);
  if (kind === 'boolean' && /^(true|false|1|0)$/.test(text)) return text === 'true' || text === '1';
  return text;
}

/** The document with one value put in; sections that are missing are made, and `tls: true` becomes an object. */
export function withField(document: Record<string, unknown>, field: string, value: unknown): Record<string, unknown> {
  const [head = '', ...rest] = field.split('.');
  if (rest.length === 0) return { ...document, [head]: value };
  const inner = document[head];
  const section = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  return { ...document, [head]: withField(section, rest.join('.'), value) };
}
