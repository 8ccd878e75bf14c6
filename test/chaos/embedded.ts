/** The product as one process on a data folder, supervised: who dies is started again. */
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { failpointAt } from '../crash/kills.ts';
import { type Findings, findingsOf, type Seen, stateOf, type ViolentEnd } from '../crash/ledger.ts';
import { isQuiet, verifiedOf } from '../crash/loop.ts';
import { hookSettings } from '../crash/receiver.ts';
import { ServerProcess } from '../crash/server.ts';
import { Ailing } from './ailing.ts';
import { Bend } from './bend.ts';
import { SmallDisk } from './disk.ts';
import { Link } from './link.ts';
import { mailSettings } from './mail.ts';
import type { Fault, FaultKind } from './plan.ts';
import type { Providers } from './providers.ts';
import { WRITE_KEYS } from './senders.ts';
import type { Ended, World } from './world.ts';

export const EMBEDDED_KINDS: readonly FaultKind[] = [
  'kill',
  'kill_at_failpoint',
  'pause',
  'door_cut',
  'door_stalled',
  'provider_cut',
  'provider_stalled',
  'provider_fails',
  'provider_hangs',
  'provider_slow',
  'provider_lies',
  'full_disk',
  'slow_disk',
  'clock_forward',
  'clock_back',
  'garbage',
  'slow_loris',
  'flood',
];
/** What needs a disk of our own; what needs processes that can be bent. */
const DISK_KINDS: readonly FaultKind[] = ['full_disk'];
const BENT_KINDS: readonly FaultKind[] = ['slow_disk', 'clock_forward', 'clock_back'];
const DISK_MB = 512;

export interface EmbeddedOptions {
  readonly folder: string;
  readonly seed: string;
  readonly providers: Providers;
  /** What will be done to it. */
  readonly kinds: readonly FaultKind[];
  /** A rule that the product is to break (sabotage.ts). */
  readonly sabotage?: string | undefined;
}

const PROJECT = fileURLToPath(new URL('shop', import.meta.url));
const FAILPOINT_MS_MAX = 8_000;
const START_AGAIN_MS = 400;
const START_MS_MAX = 300_000;
const SETTLE_MS_MAX = 240_000;
/** Longer than every wait and window of the shop. */
const QUIET_MS = 6_000;
/** Writes at a place are many for each synchronisation. */
const WRITE_US_PER_MS = 10;

export class EmbeddedWorld implements World {
  readonly strange: string[] = [];
  readonly #ailing = new Ailing();
  readonly ends: ViolentEnd[] = [];
  startsFailed = 0;
  readonly #options: EmbeddedOptions;
  readonly #data: string;
  #door!: Link;
  #links: readonly Link[] = [];
  #disk: SmallDisk | undefined;
  #bend: Bend | undefined;
  /** What its clock is ahead, ms. */
  #clockMs = 0;
  #server: ServerProcess | undefined;
  #port: number | undefined;
  /** Instants of kills so far, ms: books of receivers are cut there. */
  #cutAt = 0;
  /** What ends or stops the process is done one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  static async open(options: EmbeddedOptions): Promise<EmbeddedWorld> {
    const world = new EmbeddedWorld(options);
    const { hook, mail } = options.providers;
    world.#door = await Link.open(() => (world.#port === undefined ? undefined : { port: world.#port }));
    world.#links = [await Link.open(() => hook), await Link.open(() => mail)];
    if (options.kinds.some((kind) => DISK_KINDS.includes(kind))) world.#disk = SmallDisk.mount(world.#data, DISK_MB);
    if (options.kinds.some((kind) => BENT_KINDS.includes(kind))) world.#bend = Bend.into(options.folder);
    mkdirSync(world.#data, { recursive: true });
    const [hookPort, mailPort] = world.#links.map(({ port }) => port);
    const channels = { hook: hookSettings(hookPort!), mail: mailSettings(mailPort!) };
    writeFileSync(join(world.#data, 'channels.json'), JSON.stringify(channels), { mode: 0o600 });
    return world;
  }

  private constructor(options: EmbeddedOptions) {
    this.#options = options;
    this.#data = join(options.folder, 'data');
  }

  get door(): Link {
    return this.#door;
  }

  /** Of its processes. */
  get pids(): readonly number[] {
    return this.#server ? [this.#server.pid] : [];
  }

  /** The data folder. */
  get data(): string {
    return this.#data;
  }

  get providers(): readonly Link[] {
    return this.#links;
  }

  start(): Promise<void> {
    return this.#inTurn(() => this.#startUntilReady());
  }

  kill(): Promise<Ended> {
    return this.#killedAndStarted(async () => {});
  }

