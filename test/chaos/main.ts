/**
 * `npm run chaos -- --mode embedded|cluster --seed N --minutes M`: does things to the product while it works, and judges what is left. `--seeds 100` tries as
 * many, one after the other, and goes on where it was broken off (`--fresh` begins anew, `--again` tries once more what failed); `--table` writes
 * docs/faults.md from what is kept; `--only kill,pause` and `--without full_disk` choose kinds of faults; `--partitions N` is for a cluster. `--sabotage NAME`
 * has the product break a rule on purpose, `--self-test` each of them; `--overload` and `--soak` look at load. Exit code 1 when anything is wrong; then the
 * folder stays for whoever looks into it.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kafkaJars } from '../cluster/kafka-files.ts';
import { type Ground, groundOf, KINDS } from './grounds.ts';
import { underLoad } from './load.ts';
import { isInside, runInside } from './namespaces.ts';
import type { FaultKind, Mode } from './plan.ts';
import { SABOTAGES } from './sabotages.ts';
import { summaryOf, trySeeds, writeTable } from './seeds.ts';
import { selfTest } from './self-test.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    minutes: { type: 'string', default: '0.5' },
    mode: { type: 'string', default: 'embedded' },
    partitions: { type: 'string', default: '1' },
    only: { type: 'string' },
    without: { type: 'string' },
    sabotage: { type: 'string' },
    fresh: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    'self-test': { type: 'boolean', default: false },
    overload: { type: 'boolean', default: false },
    soak: { type: 'boolean', default: false },
    table: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const mode: Mode = modeOf(values.mode);
const [seed, minutes, partitions] = [Number(values.seed), Number(values.minutes), Number(values.partitions)];

// Whoever ends it ends what it has started.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(1));

const isTableOnly: boolean = values.table && values.seeds === undefined;
const needsCluster: boolean = !isTableOnly && (mode === 'cluster' || values['self-test']);
if (isTableOnly) writeTable();
else if (isInside()) ended(await carriedOut());
else {
  // What is fetched is fetched while there is a network.
  if (needsCluster) await kafkaJars();
  const words = [process.execPath, ...process.execArgv, fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exitCode = runInside(words, { network: needsCluster });
}

/** Whether all is well. */
async function carriedOut(): Promise<boolean> {
  if (values['self-test']) return selfTest({ open: (of) => groundOf(of, print), only: values.sabotage, say: print });
  if (values.overload || values.soak) return underLoad(values.overload ? 'overload' : 'soak', minutes, print);
  const ground = await groundOf(mode, values.json ? () => {} : print);
  try {
    return await (values.seeds === undefined ? one(ground) : many(ground, Number(values.seeds)));
  } finally {
    await ground.close();
  }
}

async function one(ground: Ground): Promise<boolean> {
  const result = await ground.one(seed, howOf());
  if (values.json) print(JSON.stringify(result));
  else print(`${JSON.stringify(result.findings)}\n${summaryOf(values.seed, result)}`);
  return result.violations.length === 0;
}

async function many(ground: Ground, count: number): Promise<boolean> {
  const how = howOf();
  const kinds = how.kinds.length === KINDS[mode].length ? [] : how.kinds;
  const results = await trySeeds({
    mode,
    from: seed,
    count,
    settings: { minutes, partitions, kinds },
    fresh: values.fresh,
    again: values.again,
    attempt: (number) => ground.oneOfMany(number, how),
    say: print,
  });
  const survived = results.filter(({ violations }) => violations.length === 0).length;
  print(`${survived} of ${results.length} seeds survived`);
  if (values.table) writeTable();
  return survived === results.length;
}

function howOf(): Parameters<Ground['one']>[1] {
  const { sabotage } = values;
  const found = sabotage === undefined ? undefined : SABOTAGES[sabotage];
  if (sabotage !== undefined && !found)
    throw new Error(`There is no sabotage "${sabotage}"; there are: ${Object.keys(SABOTAGES).join(', ')}`);
  if (found && found.shownBy !== mode) throw new Error(`Sabotage "${sabotage}" shows in: ${found.shownBy}`);
  return { kinds: kindsOf(), minutes, partitions, sabotage };
}

function kindsOf(): readonly FaultKind[] {
  const known = KINDS[mode];
  const [only, without] = [values.only?.split(','), values.without?.split(',') ?? []];
  for (const kind of [...(only ?? []), ...without])
    if (!known.includes(kind as FaultKind)) throw new Error(`There is no fault "${kind}" in mode ${mode}; there are: ${known.join(', ')}`);
  return known.filter((kind) => !without.includes(kind) && (only?.includes(kind) ?? true));
}

function modeOf(name: string): Mode {
  if (name in KINDS) return name as Mode;
  throw new Error(`There is no mode "${name}"; there are: ${Object.keys(KINDS).join(', ')}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** After a run that broke off somebody may still be sending. */
function ended(well: boolean): void {
  process.stdout.write('', () => process.exit(well ? 0 : 1));
}
