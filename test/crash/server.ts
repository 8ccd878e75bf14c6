/** A real server as a process of its own: started, asked how it is, killed, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const WRITE_KEY = 'crash-write-key';

/** What signs the calls of the shop's channel `hook`. */
export const HOOK_SECRET = { name: 'CRASH_HOOK_SECRET', value: 'a-secret-of-the-crash-tests-only' } as const;

const CLI: string = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const BOOT_MS_MAX = 180_000;

/** None outlives whoever started it, however that ends. */
const RUNNING = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of RUNNING) child.kill('SIGKILL');
});

export interface ServerOptions {
  /** `name:count`, `name:count:delayMs` or `name:count:stop`. */
  readonly failpoint?: string;
  /** Largest file it may write, in bytes; can be lifted while it runs. */
  readonly fileBytes?: number;
  /** Folder of its project, from which it makes a release: beside this file, or an absolute path. `none`: it makes none. */
  readonly project?: string;
  /** Words before those of its command. */
  readonly inside?: readonly string[];
  /** Modules that it loads before its own, in all its threads. */
  readonly preload?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** What /health says, as far as tests read it. */
export interface Health {
  readonly status: 'ok' | 'degraded' | 'stopped';
  readonly lagEntries: number;
  readonly sinkLagRows: number;
  readonly parts: readonly {
    readonly part: string;
    readonly state: string;
    readonly code: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
}

export class ServerProcess {
  readonly #child: ChildProcess;
  /** Resolves to its address when it listens; rejects when it ends before. */
  readonly ready: Promise<string>;
  /** Code or signal. */
  readonly exited: Promise<number | NodeJS.Signals>;
  readonly #token: string | undefined;
  #errors = '';
  #output = '';

  constructor(folder: string, { failpoint, fileBytes, project = 'shop', preload = [], inside = [], environment }: ServerOptions = {}) {
    const release = project === 'none' ? [] : ['--project', fileURLToPath(new URL(project, import.meta.url))];
    const loaded = preload.map((path) => `--import=${pathToFileURL(path)}`);
    const words = ['--conditions=volano-source', ...loaded, CLI, 'serve', '--data', folder, '--port', '0', ...release, '--json'];
    const limit = fileBytes === undefined ? [] : ['prlimit', `--fsize=${fileBytes}:unlimited`];
    const [command = '', ...rest] = [...inside, ...limit, process.execPath, ...words];
    const env = {
      ...process.env,
      VOLANO_WRITE_KEYS: `shop:${WRITE_KEY}`,
      [HOOK_SECRET.name]: HOOK_SECRET.value,
      ...(failpoint !== undefined && { VOLANO_FAILPOINT: failpoint }),
      ...environment,
    };
    this.#token = environment?.VOLANO_ADMIN_TOKEN;
    this.#child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child.stderr!.on('data', (bytes) => {
      this.#errors = `${this.#errors}${bytes}`.slice(-4_000);
    });
    RUNNING.add(this.#child);
    this.exited = new Promise((resolve) =>
      this.#child.once('exit', (code, signal) => {
        RUNNING.delete(this.#child);
        resolve(signal ?? code ?? -1);
      }),
    );
    this.ready = this.#listening();
    this.ready.catch(() => undefined);
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get alive(): boolean {
    return RUNNING.has(this.#child);
  }

  /** Whether it has been stopped (SIGSTOP), by whomever. */
  get standsStill(): boolean {
    return this.alive && readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ').at(-1)!.startsWith('T');
  }

  /** What it has printed for programs: why it cannot start, say. */
  get output(): string {
    return this.#output;
  }

  /** The last of what it printed for people. */
  get errors(): string {
    return this.#errors;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  /** Asks it to end and resolves with its exit code. */
  async stop(): Promise<number | NodeJS.Signals> {
    this.#child.kill('SIGTERM');
    return this.exited;
  }

  async health(): Promise<Health> {
    const answer = await fetch(`${await this.ready}/health`, { signal: AbortSignal.timeout(10_000) });
    return (await answer.json()) as Health;
  }

  /** Asks that every message that has failed for good be sent again; how many are. */
  async redeliver(): Promise<number> {
    const answer = await fetch(`${await this.ready}/v1/redeliver`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }) },
      body: JSON.stringify({ all: true }),
      signal: AbortSignal.timeout(10_000),
    });
    return ((await answer.json()) as { messages: readonly string[] }).messages.length;
  }

  #listening(): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The server did not start within ${BOOT_MS_MAX} ms: ${this.#errors}`)), BOOT_MS_MAX);
      this.#child.stdout!.on('data', (bytes) => {
        this.#output = `${this.#output}${bytes}`.slice(0, 4_000);
        const end = this.#output.indexOf('\n');
        if (end < 0) return;
        const { url } = JSON.parse(this.#output.slice(0, end)) as { url?: string };
        // What it says of why it cannot start has none; it ends then.
        if (url === undefined) return;
        clearTimeout(timer);
        resolve(url);
      });
      void this.exited.then((end) => {
        clearTimeout(timer);
        reject(new Error(`The server ended (${end}) before it listened: ${this.#errors}`));
      });
    });
  }
}
