/** Where seeds are tried: what stays from one seed to the next, and what each of them has for itself. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Carriers } from './carriers.ts';
import { CLUSTER_KINDS, ClusterWorld } from './cluster.ts';
import { EMBEDDED_KINDS, EmbeddedWorld } from './embedded.ts';
import { type FaultKind, type Mode, planOf } from './plan.ts';
import { type RunResult, run } from './run.ts';

export const KINDS: Readonly<Record<Mode, readonly FaultKind[]>> = { embedded: EMBEDDED_KINDS, cluster: CLUSTER_KINDS };

/** How a seed is tried. */
export interface How {
  readonly kinds: readonly FaultKind[];
  readonly minutes: number;
  readonly partitions: number;
  /** A rule that the product is to break (sabotages.ts). */
  readonly sabotage: string | undefined;
}

export interface Ground {
  /** Here, with what happens told. */
  one(seed: number, how: How): Promise<RunResult>;
  /** As one of many. Rejects never: what breaks the harness is a violation, too. */
  oneOfMany(seed: number, how: How): Promise<RunResult>;
  close(): Promise<void>;
}

/** `say`: is told what happens in a seed that is tried alone. */
export async function groundOf(mode: Mode, say: (line: string) => void): Promise<Ground> {
  if (mode === 'embedded') return new EmbeddedGround(say);
  say('starting three brokers, PostgreSQL and a warehouse');
  return new ClusterGround(await Carriers.start(), say);
}

export function brokenBy(problem: string): RunResult {
  return {
    seed: '',
    tried: [],
    acknowledged: 0,
    startsFailed: 0,
    elapsedSeconds: 0,
    findings: undefined,
    violations: [`the harness broke: ${problem}`],
  };
}

const MAIN: string = fileURLToPath(new URL('main.ts', import.meta.url));
/** A run that takes longer than this hangs, which is a fault of its own. What it has left is worked off and replayed twice, which takes its minutes again. */
function msMax(minutes: number): number {
  return minutes * 3 * 60_000 + 900_000;
}

class EmbeddedGround implements Ground {
  readonly #say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.#say = say;
  }

  async one(seed: number, { kinds, minutes, sabotage }: How): Promise<RunResult> {
    const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
    const plan = planOf({ seed: `chaos-${seed}`, minutes, kinds });
    const options = { folder, seed: plan.seed, sabotage, kinds: plan.faults.map(({ kind }) => kind) };
    const result = await run({ plan, open: (providers) => EmbeddedWorld.open({ ...options, providers }), say: this.#say });
    if (result.violations.length === 0 || sabotage !== undefined) rmSync(folder, { recursive: true });
    else process.stderr.write(`The folder is ${folder}\n`);
    return result;
  }

  /** In a process of its own: the warehouse lives once in a process. */
  async oneOfMany(seed: number, { kinds, minutes, sabotage }: How): Promise<RunResult> {
    const options = { seed, minutes, only: kinds.join(), ...(sabotage !== undefined && { sabotage }) };
    const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const child = spawn(process.execPath, [...process.execArgv, MAIN, ...words, '--json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: msMax(minutes),
    });
    const end = (): void => void child.kill('SIGTERM');
    process.once('exit', end);
    const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
    process.off('exit', end);
    if (errors !== '') this.#say(errors.trim());
    const line = output.trim().split('\n').at(-1) ?? '';
    if (line.startsWith('{')) return JSON.parse(line) as RunResult;
    return brokenBy(errors.slice(-2_000));
  }

  async close(): Promise<void> {}
}

class ClusterGround implements Ground {
  #carriers: Carriers;
  readonly #say: (line: string) => void;

  constructor(carriers: Carriers, say: (line: string) => void) {
    this.#carriers = carriers;
    this.#say = say;
  }

  one(seed: number, how: How): Promise<RunResult> {
    return this.#run(seed, how, this.#say);
  }

  /** Carriers stay for the next one, unless something has been wrong: then nobody knows what state they are in. */
  async oneOfMany(seed: number, how: How): Promise<RunResult> {
    const late = sleep(msMax(how.minutes), brokenBy('it hangs'), { ref: false });
    const result = await Promise.race([this.#run(seed, how, () => {}), late]).catch((error) => brokenBy(String(error)));
    if (result.violations.length > 0) await this.#renew();
    return result;
  }

  async close(): Promise<void> {
    await this.#carriers.close();
  }

  async #run(seed: number, { kinds, minutes, partitions, sabotage }: How, say: (line: string) => void): Promise<RunResult> {
    const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
    const plan = planOf({ seed: `chaos-${seed}`, minutes, kinds });
    const options = { folder, seed: plan.seed, partitions, sabotage, carriers: this.#carriers, kinds: plan.faults.map(({ kind }) => kind) };
    const result = await run({ plan, open: (providers) => ClusterWorld.open({ ...options, providers }), say });
    rmSync(folder, { recursive: true });
    return result;
  }

  async #renew(): Promise<void> {
    await this.#carriers.close();
    this.#carriers = await Carriers.start();
  }
}
