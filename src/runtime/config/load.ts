/** Reads the configuration: the file, the variables over it, the check, the secrets. */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { durationMs, type Said, type Sayable, saidIn, VolanoError } from '../../base/index.ts';
import { issueSaid } from '../../define/index.ts';
import { said, understood } from '../said.ts';
import type { Config, LogConfig, OidcConfig, ServerConfig, StateConfig, TlsConfig, WarehouseConfig } from './config.ts';
import { type ConfigDocument, configSchema } from './schema.ts';
import { type Environment, isReference, resolveSecret, Secret } from './secret.ts';
import { FIELDS, fieldsIn, variableOf, withField } from './variables.ts';

export const CONFIG_FILE = 'volano.config.json';
const KEPT = '25d';
const POSTGRES = { protocol: /^postgres(ql)?:$/, example: 'postgresql://user@host:port/database' };
const CLICKHOUSE = { protocol: /^https?:$/, example: 'https://host:8443' };

export interface ConfigQuestion {
  /** The data directory: the file lies in it unless another is named. */
  readonly directory: string;
  /** `--config`; else VOLANO_CONFIG. A file that is named must be there. */
  readonly file?: string | undefined;
  readonly environment: Environment;
}

/**
 * What the installation is configured to be. Without a file and variables: everything embedded. Rejects with VOLANO_CONFIG_INVALID, which
 * names the field and the file or variable, and VOLANO_CONFIG_SECRET_MISSING. No message holds a value.
 */
export async function loadConfig({ directory, file, environment }: ConfigQuestion): Promise<Config> {
  const named = file ?? (environment.VOLANO_CONFIG || undefined);
  const path = resolve(named ?? join(directory, CONFIG_FILE));
  const text = await textOf(path, named !== undefined);
  return new Reading(text === undefined ? undefined : path, directory, environment).config(text);
}

async function textOf(path: string, isNamed: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !isNamed) return undefined;
    const problem = code === 'ENOENT' ? said`does not exist` : said`cannot be read: ${message}`;
    throw new VolanoError('VOLANO_CONFIG_INVALID', { place: path, field: said`the file`, problem });
  }
}

class Reading {
  readonly #path: string | undefined;
  readonly #directory: string;
  readonly #environment: Environment;
  readonly #given: ReadonlyMap<string, unknown>;
  readonly #warnings: VolanoError[] = [];

  constructor(path: string | undefined, directory: string, environment: Environment) {
    this.#path = path;
    this.#directory = path === undefined ? directory : dirname(path);
    this.#environment = environment;
    this.#given = fieldsIn(environment);
  }

