import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ClickHouse, startClickHouse } from '../../../test/cluster/clickhouse.ts';
import { freshSchema, type Postgres, type PostgresProcess, sharedPostgres, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from '../../port/state/index.ts';
import { Secret } from '../config/index.ts';
import { examine } from './doctor.ts';
import { clockFinding, FINDINGS, type Finding, type FindingCode } from './finding.ts';
import { examineState } from './state.ts';
import { examineWarehouse } from './warehouse.ts';

const SECRET = 'a-secret-nobody-is-told';

let directory: string;
const servers: Server[] = [];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-doctor-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  for (const server of servers.splice(0)) server.close();
});

const codes = (findings: readonly Finding[]): FindingCode[] => findings.map(({ code }) => code);

async function examined(environment: Record<string, string> = {}): Promise<readonly Finding[]> {
  return examine({ directory, environment: { VOLANO_PORT: '0', ...environment } });
}

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function write(name: string, value: unknown): void {
  writeFileSync(join(directory, name), JSON.stringify(value), { mode: 0o600 });
}

describe('the machine and the configuration', () => {
  test('of a laptop: nothing has failed, and nothing was made', async () => {
    rmSync(directory, { recursive: true });
    const findings = await examined();
    expect(findings.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(codes(findings)).toEqual(
      expect.arrayContaining(['node_ok', 'directory_new', 'clock_ok', 'config_ok', 'port_free', 'channels_none']),
    );
    mkdirSync(directory);
  });

  test('a data directory that cannot be one', async () => {
    writeFileSync(join(directory, 'file'), '', { mode: 0o600 });
    const findings = await examine({ directory: join(directory, 'file', 'data'), environment: { VOLANO_PORT: '0' } });
    expect(codes(findings)).toContain('directory_unwritable');
  });

  test('a clock that is behind what was written', async () => {
    mkdirSync(join(directory, 'log'));
    writeFileSync(join(directory, 'log', 'data.mdb'), '');
    const later = new Date(Date.now() + 3_600_000);
    utimesSync(join(directory, 'log', 'data.mdb'), later, later);
    expect(codes(await examined())).toContain('clock_behind');
  });

  test('a configuration that is wrong is told, and what does not hang on it is looked at all the same', async () => {
    write('volano.config.json', { mode: 'clustered' });
    const findings = await examined();
    expect(findings.at(-1)).toMatchObject({
      code: 'config_wrong',
      values: { problem: { en: expect.stringContaining('mode'), zh: expect.stringContaining('mode 有误：应为其中之一') } },
    });
    expect(codes(findings)).toContain('disk_ok');
  });

  test('a secret that others can read', async () => {
    writeFileSync(join(directory, 'token'), SECRET);
    chmodSync(join(directory, 'token'), 0o644);
    const findings = await examined({ VOLANO_ADMIN_TOKEN: `file:${join(directory, 'token')}` });
    expect(codes(findings)).toContain('secret_exposed');
    expect(JSON.stringify(findings)).not.toContain(SECRET);
  });
});

describe('the server', () => {
  test('its port, taken by somebody else or by itself', async () => {
    const other = await listening(createServer((socket) => socket.destroy()));
    expect(codes(await examined({ VOLANO_PORT: String(other) }))).toContain('port_taken');
    const itself = await listening(createHttpServer((_, answer) => answer.end('{"status":"ok"}')));
    const findings = await examined({ VOLANO_PORT: String(itself), VOLANO_PUBLIC_URL: `http://127.0.0.1:${itself}/` });
    expect(codes(findings)).toEqual(expect.arrayContaining(['port_ours', 'public_ok']));
  });

  test('beyond this machine: an address for customers and a token', async () => {
    const findings = await examined({ VOLANO_HOST: '0.0.0.0' });
    expect(codes(findings)).toEqual(expect.arrayContaining(['public_local', 'token_missing']));
    const better = await examined({ VOLANO_HOST: '0.0.0.0', VOLANO_ADMIN_TOKEN: SECRET, VOLANO_PUBLIC_URL: 'http://127.0.0.1:1' });
    expect(codes(better)).toEqual(expect.arrayContaining(['public_silent', 'token_ok']));
  });
});

test('an identity provider is asked as a sign-in asks it', async () => {
  const port = await listening(
    createHttpServer((_, answer) => {
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify({ issuer: `http://127.0.0.1:${port}`, authorization_endpoint: `http://127.0.0.1:${port}/a` }));
    }),
  );
  const at = (issuer: string): Promise<readonly Finding[]> => examined({ VOLANO_OIDC_ISSUER: issuer, VOLANO_OIDC_CLIENT_ID: 'volano' });
  expect(codes(await at(`http://127.0.0.1:${port}`))).toContain('oidc_ok');
  // Another name of the same: tokens would name another issuer than the one that is trusted.
  for (const issuer of [`http://localhost:${port}`, 'http://127.0.0.1:1'])
    expect((await at(issuer)).find(({ code }) => code === 'oidc_silent')).toMatchObject({
      status: 'failed',
      values: { issuer, problem: { en: expect.stringMatching(/./) } },
    });
  expect(codes(await examined()).filter((code) => code.startsWith('oidc'))).toEqual([]);
});

