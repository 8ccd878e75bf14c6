/**
 * Who holds a partition. The row of the partition names the session that wrote last: while that session is there, the partition is held, and a
 * holder that dies sets it free by dying. Safety does not rest on this but on the epoch, which everybody who takes the partition raises.
 */
import type { Client } from 'pg';
import { VolanoError, verbatim } from '../../base/index.ts';
import type { PostgresPlace } from './postgres-connection.ts';
import { ensureSchema, Names } from './postgres-schema.ts';
import { said } from './said.ts';

export interface Holder {
  /** No other handle has the same; also how its sessions are called in pg_stat_activity. */
  readonly session: string;
  /** For people: who it is. */
  readonly name: string;
  readonly shared: boolean;
}

/** How the connections are called that the holder only reads with. */
export function readerOf(session: string): string {
  return `${session} reader`;
}

/**
 * Takes the partition for the session of this connection. Null: it is shared, and there is no epoch. Rejects with VOLANO_STATE_LOCKED when another
 * holds it, with VOLANO_STATE_FENCED when it was to be taken again and has gone to another.
 */
export async function takePartition(
  client: Client,
  place: PostgresPlace,
  { session, name, shared, mode }: Holder & { readonly mode: 'open' | 'take over' | 'again' },
): Promise<number | null> {
  await assertDurable(client, place);
  if (mode === 'open' || mode === 'take over') await ensureSchema(client, place.schema);
  const names = new Names(place.schema);
  if (mode === 'again' && !(await endSessions(client, [session], shared ? END_MS_MAX : 0)) && shared) {
    // Without an epoch only its end decides what becomes of what it was sent.
    throw new VolanoError('VOLANO_STATE_UNAVAILABLE', { path: place.path, problem: said`the session before this one has not ended yet` });
  }
  if (mode === 'take over') {
    const { rows } = await client.query<{ owner: string | null }>(`SELECT owner FROM ${names.table('fence')} WHERE partition = $1`, [
      place.partition,
    ]);
    if (rows[0]?.owner) await endSessions(client, [rows[0].owner, readerOf(rows[0].owner)]);
  }
  const { rows } = await client.query<{ epoch: string | null; held_by: string; held_pid: number }>(
    `SELECT epoch, held_by, held_pid FROM ${names.function('take')}($1, $2, $3, $4, $5)`,
    [place.partition, shared ? 'share' : mode, session, name, process.pid],
  );
  const { epoch, held_by, held_pid } = rows[0]!;
  if (epoch !== null) return shared ? null : Number(epoch);
  if (mode === 'again' && !shared) throw new VolanoError('VOLANO_STATE_FENCED', { path: place.path });
  throw new VolanoError('VOLANO_STATE_LOCKED', { path: place.path, holder: verbatim(held_by), pid: held_pid });
}

/** Sets the partition free; that its session ends would do it too, a moment later. */
export async function releasePartition(client: Client, place: PostgresPlace, { session }: Holder): Promise<void> {
  await client.query(
    `UPDATE ${new Names(place.schema).table('fence')} SET backend = NULL, since = NULL WHERE partition = $1 AND owner = $2`,
    [place.partition, session],
  );
}

/**
 * Ends other sessions of these names, as far as that is permitted, and waits so long for each. Whether all have ended. Who has an epoch need not
 * wait: what they still have to store cannot be stored any more.
 */
async function endSessions(client: Client, sessions: readonly string[], waitMs = 0): Promise<boolean> {
  try {
    const { rows } = await client.query<{ ended: boolean }>(
      `SELECT pg_terminate_backend(pid, $2) AS ended FROM pg_stat_activity WHERE application_name = ANY($1) AND pid <> pg_backend_pid()`,
      [sessions, waitMs],
    );
    return rows.every(({ ended }) => ended);
  } catch (cause) {
    if ((cause as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw cause;
    return false;
  }
}

const INSUFFICIENT_PRIVILEGE = '42501';
const END_MS_MAX = 10_000;

/** What is acknowledged must be on disk: the session sees to its part, and who runs the server is told of the server's. */
async function assertDurable(client: Client, { path }: PostgresPlace): Promise<void> {
  const { rows } = await client.query<{ fsync: string; commits: string; standby: boolean }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits, pg_is_in_recovery() AS standby`,
  );
  const { fsync, commits, standby } = rows[0]!;
  if (standby) throw new VolanoError('VOLANO_STATE_UNAVAILABLE', { path, problem: said`it is a standby, which takes no writes` });
  if (commits !== 'on' && commits !== 'remote_apply') await client.query('SET synchronous_commit = on');
  if (fsync !== 'on') {
    process.emitWarning(`${path}: PostgreSQL runs with fsync=off, and a power failure can lose or damage everything. Set fsync=on.`, {
      code: 'POSTGRESQL_FSYNC_OFF',
    });
  }
}
