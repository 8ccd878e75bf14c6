import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freshSchema, type PostgresProcess, startPostgres } from '../../../test/cluster/postgres.ts';
import { openPostgresState } from './postgres.ts';
import { connect, connectionConfig, explained, isCrossed, isRefusal, placeOf } from './postgres-connection.ts';
import { followPostgresState } from './postgres-feed.ts';
import { takePartition } from './postgres-fence.ts';

let server: PostgresProcess;
beforeAll(async () => {
  server = await startPostgres({ fsync: 'off', synchronous_commit: 'off' });
});
afterAll(() => server.remove());

const PASSWORD = 'hunter2%21';

it.each([
  [`nonsense ${PASSWORD}`, 'volano', 0, 'url'],
  [`http://user:${PASSWORD}@host/database`, 'volano', 0, 'url'],
  [`postgres://user:${PASSWORD}@host/database`, 'Volano"', 0, 'schema'],
  [`postgres://user:${PASSWORD}@host/database`, '', 0, 'schema'],
  [`postgres://user:${PASSWORD}@host/database`, 'x'.repeat(46), 0, 'schema'],
  [`postgres://user:${PASSWORD}@host/database`, 'volano', 0.5, 'partition'],
  [`postgres://user:${PASSWORD}@host/database`, 'volano', 2 ** 31, 'partition'],
])('refuses an option that cannot be, without repeating a password: %#', async (url, schema, partition, option) => {
  const error = await openPostgresState({ url, schema, partition }).catch((cause: Error) => cause);
  expect(error).toMatchObject({ code: 'VOLANO_OPTION_INVALID', details: { option } });
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2');
});

it('says which server does not answer, or does not let it in, without the password', async () => {
  const wrong = new URL(server.url);
  wrong.password = PASSWORD;
  const nowhere = new URL(wrong);
  nowhere.port = '1';
  for (const { href, host } of [wrong, nowhere]) {
    for (const attempt of [
      () => openPostgresState({ url: href, partition: 3 }),
      () => openPostgresState({ url: href, partition: 3, readOnly: true }),
      () => followPostgresState({ url: href, partition: 3 }, () => {}),
    ]) {
      const error = await attempt().catch((cause: Error) => cause);
      expect(error).toMatchObject({ code: 'VOLANO_STATE_UNAVAILABLE', message: expect.stringContaining(host) });
      expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2');
    }
  }
});

it('takes a user and a password with any characters, and options of its own in the address', async () => {
  const admin = await connect({ connectionString: server.url }, () => {});
  await admin.query(`CREATE ROLE "a +b" LOGIN SUPERUSER PASSWORD 'p+ %/@:ü'`);
  await admin.end();
  const url = new URL(server.url);
  url.username = encodeURIComponent('a +b');
  url.password = encodeURIComponent('p+ %/@:ü');
  url.search = 'options=-c%20work_mem%3D1234kB';
  const config = connectionConfig(placeOf(url.href, 'volano', 1), 'volano a');
  const client = await connect(config, () => {});
  const names = ['role', 'work_mem', 'enable_seqscan', 'application_name', 'transaction_isolation'];
  const { rows } = await client.query(
    `SELECT CASE n WHEN 'role' THEN current_user::text ELSE current_setting(n) END AS value FROM unnest($1::text[]) AS n`,
    [names],
  );
  expect(rows.map(({ value }) => value)).toEqual(['a +b', '1234kB', 'off', 'volano a', 'read committed']);
  await client.end();
});

it('warns of a server that does not keep what it acknowledges, and sees to its own part', async () => {
  const warned = vi.fn();
  process.on('warning', warned);
  const schema = freshSchema();
  const place = placeOf(server.url, schema, 0);
  const client = await connect(connectionConfig(place, 'volano a'), () => {});
  expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'off' }]);
  expect(await takePartition(client, place, { session: 'volano a', name: 'a', shared: false, mode: 'open' })).toBe(1);
  expect((await client.query('SHOW synchronous_commit')).rows).toEqual([{ synchronous_commit: 'on' }]);
  await vi.waitUntil(() => warned.mock.calls.length > 0, 30_000);
  process.off('warning', warned);
  expect(warned.mock.calls.map(([{ code, message }]) => [code, message.includes('fsync=off'), message.includes('volano:')])).toEqual([
    ['POSTGRESQL_FSYNC_OFF', true, false],
  ]);
  await client.end();
});

it('tells errors apart by what became of the statement', () => {
  const place = placeOf('postgres://user:secret@host:5/db', 'volano', 7);
  const of = (fields: object): Error => Object.assign(new Error('no room'), fields);
  const codes = (fields: object): unknown => (explained(of(fields), place) as { code?: string }).code;
  expect(codes({ code: '53100', severity: 'ERROR' })).toBe('VOLANO_DISK_FULL');
  expect(codes({ code: 'VOL01', severity: 'ERROR' })).toBe('VOLANO_STATE_FENCED');
  expect(codes({ code: 'VOL02', severity: 'ERROR' })).toBe('VOLANO_STATE_CONFLICT');
  expect(codes({ code: 'ECONNREFUSED' })).toBe('VOLANO_STATE_UNAVAILABLE');
  expect(codes({ code: '57P01', severity: 'FATAL' })).toBe('VOLANO_STATE_UNAVAILABLE');
  expect(explained(new AggregateError([new Error('no way to 1'), new Error('no way to 2')]), place).message).toContain('no way to 1');
  expect(explained(of({}), place).message).toContain('postgres://host:5/db, schema volano, partition 7 cannot be used: no room.');
  const own = new RangeError('a key');
  expect(explained(own, place)).toBe(own);
  expect([
    isRefusal(of({ code: '53100', severity: 'ERROR' })),
    isRefusal(of({ code: '57P01', severity: 'FATAL' })),
    isRefusal(of({})),
  ]).toEqual([true, false, false]);
  expect([isCrossed(of({ code: '40P01' })), isCrossed(of({ code: '40001' })), isCrossed(of({ code: '53100' }))]).toEqual([
    true,
    true,
    false,
  ]);
});
