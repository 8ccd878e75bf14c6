/** Is the harness able to see? The product breaks each of its rules on purpose, and a few seeds must tell. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { keepBroken } from './broken.ts';
import type { Ground } from './grounds.ts';
import type { Mode } from './plan.ts';
import { SABOTAGES, type Sabotage } from './sabotages.ts';

/** Seeds within which each has to be seen. */
const SEEDS_MAX = 20;
const MINUTES = 0.3;

export interface SelfTestOptions {
  readonly open: (mode: Mode) => Promise<Ground>;
  /** Default: all of them. */
  readonly only: string | undefined;
  readonly say: (line: string) => void;
}

/** True when everything was seen. */
export async function selfTest({ open, only, say }: SelfTestOptions): Promise<boolean> {
  const unseen: string[] = [];
  const chosen = Object.entries(SABOTAGES).filter(([name]) => only === undefined || name === only);
  for (const shownBy of ['storm', 'embedded', 'cluster'] as const) {
    const mine = chosen.filter(([, sabotage]) => sabotage.shownBy === shownBy);
    if (mine.length === 0) continue;
    const ground = shownBy === 'storm' ? undefined : await open(shownBy);
    try {
      for (const [name, sabotage] of mine) {
        const attempt = ground ? (seed: number) => violationsOf(ground, seed, name) : (seed: number) => differencesOf(seed, name);
        const seenAt = await seedThatTells(name, { sabotage, attempt, say });
        keepBroken({ name, shownBy, seenAt });
        if (seenAt === undefined) unseen.push(name);
      }
    } finally {
      await ground?.close();
    }
  }
  say(unseen.length === 0 ? `all ${chosen.length} were seen` : `NOT SEEN: ${unseen.join(', ')}`);
  return unseen.length === 0;
}

async function seedThatTells(
  name: string,
  options: {
    readonly sabotage: Sabotage;
    readonly attempt: (seed: number) => Promise<readonly string[]>;
    readonly say: (line: string) => void;
  },
): Promise<number | undefined> {
  const { sabotage, attempt, say } = options;
  for (let seed = 1; seed <= SEEDS_MAX; seed++) {
    const found = await attempt(seed);
    const seen = found.find((problem) => sabotage.seenBy.some((pattern) => pattern.test(problem)));
    say(
      `${name}, ${sabotage.shownBy}, seed ${seed}: ${seen === undefined ? `not seen (${found.join('; ').slice(0, 300)})` : `seen (${seen.slice(0, 200)})`}`,
    );
    if (seen !== undefined) return seed;
  }
  return undefined;
}

async function violationsOf(ground: Ground, seed: number, sabotage: string): Promise<readonly string[]> {
  const { faults: kinds = [] } = SABOTAGES[sabotage]!;
  const { violations } = await ground.oneOfMany(seed, { kinds, minutes: MINUTES, partitions: 1, sabotage });
  return violations;
}

const STORM: string = fileURLToPath(new URL('../partitions/main.ts', import.meta.url));
const PRELOAD: string = pathToFileURL(fileURLToPath(new URL('sabotage.ts', import.meta.url))).href;
const MERGES = 150;

/** From one engine that has seen the same, in a process of its own. */
async function differencesOf(seed: number, sabotage: string): Promise<readonly string[]> {
  const words = [
    ...process.execArgv,
    `--import=${PRELOAD}`,
    STORM,
    '--merges',
    String(MERGES),
    '--seed',
    String(seed),
    '--carrier',
    'memory',
  ];
  const env = { ...process.env, VOLANO_SABOTAGE: sabotage };
  const { stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env });
  return stderr.split('\n').filter((line) => line !== '');
}
