import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wordsOf } from '../../base/index.ts';
import { environmentWith, loadConfig, publishedConfigSchema, Secret } from './index.ts';
import { FIELDS, variableOf, withField } from './variables.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-config-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Sentences; names of fields and the like are one word. */
const ENGLISH = /[a-z]+ [a-z]+ [a-z]+/i;

const PASSWORD = 'a-password-nobody-reads';
const CLUSTER = {
  mode: 'cluster',
  log: { brokers: ['one:9092', 'two:9092'], sasl: { username: 'volano', password: 'env:KAFKA_PASSWORD' } },
  state: { url: 'env:DATABASE_URL' },
  warehouse: { url: 'https://clickhouse.example:8443', cluster: 'main', username: 'volano', password: 'file:clickhouse.secret' },
};
const ENVIRONMENT = { KAFKA_PASSWORD: PASSWORD, DATABASE_URL: `postgresql://volano:${PASSWORD}@db.example/volano` };

function write(value: unknown, name = 'volano.config.json'): string {
  const path = join(directory, name);
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode: 0o600 });
  return path;
}

function writeCluster(): string {
  write(`${PASSWORD}\n`, 'clickhouse.secret');
  return write(CLUSTER);
}

describe('configuration', () => {
  test('without a file and variables everything is embedded', async () => {
    expect(await loadConfig({ directory, environment: {} })).toEqual({
      mode: 'embedded',
      log: {},
      roles: ['all'],
      server: { host: '127.0.0.1', port: 4004 },
      warnings: [],
    });
  });

  test('of a cluster: defaults stand in, secrets are resolved and not shown', async () => {
    const path = writeCluster();
    const config = await loadConfig({ directory, environment: ENVIRONMENT });
    if (config.mode !== 'cluster') throw new Error('not a cluster');
    expect(config).toMatchObject({
      path,
      log: { brokers: ['one:9092', 'two:9092'], topic: 'volano', partitions: 1, replicas: 3, retentionMs: 25 * 86_400_000 },
      state: { schema: 'volano', connections: 10 },
      warehouse: { database: 'volano', cluster: 'main', username: 'volano', timeoutMs: 300_000, compression: false },
    });
    expect(config.log.sasl).toMatchObject({ mechanism: 'SCRAM-SHA-512', username: 'volano' });
    expect(config.log.sasl?.password.reveal()).toBe(PASSWORD);
    expect(config.state.url.reveal()).toBe(ENVIRONMENT.DATABASE_URL);
    expect(config.warehouse.password?.reveal()).toBe(PASSWORD);
    for (const shown of [JSON.stringify(config), inspect(config, { depth: 9, showHidden: true }), `${config.state.url}`])
      expect(shown).not.toContain(PASSWORD);
  });

  test('a variable goes before the file, and alone is enough', async () => {
    writeCluster();
    const environment = {
      ...ENVIRONMENT,
      VOLANO_LOG_BROKERS: 'three:9092, four:9092',
      VOLANO_LOG_REPLICAS: '1',
      VOLANO_LOG_TLS: 'true',
      VOLANO_STATE_URL: 'postgresql://other:secret@elsewhere/volano',
      VOLANO_WAREHOUSE_PASSWORD: 'as-it-is',
      VOLANO_PORT: '0',
      VOLANO_PUBLIC_URL: 'https://go.example/',
      VOLANO_ROLES: 'engine,sink',
      VOLANO_LOG_TOPIC: '',
    };
    const config = await loadConfig({ directory, environment });
    if (config.mode !== 'cluster') throw new Error('not a cluster');
    expect(config.log).toMatchObject({ brokers: ['three:9092', 'four:9092'], replicas: 1, tls: {}, topic: 'volano' });
    expect(config.state.url.reveal()).toBe('postgresql://other:secret@elsewhere/volano');
    expect(config.warehouse.password?.reveal()).toBe('as-it-is');
    expect(config.server).toEqual({ host: '127.0.0.1', port: 0, publicUrl: 'https://go.example' });
    expect(config.roles).toEqual(['engine', 'sink']);
  });

  test('a file may be named, and then must be there; its references are looked for beside it', async () => {
    write(PASSWORD, 'token');
    const elsewhere = write({ server: { adminToken: 'file:token' } }, 'other.json');
    const config = await loadConfig({ directory: '/nowhere', environment: { VOLANO_CONFIG: elsewhere } });
    expect(config.server.adminToken?.reveal()).toBe(PASSWORD);
    expect(environmentWith(config, { HOME: '/root' })).toEqual({ HOME: '/root', VOLANO_ADMIN_TOKEN: PASSWORD });
    await expect(loadConfig({ directory, file: join(directory, 'none.json'), environment: {} })).rejects.toMatchObject({
      code: 'VOLANO_CONFIG_INVALID',
      details: { field: { en: 'the file' }, problem: { en: 'does not exist' } },
    });
  });

  test('certificates are read, and a key is a secret', async () => {
    for (const name of ['ca', 'certificate', 'key']) write(`PEM of ${name}`, `${name}.pem`);
    const tls = { ca: 'file:ca.pem', certificate: 'file:certificate.pem', key: 'file:key.pem' };
    write({ warehouse: { url: 'https://clickhouse.example', tls } });
    const { warehouse } = await loadConfig({ directory, environment: {} });
    expect(warehouse?.tls).toEqual({ ca: 'PEM of ca', certificate: 'PEM of certificate', key: expect.any(Secret) });
    write({ warehouse: { url: 'https://clickhouse.example', tls: { key: 'file:key.pem' } } });
    await expect(loadConfig({ directory, environment: {} })).rejects.toMatchObject({ details: { field: 'warehouse.tls' } });
  });

  test('a file of secrets that others can read is told of', async () => {
    const path = write(PASSWORD, 'token');
    chmodSync(path, 0o644);
    const config = await loadConfig({ directory, environment: { VOLANO_ADMIN_TOKEN: `file:${path}` } });
    expect(config.warnings).toMatchObject([{ code: 'VOLANO_CHANNELS_EXPOSED', details: { path } }]);
  });
});

