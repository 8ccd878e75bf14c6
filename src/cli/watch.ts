/** Running something again whenever a file of a folder changes. */
import { watch } from 'node:fs';
import { resolve } from 'node:path';
import type { World } from './world.ts';

/** Runs a command line in a process of its own, on this terminal. Resolves with its exit code. */
export type RunAgain = (words: readonly string[], environment?: Readonly<Record<string, string>>) => Promise<number>;

export interface Watching {
  readonly folder: string;
  readonly run: () => Promise<unknown>;
  /** Resolves when it is to end. */
  readonly until: () => Promise<void>;
}

/** Editors write a file in several goes. */
const GATHER_MS = 120;

/** Runs at once, then after each change, until it is to end. */
export async function watching({ say, terminal }: World, { folder, run, until }: Watching): Promise<void> {
  const runs = oneAtATime(async (files) => {
    if (files.length > 0) terminal.note(say('watch.changed', { time: new Date().toTimeString().slice(0, 8), files: files.join(', ') }));
    await run();
    terminal.note(say('watch.waiting', { folder: resolve(folder) }));
  });
  let timer: NodeJS.Timeout | undefined;
  const changed = new Set<string>();
  const watcher = watch(folder, { recursive: true }, (_, file) => {
    if (file === null || isLeftOut(file)) return;
    changed.add(file);
    clearTimeout(timer);
    timer = setTimeout(() => {
      runs.ask([...changed].sort());
      changed.clear();
    }, GATHER_MS);
  });
  runs.ask([]);
  await until();
  watcher.close();
  clearTimeout(timer);
  await runs.end();
}

/** Written by tools, not by the author. */
function isLeftOut(file: string): boolean {
  return /(?:^|[\\/])(?:node_modules|\.git|\.volano)(?:[\\/]|$)|~$|\.sw[px]$/.test(file);
}

/** What is asked for while it runs is run once, afterwards, for all of it. */
export function oneAtATime(run: (files: readonly string[]) => Promise<void>): {
  ask(files: readonly string[]): void;
  end(): Promise<void>;
} {
  let running: Promise<void> | undefined;
  let asked: Set<string> | undefined;
  let ended = false;
  const start = async (): Promise<void> => {
    while (asked && !ended) {
      const files = [...asked];
      asked = undefined;
      await run(files);
    }
    running = undefined;
  };
  return {
    ask(files) {
      asked = new Set([...(asked ?? []), ...files]);
      running ??= start();
    },
    async end() {
      ended = true;
      await running;
    },
  };
}
