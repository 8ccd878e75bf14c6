/**
 * `npm run chaos -- --seed N --minutes M`: does things to the product while it works, and judges what is left. `--seeds 100` tries as many, one after the
 * other, and with `--table` writes docs/faults.md; `--only kill,pause` and `--without full_disk` choose kinds of faults; `--sabotage NAME` has the product
 * break a rule on purpose, `--self-test` each of them; `--overload` and `--soak` look at load. Exit code 1 when anything is wrong; then the folder stays for
 * whoever looks into it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EMBEDDED_KINDS, EmbeddedWorld } from './embedded.ts';
import { overload, soak } from './load.ts';
import { type FaultKind, type Mode, planOf } from './plan.ts';
import { Providers } from './providers.ts';
import { type RunResult, run } from './run.ts';
import { SABOTAGES } from './sabotages.ts';
import { selfTest } from './self-test.ts';
import { tableOf, textOf } from './table.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    minutes: { type: 'string', default: '0.5' },
    mode: { type: 'string', default: 'embedded' },
    only: { type: 'string' },
    without: { type: 'string' },
    sabotage: { type: 'string' },
    'self-test': { type: 'boolean', default: false },
    overload: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const SELF: string = fileURLToPath(import.meta.url);
const TABLE: string = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));
/** Of the modes, those there are: another one is another world (world.ts). */
const KINDS: Partial<Record<Mode, readonly FaultKind[]>> = { embedded: EMBEDDED_KINDS };

/** Beyond its minutes: a run that takes longer than this hangs, which is a fault of its own. */
const LIFE_MS_MAX: number = Number(values.minutes) * 60_000 + 900_000;

/** Says that the process is in a namespace of mounts of its own already. */
const INSIDE = 'VOLANO_CHAOS_INSIDE';

// Whoever ends it ends what it has started.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

if (process.env[INSIDE] === undefined && process.platform === 'linux') process.exitCode = insideNamespace();
else if (values['self-test']) process.exitCode = (await selfTest(attemptOf, print)) ? 0 : 1;
else if (values.overload || values.soak) process.exitCode = await underLoad(values.overload ? overload : soak);
else await seeds();

async function seeds(): Promise<void> {
  const mode = values.mode as Mode;
  const kinds = kindsOf(mode);
  checkSabotage(mode);
  const from = Number(values.seed);
  const results: RunResult[] = [];
  for (let seed = from; seed < from + Number(values.seeds ?? 1); seed++) {
    const result = values.seeds === undefined ? await one(String(seed), kinds) : elsewhere(optionsOf(String(seed)));
    results.push(result);
    if (!values.json) print(summaryOf(String(seed), result));
  }
  const survived = results.filter(({ violations }) => violations.length === 0).length;
  if (values.json) print(JSON.stringify(values.seeds === undefined ? results[0] : results));
  else print(`${survived} of ${results.length} seeds survived`);
  if (values.table) writeFileSync(TABLE, textOf(tableOf(mode, results)));
  // After a run that broke off somebody may still be sending.
  process.stdout.write('', () => process.exit(survived === results.length ? 0 : 1));
}

/** With providers that are well behaved. */
async function underLoad(load: typeof overload): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
  const providers = await Providers.open('load');
  const world = await EmbeddedWorld.open({ folder, seed: 'load', providers, kinds: [] });
  const problems = await load(world, Number(values.minutes), print).finally(async () => {
    await world.close(false);
    await providers.close();
  });
  rmSync(folder, { recursive: true });
  for (const problem of problems) print(problem);
  print(problems.length === 0 ? 'all is well' : `${problems.length} things are wrong`);
  return problems.length === 0 ? 0 : 1;
}

function kindsOf(mode: Mode): readonly FaultKind[] {
  const known = KINDS[mode];
  if (!known) throw new Error(`There is no mode "${mode}"; there are: ${Object.keys(KINDS).join(', ')}`);
  const [only, without] = [values.only?.split(','), values.without?.split(',') ?? []];
  for (const kind of [...(only ?? []), ...without])
    if (!known.includes(kind as FaultKind)) throw new Error(`There is no fault "${kind}" in mode ${mode}; there are: ${known.join(', ')}`);
  return known.filter((kind) => !without.includes(kind) && (only?.includes(kind) ?? true));
}

function checkSabotage(mode: Mode): void {
  const { sabotage } = values;
  if (sabotage === undefined) return;
  const found = SABOTAGES[sabotage];
  if (!found) throw new Error(`There is no sabotage "${sabotage}"; there are: ${Object.keys(SABOTAGES).join(', ')}`);
  if (found.mutations === undefined && mode === 'embedded')
    throw new Error(`Sabotage "${sabotage}" is for cluster mode only: there is one process here`);
}

async function one(seed: string, kinds: readonly FaultKind[]): Promise<RunResult> {
  const folder = mkdtempSync(join(tmpdir(), 'volano-chaos-'));
  const plan = planOf({ seed: `chaos-${seed}`, minutes: Number(values.minutes), kinds });
  const { sabotage } = values;
  const options = { folder, seed: plan.seed, sabotage, kinds: plan.faults.map(({ kind }) => kind) };
  const say = (line: string): void => void (values.json || print(line));
  const result = await run({ plan, open: (providers) => EmbeddedWorld.open({ ...options, providers }), say });
  if (result.violations.length === 0 || sabotage !== undefined) rmSync(folder, { recursive: true });
  else process.stderr.write(`The folder is ${folder}\n`);
  say(JSON.stringify(result.findings));
  return result;
}

async function attemptOf(sabotage: string, seed: number): Promise<RunResult> {
  return elsewhere(['--minutes', '0.3', '--only', 'kill,kill_at_failpoint,slow_disk', '--sabotage', sabotage, '--seed', String(seed)]);
}

function optionsOf(seed: string): readonly string[] {
  const { minutes, mode, only, without, sabotage } = values;
  const given = { minutes, mode, only, without, sabotage, seed };
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]));
}

/** In a process of its own: the warehouse lives once in a process. */
function elsewhere(options: readonly string[]): RunResult {
  const words = [...process.execArgv, SELF, ...options, '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 2 ** 26, timeout: LIFE_MS_MAX });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  if (line.startsWith('{')) return JSON.parse(line) as RunResult;
  const nothing = { tried: [], acknowledged: 0, startsFailed: 0, elapsedSeconds: 0, findings: undefined };
  return { seed: '', ...nothing, violations: [`the harness broke: ${stderr.slice(-2_000)}`] };
}

/** Mounts that are made here are seen by nobody else and gone with the last process. Where that is not allowed, it goes on without. */
function insideNamespace(): number {
  const words = [process.execPath, ...process.execArgv, SELF, ...process.argv.slice(2)];
  const ways = [['--mount'], ['--user', '--map-root-user', '--mount']];
  const way = ways.find((flags) => spawnSync('unshare', [...flags, 'true']).status === 0);
  const [command = '', ...rest] = way ? ['unshare', ...way, '--propagation', 'private', ...words] : words;
  return spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, [INSIDE]: '1' } }).status ?? 1;
}

function summaryOf(seed: string, { violations, acknowledged, tried, elapsedSeconds }: RunResult): string {
  const end = violations.length === 0 ? 'survived' : violations.join('; ');
  return `seed ${seed}: ${end} (${tried.map(({ kind }) => kind).join(', ')}; ${acknowledged} acknowledged, ${elapsedSeconds} s)`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