  config(text: string | undefined): Config {
    const document = this.#document(text);
    const { mode, roles } = document;
    const common = {
      ...(this.#path !== undefined && { path: this.#path }),
      roles,
      server: this.#server(document.server),
      ...this.#oidc(document.oidc),
    };
    const warehouse = document.warehouse.url === undefined ? undefined : this.#warehouse(document.warehouse);
    if (mode === 'embedded') {
      this.#refuseOthers(document);
      const { retention } = document.log;
      const log = retention === undefined ? {} : { retentionMs: durationMs(retention) };
      return { ...common, mode, log, ...(warehouse && { warehouse }), warnings: this.#warnings };
    }
    if (!warehouse) throw this.#missing('warehouse.url');
    return { ...common, mode, log: this.#log(document.log), state: this.#state(document.state), warehouse, warnings: this.#warnings };
  }

  #document(text: string | undefined): ConfigDocument {
    let raw = text === undefined ? {} : this.#parsed(text);
    for (const [field, value] of this.#given) raw = withField(raw, field, value);
    const result = configSchema.safeParse(raw);
    if (result.success) return result.data;
    const [issue] = result.error.issues;
    const field = issue?.path.join('.') ?? '';
    if (issue?.code === 'unrecognized_keys') throw this.#invalid([field, issue.keys[0]].filter(Boolean).join('.'), said`is no field of it`);
    throw this.#invalid(field || said`the file`, saidOf(issueSaid(issue!, understood)));
  }

  #parsed(text: string): Record<string, unknown> {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // The message of the parser quotes the file, and somebody may have written a secret into it.
      throw this.#invalid(said`the file`, said`is not JSON`);
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#invalid(said`the file`, said`must be an object`);
    return value as Record<string, unknown>;
  }

  /** Who names brokers means a cluster: nothing that is given is passed over in silence. */
  #refuseOthers({ log, state }: ConfigDocument): void {
    if (log.brokers !== undefined) throw this.#invalid('log.brokers', said`is for mode "cluster" only: set the mode, or remove it`);
    if (state.url !== undefined) throw this.#invalid('state.url', said`is for mode "cluster" only: set the mode, or remove it`);
  }

  #log({ brokers, retention = KEPT, tls, sasl, ...rest }: ConfigDocument['log']): LogConfig {
    if (!brokers) throw this.#missing('log.brokers');
    return {
      ...rest,
      brokers,
      retentionMs: durationMs(retention),
      ...this.#tls('log', tls),
      ...(sasl && { sasl: { ...sasl, password: this.#secret('log.sasl.password', sasl.password) } }),
    };
  }

  #state({ url, password, schema, connections }: ConfigDocument['state']): StateConfig {
    return {
      url: this.#address('state.url', url, POSTGRES),
      ...(password !== undefined && { password: this.#secret('state.password', password) }),
      schema,
      connections,
    };
  }

  #warehouse({ url, database, cluster, username, password, tls, timeout, compression }: ConfigDocument['warehouse']): WarehouseConfig {
    return {
      url: this.#address('warehouse.url', url, CLICKHOUSE),
      database,
      ...(cluster !== undefined && { cluster }),
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password: this.#secret('warehouse.password', password) }),
      ...this.#tls('warehouse', tls),
      timeoutMs: durationMs(timeout),
      compression,
    };
  }

  #server({ publicUrl, adminToken, writeKeys, linkKey, ...rest }: ConfigDocument['server']): ServerConfig {
    return {
      ...rest,
      ...(publicUrl !== undefined && { publicUrl: publicUrl.replace(/\/+$/, '') }),
      ...(adminToken !== undefined && { adminToken: this.#secret('server.adminToken', adminToken) }),
      ...(writeKeys !== undefined && { writeKeys: this.#secret('server.writeKeys', writeKeys) }),
      ...(linkKey !== undefined && { linkKey: this.#secret('server.linkKey', linkKey) }),
    };
  }

  #oidc(given: ConfigDocument['oidc']): { readonly oidc?: OidcConfig } {
    if (!given) return {};
    const { clientSecret, consoleUrl, roles, ...rest } = given;
    return {
      oidc: {
        ...rest,
        ...(clientSecret !== undefined && { clientSecret: this.#secret('oidc.clientSecret', clientSecret) }),
        ...(consoleUrl !== undefined && { consoleUrl: consoleUrl.replace(/\/+$/, '') }),
        ...(roles && { roles }),
      },
    };
  }

  #tls(section: string, tls: ConfigDocument['log']['tls']): { readonly tls?: TlsConfig } {
    if (tls === undefined || tls === false) return {};
    if (tls === true) return { tls: {} };
    if ((tls.certificate === undefined) !== (tls.key === undefined))
      throw this.#invalid(`${section}.tls`, said`needs both "certificate" and "key", or neither`);
    return {
      tls: {
        ...(tls.ca !== undefined && { ca: this.#secret(`${section}.tls.ca`, tls.ca).reveal() }),
        ...(tls.certificate !== undefined && { certificate: this.#secret(`${section}.tls.certificate`, tls.certificate).reveal() }),
        ...(tls.key !== undefined && { key: this.#secret(`${section}.tls.key`, tls.key) }),
      },
    };
  }

  /** An address may stand in the file as it is, unless it holds a password. */
  #address(field: string, given: string | undefined, { protocol, example }: typeof POSTGRES): Secret {
    if (given === undefined) throw this.#missing(field);
    const secret = isReference(given) ? this.#secret(field, given) : new Secret(given);
    const address = secret.reveal();
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !protocol.test(url.protocol)) throw this.#invalid(field, said`must be an address such as ${example}`);
    if (url.password !== '' && !isReference(given))
      throw this.#invalid(field, said`must not hold a password: name it by reference ("env:NAME", "file:PATH"), or give "password" so`);
    return secret;
  }

  #secret(field: string, reference: string): Secret {
    const resolved = resolveSecret(reference, { directory: this.#directory, environment: this.#environment });
    if (!resolved.ok)
      throw new VolanoError('VOLANO_CONFIG_SECRET_MISSING', { place: this.#placeOf(field), field, reference, problem: resolved.problem });
    const { exposed } = resolved;
    if (exposed !== undefined)
      this.#warnings.push(new VolanoError('VOLANO_CHANNELS_EXPOSED', { path: exposed, access: 'read', mode: '600' }));
    return new Secret(resolved.secret);
  }

  #missing(field: string): VolanoError {
    return this.#invalid(field, said`must be given in mode "cluster", here or in ${variableOf(field)}`);
  }

  #invalid(field: Sayable, problem: Said): VolanoError {
    return new VolanoError('VOLANO_CONFIG_INVALID', { place: this.#placeOf(saidIn(field)), field, problem });
  }

  /** The variable that a value came from, else the file. */
  #placeOf(field: string): string {
    const set = [...FIELDS.keys()].filter((one) => this.#given.has(one) && (field === one || field.startsWith(`${one}.`)));
    return set.length > 0 ? variableOf(set.at(-1)!) : (this.#path ?? CONFIG_FILE);
  }
}

/** The schema's own sentences begin with "must" or "is"; zod's name what was expected and what came. */
function saidOf(sentence: Said): Said {
  return /^(must|is|needs) /.test(sentence.en) ? sentence : said`is wrong: ${sentence}`;
}

/** The environment with the keys that the configuration names in the place where those who read them look. */
export function environmentWith({ server }: Pick<Config, 'server'>, environment: Environment): Environment {
  const { adminToken, writeKeys, linkKey } = server;
  return {
    ...environment,
    ...(adminToken && { VOLANO_ADMIN_TOKEN: adminToken.reveal() }),
    ...(writeKeys && { VOLANO_WRITE_KEYS: writeKeys.reveal() }),
    ...(linkKey && { VOLANO_LINK_KEY: linkKey.reveal() }),
  };
}