  killAtFailpoint(pick: number): Promise<Ended> {
    return this.#killedAndStarted(async () => {
      await this.#killed();
      const { setting } = failpointAt(this.#data, `${this.#options.seed} ${pick}`);
      const server = this.#spawn(setting);
      // It may lie on the way to being ready.
      server.ready.then(
        (url) => this.#open(url),
        () => undefined,
      );
      await Promise.race([server.exited, sleep(FAILPOINT_MS_MAX)]);
    });
  }

  pause(_pick: number, forMs: number): Promise<void> {
    return this.#inTurn(async () => {
      const pid = this.#server?.pid;
      if (pid === undefined) return;
      process.kill(pid, 'SIGSTOP');
      await sleep(forMs);
      process.kill(pid, 'SIGCONT');
    });
  }

  async fillDisk(): Promise<() => void> {
    const disk = this.#disk!;
    await disk.fill();
    return () => disk.free();
  }

  slowDisk(ms: number): void {
    this.#bend!.set('syncMs', ms);
    this.#bend!.set('writeUs', ms * WRITE_US_PER_MS);
  }

  shiftClock(byMs: number): void {
    this.#clockMs += byMs;
    this.#bend!.set('clockMs', this.#clockMs);
  }

  async carryOut({ kind }: Fault): Promise<undefined> {
    throw new Error(`One process has no fault "${kind}"`);
  }

  async redeliver(): Promise<number> {
    return this.#server === undefined || this.#port === undefined ? 0 : this.#server.redeliver().catch(() => 0);
  }

  async assertGoing(): Promise<void> {
    const health = this.#port === undefined ? undefined : await this.#server?.health().catch(() => undefined);
    this.#ailing.look(health ? [health] : [], performance.now());
  }

  /** In a new life, which waits for nothing that an old one has made it wait for. */
  async settle(): Promise<void> {
    await this.#inTurn(async () => {
      await this.#stop();
      await this.#startUntilReady();
    });
    await sleep(QUIET_MS);
    const until = performance.now() + SETTLE_MS_MAX;
    for (let quiet = 0; quiet < 3; ) {
      const health = await this.#server!.health();
      this.#ailing.look([health], performance.now());
      if (performance.now() > until) throw new Error(`The server does not come to rest: ${JSON.stringify(health)}`);
      quiet = isQuiet(health) && (await this.#server!.redeliver()) === 0 ? quiet + 1 : 0;
      await sleep(300);
    }
    await this.#inTurn(() => this.#stop());
  }

  async judge(seen: Seen): Promise<{ readonly findings: Findings; readonly verified: string }> {
    const findings = await findingsOf(this.#data, { ...seen, ends: this.ends });
    return { findings, verified: await verifiedOf(this.#data) };
  }

  async close(keep: boolean): Promise<void> {
    await this.#turn;
    const server = this.#server;
    this.#server = undefined;
    await server?.kill();
    await Promise.all([this.#door, ...this.#links].map((link) => link.close()));
    this.#bend?.close();
    if (this.#disk && keep) cpSync(this.#data, `${this.#data}-kept`, { recursive: true });
    this.#disk?.unmount();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turn.catch(() => undefined).then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /** Resolves when it is dead; the next in turn waits until there is a server again. */
  #killedAndStarted(before: () => Promise<void>): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const served = this.#inTurn(async () => {
        await before();
        const at = await this.#killed();
        resolve({ at, served });
        await this.#startUntilReady();
        return Date.now();
      }).catch((error: unknown) => {
        this.strange.push(String(error));
        reject(error);
        return undefined;
      });
    });
  }

  #open(url: string): void {
    this.#port = Number(new URL(url).port);
  }

  #spawn(failpoint?: string): ServerProcess {
    const { sabotage } = this.#options;
    const keys = Object.entries(WRITE_KEYS).map(([source, key]) => `${source}:${key}`);
    const server = new ServerProcess(this.#data, {
      project: PROJECT,
      ...(failpoint !== undefined && { failpoint }),
      ...(sabotage !== undefined && { preload: [fileURLToPath(new URL('sabotage.ts', import.meta.url))] }),
      environment: {
        VOLANO_WRITE_KEYS: keys.join(),
        ...this.#bend?.environment,
        ...(sabotage !== undefined && { VOLANO_SABOTAGE: sabotage }),
      },
    });
    this.#server = server;
    void server.exited.then((end) => this.#ended(server, end, failpoint !== undefined));
    return server;
  }

  /** As a supervisor does it: who ends before he is ready is started again. */
  async #startUntilReady(): Promise<void> {
    for (const until = performance.now() + START_MS_MAX; ; ) {
      // Somebody else in the row has started it.
      if (this.#server && this.#port !== undefined) return;
      const server = this.#spawn();
      const url = await server.ready.catch(() => undefined);
      if (url !== undefined) this.#open(url);
      if (url !== undefined && server.alive) return;
      this.#port = undefined;
      await server.kill();
      this.startsFailed += 1;
      if (performance.now() > until) throw new Error(`The server does not start: ${server.output} ${server.errors}`);
      await sleep(START_AGAIN_MS);
    }
  }

  /** The instant at which it died. */
  async #killed(): Promise<number> {
    const server = this.#server;
    this.#server = undefined;
    this.#port = undefined;
    await server?.kill();
    const at = Date.now();
    await this.#noteEnd();
    return at;
  }

  async #noteEnd(): Promise<void> {
    if (!existsSync(join(this.#data, 'state', 'data.mdb'))) return;
    const at = Date.now();
    const { seq } = await stateOf(this.#data);
    const { firstAt } = this.#options.providers.books();
    const taken = [...firstAt].filter(([, first]) => first > this.#cutAt && first <= at).map(([id]) => id);
    this.ends.push({ seq: new Map([[0, seq]]), taken });
    this.#cutAt = at;
  }

  async #stop(): Promise<void> {
    const server = this.#server!;
    this.#server = undefined;
    this.#port = undefined;
    const end = await server.stop();
    if (end !== 0) this.strange.push(`asked to stop, it ended with ${end}: ${server.errors}`);
  }

  /** Nobody asked it to, unless it is no longer the server. */
  #ended(server: ServerProcess, end: number | NodeJS.Signals, atFailpoint: boolean): void {
    if (this.#server !== server || this.#port === undefined) return;
    this.#port = undefined;
    if (atFailpoint && end === 'SIGKILL') return;
    this.strange.push(`the server ended by itself with ${end}: ${server.errors}`);
    this.start().catch((error: unknown) => this.strange.push(String(error)));
  }
}
