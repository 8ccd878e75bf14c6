/**
 * `npm run chaos -- --seed N --minutes M`: does things to the product while it works, and judges what is left. `--seeds 100` tries as many, one after the
 * other; `--only kill,pause` and `--without full_disk` choose kinds of faults; `--sabotage NAME` has the product break a rule on purpose. Exit code 1
 * when anything is wrong; then the folder stays for whoever looks into it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EMBEDDED_KINDS, EmbeddedWorld } from './embedded.ts';
import { type FaultKind, planOf } from './plan.ts';
import { type RunResult, run } from './run.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    minutes: { type: 'string', default: '0.5' },
    mode: { type: 'string', default: 'embedded' },
    only: { type: 'string' },
    without: { type: 'string', default: '' },
    sabotage: { type: 'string' },
    json: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});

const results = values.seeds === undefined ? [await one(values.seed)] : many(Number(values.seeds));
const failed = results.filter(({ violations }) => violations.length > 0);
if (values.json) print(JSON.stringify(values.seeds === undefined ? results[0] : results));
else {
  for (const { seed, violations } of failed) print(`seed ${seed}: ${violations.join('; ')}`);
  print(`${results.length - failed.length} of ${results.length} seeds survived`);
}
process.exitCode = failed.length === 0 ? 0 : 1;

async function one(seed: string): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
  const plan = planOf({ seed: `chaos-${seed}`, minutes: Number(values.minutes), kinds: kinds() });
  const say = (line: string): void => void (values.quiet || values.json || print(line));
  const { sabotage } = values;
  const result = await run({ plan, open: (providers) => EmbeddedWorld.open({ folder, seed: plan.seed, providers, sabotage }), say });
  if (result.violations.length === 0) rmSync(folder, { recursive: true });
  else say(`The folder is ${folder}`);
  if (!values.quiet && !values.json) print(JSON.stringify(result.findings));
  return result;
}

/** Each in a process of its own: the warehouse lives once in a process. */
function many(count: number): readonly RunResult[] {
  return Array.from({ length: count }, (_, index): RunResult => {
    const seed = String(Number(values.seed) + index);
    const words = process.argv
      .slice(2)
      .filter((_word, at, all) => !isOf('--seeds', at, all) && !isOf('--seed', at, all) && all[at] !== '--json');
    const self = fileURLToPath(import.meta.url);
    const { stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, self, ...words, '--seed', seed, '--json'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const line = stdout.trim().split('\n').at(-1) ?? '';
    const result = line.startsWith('{')
      ? (JSON.parse(line) as RunResult)
      : {
          seed,
          tried: [],
          acknowledged: 0,
          startsFailed: 0,
          elapsedSeconds: 0,
          findings: undefined,
          violations: [`the harness broke: ${stderr.slice(-2_000)}`],
        };
    const { violations, acknowledged, tried, elapsedSeconds } = result;
    print(
      `seed ${seed}: ${violations.length === 0 ? 'survived' : violations.join('; ')} (${tried.map(({ kind }) => kind).join(', ')}; ${acknowledged} acknowledged, ${elapsedSeconds} s)`,
    );
    return result;
  });
}

function isOf(option: string, at: number, words: readonly string[]): boolean {
  return words[at] === option || words[at - 1] === option;
}

function kinds(): readonly FaultKind[] {
  const without = values.without.split(',');
  const only = values.only?.split(',');
  return EMBEDDED_KINDS.filter((kind) => !without.includes(kind) && (only?.includes(kind) ?? true));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
