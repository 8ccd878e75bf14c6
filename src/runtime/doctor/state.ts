/** PostgreSQL: reachable, recent, safe, ours to use, and with connections left. */
import { Client } from 'pg';
import { missingRight } from '../../port/state/index.ts';
import type { StateConfig } from '../config/index.ts';
import { clockFinding, type Finding, found, problemOf } from './finding.ts';

const ANSWER_MS = 10_000;
const VERSION_MIN = 14;
/** What a process of all roles has open of a partition that is busy (15, 29 and 53 in all were counted of 1, 2 and 4 partitions under full load). */
const OF_A_PARTITION = 14;

interface Answer {
  readonly version: number;
  readonly fsync: string;
  readonly commit: string;
  readonly pages: string;
  readonly standby: boolean;
  readonly now: number;
  readonly left: number;
  readonly user: string;
}

interface Asked {
  readonly place: string;
  readonly schema: string;
  readonly needed: number;
  readonly missing: 'make' | 'use' | undefined;
}

const SQL = `SELECT current_setting('server_version_num')::int / 10000 AS version,
  current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('full_page_writes') AS pages,
  pg_is_in_recovery() AS standby, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
  (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'))::int AS left,
  current_user AS user`;

/** `partitions`: of the log. */
export async function examineState({ url, password, schema, connections }: StateConfig, partitions: number): Promise<readonly Finding[]> {
  const address = new URL(url.reveal());
  const place = `${address.host}${address.pathname}`;
  if (password) address.password = encodeURIComponent(password.reveal());
  const client = new Client({
    connectionString: address.href,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
    application_name: 'volano doctor',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const asked = Date.now();
    const { rows } = await client.query<Answer>(SQL);
    const answered = Date.now();
    const answer = rows[0]!;
    const missing = await missingRight(client, schema);
    // Whose readers are asked for much at once, of one partition at a time.
    const needed = connections + OF_A_PARTITION * partitions;
    return [...findingsOf(answer, { place, schema, needed, missing }), clockFinding('state', { theirs: answer.now, asked, answered })];
  } catch (error) {
    return [found('state_unreachable', { place, problem: problemOf(error) })];
  } finally {
    await client.end().catch(() => {});
  }
}

function findingsOf(
  { version, fsync, commit, pages, standby, left, user }: Answer,
  { place, schema, needed, missing }: Asked,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (version < VERSION_MIN) findings.push(found('state_old', { place, version, needed: VERSION_MIN }));
  if (standby) findings.push(found('state_standby', { place }));
  const unsafe = [
    ['fsync', fsync],
    ['synchronous_commit', commit],
    ['full_page_writes', pages],
  ].filter(([, value]) => value === 'off' || value === 'local');
  for (const [setting = '', value = ''] of unsafe) findings.push(found('state_unsafe', { place, setting, value }));
  if (missing) findings.push(found(missing === 'make' ? 'state_rights' : 'state_grants', { place, schema, user }));
  if (findings.length === 0) findings.push(found('state_ok', { place, version, schema }));
  return [...findings, found(left >= needed ? 'state_connections_ok' : 'state_connections', { left, needed })];
}