describe('channels', () => {
  test('whose secret is missing', async () => {
    write('channels.json', { crm: { carrier: 'webhook', url: 'https://crm.example/hook', secret: 'env:HOOK' } });
    expect(codes(await examined())).toContain('channels_wrong');
    expect(codes(await examined({ HOOK: 'a secret of twenty-four bytes or more' }))).toContain('channels_ok');
  });

  test('mail servers are greeted and sent nothing', async () => {
    const heard: string[] = [];
    const port = await listening(
      createServer((socket) => {
        socket.write('220 mail.example ESMTP\r\n');
        socket
          .on('error', () => {})
          .on('data', (text) => {
            heard.push(String(text).split(/\s/, 1)[0]!);
            if (String(text).startsWith('EHLO')) socket.write('250-mail.example\r\n250 SIZE 1000\r\n');
          });
      }),
    );
    const refusing = await listening(createServer((socket) => void socket.on('error', () => {}).end('554 go away\r\n')));
    write('channels.json', {
      mail: { carrier: 'smtp', host: '127.0.0.1', port },
      other: { carrier: 'smtp', host: '127.0.0.1', port: refusing },
    });
    const findings = await examined();
    expect(findings).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ code: 'mail_ok', values: { server: `127.0.0.1:${port}` } }),
        expect.objectContaining({
          code: 'mail_silent',
          values: { server: `127.0.0.1:${refusing}`, problem: { en: 'it answers 554', zh: '应答为 554' } },
        }),
      ]),
    );
    expect(heard.filter((word) => word !== 'QUIT')).toEqual(['EHLO']);
  });
});