describe('what is wrong is named with its field and place', () => {
  test.each([
    [{ mode: 'clustered' }, 'mode'],
    [{ mod: 'cluster' }, 'mod'],
    [{ log: { partition: 1 } }, 'log.partition'],
    [{ log: { brokers: ['one'] } }, 'log.brokers.0'],
    [{ log: { brokers: ['one:9092'] } }, 'log.brokers'],
    [{ log: { retention: '1d' } }, 'log.retention'],
    [{ log: { retention: '25 days' } }, 'log.retention'],
    [{ state: { url: 'env:DATABASE_URL' } }, 'state.url'],
    [{ ...CLUSTER, log: {} }, 'log.brokers'],
    [{ ...CLUSTER, state: {} }, 'state.url'],
    [{ ...CLUSTER, state: { url: `postgresql://volano:${PASSWORD}@db.example/volano` } }, 'state.url'],
    [{ ...CLUSTER, state: { url: `mysql://volano:${PASSWORD}@db.example` } }, 'state.url'],
    [{ ...CLUSTER, warehouse: {} }, 'warehouse.url'],
    [{ warehouse: { url: `http://u:${PASSWORD}@h:8123` } }, 'warehouse.url'],
    [{ warehouse: { password: PASSWORD } }, 'warehouse.password'],
    [{ roles: ['everything'] }, 'roles.0'],
    ['{', 'the file'],
    ['[]', 'the file'],
  ])('%j', async (document, field) => {
    write(PASSWORD, 'clickhouse.secret');
    const path = write(document);
    const error = await loadConfig({ directory, environment: ENVIRONMENT }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'VOLANO_CONFIG_INVALID',
      details: { place: path },
      message: expect.stringContaining(`${path}: ${field} `),
    });
    expect(wordsOf(error).zh).not.toMatch(ENGLISH);
    expect(inspect(error)).not.toContain(PASSWORD);
  });

  test.each([
    ['VOLANO_PORT', 'many'],
    ['VOLANO_ROLES', 'engine,everything'],
    ['VOLANO_LOG_TLS', 'perhaps'],
    ['VOLANO_WAREHOUSE_URL', `ftp://u:${PASSWORD}@h`],
  ])('the variable %s', async (variable, value) => {
    write({ server: { port: 1 } });
    const error = await loadConfig({ directory, environment: { [variable]: value } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'VOLANO_CONFIG_INVALID', details: { place: variable } });
    expect(inspect(error)).not.toContain(PASSWORD);
  });

  test.each([
    ['env:NOT_SET', 'is not set'],
    ['file:not-there', 'ENOENT'],
    ['file:empty', 'is empty'],
  ])('a secret that is not there: %s', async (reference, problem) => {
    write('', 'empty');
    write({ server: { adminToken: reference } });
    await expect(loadConfig({ directory, environment: {} })).rejects.toMatchObject({
      code: 'VOLANO_CONFIG_SECRET_MISSING',
      details: {
        field: 'server.adminToken',
        reference,
        problem: { en: expect.stringContaining(problem), zh: expect.not.stringMatching(ENGLISH) },
      },
    });
  });
});

