/** Child processes that answer questions: each part of a benchmark runs in a process of its own, so that its CPU and memory are its own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anonymousBytes } from './usage.ts';

/** What a child answers, by name. Input and output are plain data. */
export type Handlers<H> = { readonly [K in keyof H]: (input: never) => Promise<unknown> };

type Input<F> = F extends (input: infer I) => Promise<unknown> ? I : never;
type Output<F> = F extends (input: never) => Promise<infer O> ? O : never;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

type Reply = { readonly id: number; readonly output: unknown } | { readonly id: number; readonly error: string };

const COMPILED = join(tmpdir(), 'volano-bench-compiled');

/** The handle on a child. */
export class Remote<H extends Handlers<H>> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, { readonly resolve: (output: unknown) => void; readonly reject: (error: Error) => void }>();
  #next = 1;
  #peakBytes = 0;

  /** `file`: relative to this folder. */
  constructor(file: string) {
    const path = fileURLToPath(new URL(file, import.meta.url));
    this.#child = fork(path, [], {
      execArgv: ['--conditions=volano-source'],
      // As the executable has it (src/cli/main.ts).
      env: { UV_THREADPOOL_SIZE: '16', NODE_COMPILE_CACHE: COMPILED, ...process.env },
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child.on('message', (reply: Reply) => this.#hear(reply));
    this.#child.on('exit', (code, signal) => {
      const error = new Error(`${file} has ended (${signal ?? code})`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  get pid(): number {
    return this.#child.pid!;
  }

  ask<K extends keyof H & string>(name: K, input: Input<H[K]>): Promise<Output<H[K]>> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (output: unknown) => void, reject });
      this.#child.send({ id, name, input } satisfies Question, (error) => {
        if (error) reject(error);
      });
    });
  }

  /** Most memory that was no file's since `watchMemory`, bytes. */
  get peakBytes(): number {
    return this.#peakBytes;
  }

  /** From here on its memory is looked at every second. */
  watchMemory(): void {
    const watch = setInterval(() => {
      this.#peakBytes = Math.max(this.#peakBytes, anonymousBytes(this.pid));
    }, 1_000);
    watch.unref();
    this.#child.once('exit', () => clearInterval(watch));
  }

  /** Ends it at once, as a power failure would. Resolves when it is gone. */
  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }

  #hear(reply: Reply): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('error' in reply) waiter?.reject(new Error(reply.error));
    else waiter?.resolve(reply.output);
  }
}

/** In the child: answers questions, several at a time. It ends with its parent. */
export function answer<H extends Handlers<H>>(handlers: H): void {
  process.on('message', async ({ id, name, input }: Question) => {
    let reply: Reply;
    try {
      const handler = handlers[name as keyof H] as unknown as (input: unknown) => Promise<unknown>;
      reply = { id, output: await handler(input) };
    } catch (error) {
      reply = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    if (process.connected) process.send!(reply);
  });
  process.on('disconnect', () => process.exit());
}