describe('PostgreSQL', () => {
  let shared: Postgres;
  beforeAll(async () => {
    shared = await sharedPostgres();
  });
  afterAll(() => shared?.remove());
  const at = (url: string, password?: string, partitions = 1): Promise<readonly Finding[]> =>
    examineState(
      {
        url: new Secret(url),
        ...(password !== undefined && { password: new Secret(password) }),
        schema: freshSchema(),
        connections: 10,
      },
      partitions,
    );

  test('that is as it should be', async () => {
    expect(codes(await at(shared.url))).toEqual(['state_ok', 'state_connections_ok', 'state_clock_ok']);
  });

  test('that has connections for one partition, but not for many', async () => {
    const [, connections] = await at(shared.url, undefined, 16);
    expect(connections).toMatchObject({ code: 'state_connections', values: { needed: 10 + 16 * 14 } });
  });

  test('that does not let us in, or is not there', async () => {
    const [refused] = await at(shared.url, SECRET);
    expect(refused).toMatchObject({
      code: 'state_unreachable',
      values: { place: new URL(shared.url).host + new URL(shared.url).pathname },
    });
    expect(JSON.stringify(refused)).not.toContain(SECRET);
    expect(codes(await at('postgres://volano@127.0.0.1:1/volano'))).toEqual(['state_unreachable']);
  });

  test('whose schema another role has made: what is granted is enough, and less is told', async () => {
    const schema = freshSchema();
    const role = `${schema}_user`;
    await (await openPostgresState({ url: shared.url, schema, partition: 0 })).close();
    const admin = new Client({ connectionString: shared.url });
    await admin.connect();
    const url = new URL(shared.url);
    url.username = role;
    const first = async (): Promise<FindingCode> =>
      (await examineState({ url: new Secret(url.href), password: new Secret('x'), schema, connections: 10 }, 1))[0]!.code;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT USAGE ON SCHEMA ${schema} TO ${role}`);
    expect(await first()).toBe('state_grants');
    await admin.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
    expect(await first()).toBe('state_ok');
    await admin.query(`DROP TABLE ${schema}.desk`);
    expect(await first()).toBe('state_grants');
    await admin.query(`GRANT CREATE ON SCHEMA ${schema} TO ${role}`);
    expect(await first()).toBe('state_ok');
    await admin.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    await admin.end();
    await shared.drop(schema);
  });

  test('that would lose what it acknowledges, has few connections left, and grants us nothing', async () => {
    const weak: PostgresProcess = await startPostgres({ fsync: 'off', synchronous_commit: 'off', max_connections: '15' });
    try {
      const url = new URL(weak.url);
      const client = new Client({ connectionString: weak.url });
      await client.connect();
      await client.query(`CREATE ROLE poor LOGIN PASSWORD '${SECRET}'`);
      await client.end();
      url.username = 'poor';
      url.password = '';
      const findings = await at(url.href, SECRET);
      expect(codes(findings)).toEqual(['state_unsafe', 'state_unsafe', 'state_rights', 'state_connections', 'state_clock_ok']);
    } finally {
      await weak.remove();
    }
  });
});

describe('ClickHouse', () => {
  let server: ClickHouse;
  beforeAll(async () => {
    server = await startClickHouse();
  });
  afterAll(() => server?.remove());
  const at = (url: string, more: { readonly cluster?: string; readonly password?: Secret } = {}): Promise<readonly Finding[]> =>
    examineWarehouse({ url: new Secret(url), database: 'volano', timeoutMs: 5_000, compression: false, ...more });

  test('that is as it should be', async () => {
    expect(codes(await at(server.url))).toEqual(['warehouse_ok', 'warehouse_disk_ok', 'warehouse_clock_ok']);
  });

  test('that does not let us in, or is not there', async () => {
    const [refused] = await at(server.url, { password: new Secret(SECRET) });
    expect(refused).toMatchObject({ code: 'warehouse_unreachable', values: { place: new URL(server.url).host } });
    expect(JSON.stringify(refused)).not.toContain(SECRET);
    expect(codes(await at('http://127.0.0.1:1'))).toEqual(['warehouse_unreachable']);
  });

  test('that is no cluster and has no Keeper', async () => {
    const own = await startClickHouse({ own: true });
    expect(codes(await at(own.url, { cluster: 'main' }))).toEqual(
      expect.arrayContaining(['warehouse_cluster_unknown', 'warehouse_macros', 'warehouse_keeper']),
    );
    await own.remove();
  });
});

test('a cluster is looked at whole, though a part of it is not there', async () => {
  const [state, warehouse] = await Promise.all([sharedPostgres(), startClickHouse()]);
  const findings = await examined({
    VOLANO_MODE: 'cluster',
    VOLANO_LOG_BROKERS: '127.0.0.1:1',
    VOLANO_STATE_URL: state.url,
    VOLANO_STATE_SCHEMA: freshSchema(),
    VOLANO_WAREHOUSE_URL: warehouse.url,
  });
  expect(codes(findings)).toEqual(expect.arrayContaining(['config_ok', 'log_unreachable', 'state_ok', 'warehouse_ok']));
  expect(codes(findings).filter((code) => FINDINGS[code] === 'failed')).toEqual(['log_unreachable']);
  await Promise.all([state.remove(), warehouse.remove()]);
});

test('a clock is off when no delay on the way explains it', () => {
  expect(clockFinding('state', { theirs: 10_000, asked: 9_900, answered: 10_100 })).toMatchObject({
    code: 'state_clock_ok',
    values: { offset: 0 },
  });
  expect(clockFinding('state', { theirs: 10_000, asked: 4_000, answered: 14_500 })).toMatchObject({
    code: 'state_clock_ok',
    values: { offset: 750 },
  });
  expect(clockFinding('warehouse', { theirs: 70_000, asked: 9_900, answered: 10_100 })).toMatchObject({
    code: 'warehouse_clock_off',
    values: { offset: 60_000 },
  });
});