describe('an identity provider', () => {
  const OIDC = { issuer: 'https://login.example.com', clientId: 'volano' };

  test('has what is usual by default, its secret by reference, and roles from the file or the environment', async () => {
    write({ oidc: { ...OIDC, clientSecret: 'env:IDP', consoleUrl: 'https://grow.example.com/', roles: { a: 'owner' } } });
    const { oidc } = await loadConfig({ directory, environment: { IDP: PASSWORD } });
    expect(oidc).toMatchObject({
      ...OIDC,
      claim: 'groups',
      scope: 'openid email profile',
      consoleUrl: 'https://grow.example.com',
      roles: { a: 'owner' },
    });
    expect(oidc?.clientSecret?.reveal()).toBe(PASSWORD);
    const environment = { IDP: PASSWORD, VOLANO_OIDC_ROLES: 'urn:x:team:analyst, b:advisor' };
    expect((await loadConfig({ directory, environment })).oidc?.roles).toEqual({ 'urn:x:team': 'analyst', b: 'advisor' });
    write({});
    expect('oidc' in (await loadConfig({ directory, environment: {} }))).toBe(false);
  });

  test.each([
    ['oidc.issuer', { ...OIDC, issuer: 'http://login.example.com' }],
    ['oidc.clientSecret', { ...OIDC, clientSecret: PASSWORD }],
    ['oidc.scope', { ...OIDC, scope: 'email' }],
    ['oidc.roles.a', { ...OIDC, roles: { a: 'king' } }],
  ])('%s is refused by name', async (field, oidc) => {
    write({ oidc });
    await expect(loadConfig({ directory, environment: {} })).rejects.toMatchObject({ code: 'VOLANO_CONFIG_INVALID', details: { field } });
  });
});

describe('fields, variables and the published schema are one list', () => {
  type Node = { readonly properties?: Readonly<Record<string, Node>>; readonly anyOf?: readonly Node[] };
  const leaves = (node: Node, path: string): string[] => {
    const nodes = node.anyOf ?? [node];
    const inner = nodes.flatMap(({ properties = {} }) =>
      Object.entries(properties).flatMap(([name, one]) => leaves(one, path === '' ? name : `${path}.${name}`)),
    );
    return nodes.every(({ properties }) => properties) ? inner : [path, ...inner];
  };

  test('every field of the file has a variable', () => {
    const fields = leaves(publishedConfigSchema() as Node, '').filter((field) => field !== '$schema');
    expect([...FIELDS.keys()].sort()).toEqual(fields.sort());
    expect(new Set([...FIELDS.keys()].map(variableOf)).size).toBe(FIELDS.size);
  });

  test('the schema is published (npm run schemas writes it) and takes what is taken', () => {
    const file = new URL('../../../docs/schemas/configuration.json', import.meta.url);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(publishedConfigSchema());
    const isValid = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { uri: true } }).compile(publishedConfigSchema());
    expect(isValid(CLUSTER)).toBe(true);
    expect(isValid({ log: { partition: 1 } })).toBe(false);
  });

  test('docs/configuration.md names every field and its variable', () => {
    const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
    for (const field of FIELDS.keys()) {
      expect(page).toContain(`| \`${field}\` | \`${variableOf(field)}\` |`);
    }
  });

  test('putting values in: each is there, whatever the order', () => {
    const fields = fc.uniqueArray(fc.constantFrom(...[...FIELDS.keys()].filter((field) => !field.endsWith('.tls'))));
    fc.assert(
      fc.property(fields, (names) => {
        let document: Record<string, unknown> = {};
        for (const name of names) document = withField(document, name, name);
        const at = (path: string): unknown =>
          path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], document);
        for (const name of names) expect(at(name)).toBe(name);
      }),
    );
  });
});
