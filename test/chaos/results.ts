/**
 * What became of each run, kept in a file, so that many seeds can be tried in pieces: who begins again with the same settings goes on where it stopped.
 * What has failed stays failed until somebody asks for it again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RunResult } from './run.ts';

/** What makes a run another one, besides its seed. */
export interface Settings {
  readonly minutes: number;
  readonly partitions: number;
  /** Chosen kinds of faults; empty: all of the mode. */
  readonly kinds: readonly string[];
}

interface Kept {
  readonly seed: number;
  readonly settings: Settings;
  /** Of the product, as the repository names it. */
  readonly version: string;
  readonly result: RunResult;
}

/** A run as it is told of. */
export type KeptRun = RunResult &
  Pick<Settings, 'partitions' | 'minutes'> & { /** It had failed when it was tried before. */ readonly again: boolean };

export class Results {
  readonly #path: string;
  readonly #kept = new Map<string, Kept>();
  readonly #failed = new Set<string>();

  /** `fresh`: what was kept there is forgotten. */
  static at(path: string, { fresh = false }: { readonly fresh?: boolean } = {}): Results {
    if (fresh) rmSync(path, { force: true });
    return new Results(path);
  }

  private constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      const kept = read(line);
      if (kept) this.#put(kept);
    }
  }

  /** Of all kinds of faults. */
  get complete(): readonly KeptRun[] {
    return this.#runs(({ settings }) => settings.kinds.length === 0);
  }

  /** Of kinds that somebody has chosen. */
  get chosen(): readonly KeptRun[] {
    return this.#runs(({ settings }) => settings.kinds.length > 0);
  }

  of(seed: number, settings: Settings): RunResult | undefined {
    return this.#kept.get(keyOf({ seed, settings }))?.result;
  }

  /** In place of what was kept of the same run before. */
  keep(kept: Kept): void {
    this.#put(kept);
    mkdirSync(dirname(this.#path), { recursive: true });
    // The line before may have been cut off with whoever wrote it.
    appendFileSync(this.#path, `\n${JSON.stringify(kept)}`);
  }

  #runs(of: (kept: Kept) => boolean): readonly KeptRun[] {
    return [...this.#kept.values()].filter(of).map((kept) => {
      const { partitions, minutes } = kept.settings;
      return { ...kept.result, partitions, minutes, again: this.#failed.has(keyOf(kept)) };
    });
  }

  #put(kept: Kept): void {
    const key = keyOf(kept);
    const before = this.#kept.get(key);
    if (before && before.result.violations.length > 0) this.#failed.add(key);
    this.#kept.set(key, kept);
  }
}

function keyOf({ seed, settings: { minutes, partitions, kinds } }: Pick<Kept, 'seed' | 'settings'>): string {
  return JSON.stringify([seed, minutes, partitions, [...kinds].sort()]);
}

function read(line: string): Kept | undefined {
  try {
    return JSON.parse(line) as Kept;
  } catch {
    return undefined;
  }
}
