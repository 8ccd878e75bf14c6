/** One process of a cluster, supervised: who ends is started again. What ends or stops it is done one after the other. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Machine } from '../cluster/kafka.ts';
import { ServerProcess } from '../crash/server.ts';
import { Bend } from './bend.ts';
import type { Target } from './link.ts';
import type { Ended } from './world.ts';

export interface MemberOptions {
  readonly name: string;
  readonly roles: readonly string[];
  readonly folder: string;
  readonly machine: Machine;
  readonly environment: Readonly<Record<string, string>>;
  /** Loaded before its own modules. */
  readonly preload: readonly string[];
  /** Whether its clock may be bent. */
  readonly bent: boolean;
}

const START_MS_MAX = 240_000;
const START_AGAIN_MS = 400;
const FAILPOINT_MS_MAX = 8_000;
/** Longer than a group takes to give what a silent member had to another, and that one to begin. */
const PAUSED_MS_MAX = 45_000;
const LOOK_EVERY_MS = 50;
/** Longer than a machine with far too much to do needs. */
const STOP_MS_MAX = 180_000;

export class Member {
  readonly name: string;
  readonly roles: readonly string[];
  /** Ends that nobody has asked for. */
  readonly strange: string[] = [];
  startsFailed = 0;
  readonly #options: MemberOptions;
  readonly #bend: Bend | undefined;
  #server: ServerProcess | undefined;
  #target: Target | undefined;
  #clockMs = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: MemberOptions) {
    this.#options = options;
    this.name = options.name;
    this.roles = options.roles;
    this.#bend = options.bent ? Bend.into(options.folder) : undefined;
  }

  /** Where it answers; undefined while it does not. */
  get target(): Target | undefined {
    return this.#target;
  }

  get server(): ServerProcess | undefined {
    return this.#target && this.#server;
  }

  does(role: string): boolean {
    return this.roles.includes(role);
  }

  /** `project`: of which it makes a release. */
  start(project = 'none'): Promise<void> {
    return this.#inTurn(() => this.#startUntilReady(project));
  }

  /** Resolves when it is dead. `onDead` is awaited before it is started again. */
  kill(onDead: () => Promise<void>): Promise<Ended> {
    return this.#endedAndStarted(async () => {
      const at = await this.#killed();
      await onDead();
      return at;
    });
  }

  /** Dies at a named point, or is killed when it does not get there in time. `onReady`: what leads it there. */
  killAtFailpoint(setting: string, { onReady, onDead }: { onReady: () => Promise<unknown>; onDead: () => Promise<void> }): Promise<Ended> {
    return this.#endedAndStarted(async () => {
      await this.#killed();
      const server = this.#spawn('none', setting);
      const led = server.ready.then(
        (url) => {
          this.#open(url);
          return onReady();
        },
        // It lay on the way to being ready.
        () => undefined,
      );
      await Promise.race([server.exited, Promise.all([led, sleep(FAILPOINT_MS_MAX)])]);
      const at = await this.#killed();
      await onDead();
      return at;
    });
  }

  /** Asks it to end, and starts it again. */
  handOver(): Promise<Ended> {
    return this.#endedAndStarted(async () => {
      const at = Date.now();
      await this.#stopped();
      return at;
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#stopped());
  }

  pause(forMs: number): Promise<void> {
    return this.#inTurn(async () => {
      const pid = this.#server?.pid;
      if (pid === undefined) return;
      process.kill(pid, 'SIGSTOP');
      await sleep(forMs);
      process.kill(pid, 'SIGCONT');
    });
  }

  /**
   * Started again, it stands still of itself at a named point (`name:count:stop`), until `isOver`, which is asked from then on. `onReady`: what leads it
   * there. Whether it got there in time.
   */
  pauseAtFailpoint(
    setting: string,
    { onReady, isOver }: { onReady: () => Promise<unknown>; isOver: (pid: number) => Promise<boolean> },
  ): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#stopped();
      const server = this.#spawn('none', setting);
      void server.ready.then(
        (url) => {
          this.#open(url);
          return onReady();
        },
        () => undefined,
      );
      const stands = await within(PAUSED_MS_MAX, async () => !server.alive || server.standsStill);
      if (stands && server.alive) await within(PAUSED_MS_MAX, () => isOver(server.pid));
      // Each of its engines comes to that point, also those of partitions that it gets again.
      const awake = setInterval(() => server.alive && process.kill(server.pid, 'SIGCONT'), LOOK_EVERY_MS);
      void server.exited.then(() => clearInterval(awake));
      await Promise.race([server.ready.catch(() => undefined), server.exited]);
      await this.#startUntilReady('none');
      return stands;
    });
  }

  /** Its clock jumps. */
  shiftClock(byMs: number): void {
    this.#clockMs += byMs;
    this.#bend!.set('clockMs', this.#clockMs);
  }

  async close(): Promise<void> {
    await this.#turn;
    const server = this.#server;
    this.#server = undefined;
    this.#target = undefined;
    await server?.kill();
    this.#bend?.close();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.catch(() => undefined).then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #endedAndStarted(end: () => Promise<number>): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const served = this.#inTurn(async () => {
        resolve({ at: await end(), served: done });
        await this.#startUntilReady('none');
        return Date.now();
      });
      const done = served.catch((error: unknown) => {
        this.strange.push(String(error));
        reject(error);
        return undefined;
      });
    });
  }

  #open(url: string): void {
    const { hostname, port } = new URL(url);
    this.#target = { host: hostname, port: Number(port) };
  }

  #spawn(project: string, failpoint?: string): ServerProcess {
    const { folder, machine, environment, preload, roles } = this.#options;
    const server = new ServerProcess(join(folder, 'data'), {
      project,
      preload,
      inside: machine.inside,
      ...(failpoint !== undefined && { failpoint }),
      environment: { ...environment, ...this.#bend?.environment, VOLANO_HOST: machine.address, VOLANO_ROLES: roles.join() },
    });
    this.#server = server;
    void server.exited.then((end) => this.#ended(server, end, failpoint !== undefined));
    return server;
  }

  async #startUntilReady(project: string): Promise<void> {
    for (const until = performance.now() + START_MS_MAX; ; ) {
      if (this.#server && this.#target) return;
      const server = this.#spawn(project);
      const url = await server.ready.catch(() => undefined);
      if (url !== undefined) this.#open(url);
      if (url !== undefined && server.alive) return;
      this.#target = undefined;
      await server.kill();
      this.startsFailed += 1;
      if (performance.now() > until) throw new Error(`${this.name} does not start: ${server.output} ${server.errors}`);
      await sleep(START_AGAIN_MS);
    }
  }

  async #killed(): Promise<number> {
    const server = this.#server;
    this.#server = undefined;
    this.#target = undefined;
    await server?.kill();
    return Date.now();
  }

  async #stopped(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.#target = undefined;
    if (!server) return;
    const late = sleep(STOP_MS_MAX, 'nothing' as const, { ref: false });
    const end = await Promise.race([server.stop(), late]);
    if (end === 'nothing') await server.kill();
    if (end !== 0) this.strange.push(`${this.name}, asked to stop, ended with ${end}: ${server.errors.slice(-1_500)}`);
  }

  /** Nobody asked it to, unless it is no longer the server. */
  #ended(server: ServerProcess, end: number | NodeJS.Signals, atFailpoint: boolean): void {
    if (this.#server !== server || !this.#target) return;
    this.#target = undefined;
    if (atFailpoint && end === 'SIGKILL') return;
    this.strange.push(`${this.name} ended by itself with ${end}: ${server.errors.slice(-1_500)}`);
    this.start().catch((error: unknown) => this.strange.push(String(error)));
  }
}

async function within(ms: number, isSo: () => Promise<boolean>): Promise<boolean> {
  for (const until = performance.now() + ms; performance.now() < until; await sleep(LOOK_EVERY_MS)) if (await isSo()) return true;
  return false;
}
