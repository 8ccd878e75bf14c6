/** The demo of a part of a real shop's year, in a process of its own as its command serves it: the year goes through, then it goes on by the wall clock. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');
const FILE = join(process.env.VOLANO_DATA_DIR ?? join(ROOT, '../shared/data'), 'online_retail', 'online_retail.csv.gz');

/** Why there is no shop here; undefined when there is one. */
export const NO_SHOP: string | undefined = existsSync(FILE) || process.env.VOLANO_REQUIRE_DATA === '1' ? undefined : `no ${FILE}`;

/** How a program is started that ends when whoever started it is gone, though it could not say so. */
export const ENDS_WITH_PARENT: { readonly execArgv: readonly string[]; readonly stdio: readonly ('ignore' | 'pipe' | 'ipc')[] } = {
  execArgv: ['--import', pathToFileURL(join(import.meta.dirname, 'ends-with-parent.suite.ts')).href],
  stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
};

interface Parts {
  readonly origin: string;
  readonly folder: string;
  readonly writeKey: string;
  readonly token: string;
}

export class DemoServer {
  readonly origin: string;
  /** Of the operator: may everything, also once there are members. */
  readonly token: string;
  readonly #writeKey: string;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, { origin, folder, writeKey, token }: Parts) {
    this.#process = process;
    this.origin = origin;
    this.token = token;
    this.#writeKey = writeKey;
    this.#folder = folder;
  }

  static async open(): Promise<DemoServer> {
    const folder = await mkdtemp(join(tmpdir(), 'volano-demo-'));
    const data = join(folder, 'data');
    const asked = ['demo', '--data', FILE, '--sample', '7:0.002', '--port', '0', '--folder', data];
    const { execArgv, stdio } = ENDS_WITH_PARENT;
    const child = spawn(process.execPath, [...execArgv, '--conditions=volano-source', join(ROOT, 'src/cli/main.ts'), ...asked], {
      stdio: [...stdio],
      env: { ...process.env, VOLANO_LANG: 'en' },
    });
    const origin = await addressOf(child);
    const { sources } = JSON.parse(await readFile(join(data, 'sources.json'), 'utf8')) as { sources: { writeKey: string }[] };
    const token = (await readFile(join(data, 'cli.token'), 'utf8')).trim();
    return new DemoServer(child, { origin, folder, writeKey: sources[0]!.writeKey, token });
  }

  /** Sends calls as a source does; the answer says how many were taken. */
  async send(batch: readonly object[]): Promise<number> {
    const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa(`${this.#writeKey}:`)}` };
    const answer = await fetch(`${this.origin}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
    return ((await answer.json()) as { accepted: number }).accepted;
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGINT');
    await ended;
    await rm(this.#folder, { recursive: true });
  }
}

/** Where it goes on after the replay. Rejects when it ends instead. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (text: Buffer): void => {
      said += text;
      const found = /goes on: (http:\/\/[^/]+)\//.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${said}`)));
  });
}
