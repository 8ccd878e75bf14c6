/**
 * Everything that has to hold, in one command: format and lint, types, tests (the repository's own tidiness among them, those over a real
 * Kafka, and the scenarios on a cluster), unused code, build, package, examples, and both demos from end to end, one of them replayed. Each step runs though an earlier one
 * failed, and what is no test beside the tests on a cluster, which wait much of their time: what it prints comes when it ends. The last line sums up. With `--tests FILE --status CODE` the ordinary tests are not run again: FILE is the JSON report of a run of
 * Vitest that ended with CODE.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'volano-verify-'));
const { values } = parseArgs({ options: { tests: { type: 'string' }, status: { type: 'string', default: '0' } } });
const reportFile = values.tests ?? join(folder, 'tests.json');
const retailFile = join(process.env.VOLANO_DATA_DIR ?? join(root, '../shared/data'), 'online_retail', 'online_retail.csv.gz');
const volano = ['node', '--conditions=volano-source', 'src/cli/main.ts'];
const total = { passed: 0, failed: 0 };

const ended = values.tests ? values.status === '0' : await runTests(reportFile);
add('tests', testCount(reportFile, ended));
await Promise.all([onCluster(), beside()]);
rmSync(folder, { recursive: true, force: true });

print(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function onCluster(): Promise<void> {
  for (const [name, config] of [
    ['tests over a real Kafka', 'vitest.cluster.config.ts'],
    ['scenarios on a cluster', 'vitest.scenarios.config.ts'],
  ] as const) {
    const file = join(folder, `${config}.json`);
    print(`\n== ${name}`);
    add(name, testCount(file, await runTests(file, '--config', config)));
  }
}

async function beside(): Promise<void> {
  await step('lint', ['biome', 'ci', '--error-on-warnings']);
  await step('types', ['tsc']);
  await step('types of the console', ['tsc', '-p', 'console']);
  await step('unused code', ['knip']);
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  // The types have been checked above, of these files too.
  await step('build', ['tsc', '-p', 'tsconfig.build.json', '--noCheck']);
  await step('console', ['node', 'tools/ensure.mjs', '--console']);
  await step('package', ['node', 'tools/package-check.ts']);
  await step('examples', ['node', '--conditions=volano-source', 'tools/examples.ts']);
  await step('omni demo', [...volano, 'demo', '--once', '--customers', '120', '--port', '0', '--folder', join(folder, 'omni')]);
  await step('replay of the omni demo', [...volano, 'verify', '--data', join(folder, 'omni')]);
  if (existsSync(retailFile) || process.env.VOLANO_REQUIRE_DATA === '1')
    await step('retail demo', [...volano, 'demo', '--once', '--data', retailFile, '--sample', '1:0.02', '--port', '0']);
  else print(`\n== retail demo: left out, there is no ${retailFile}`);
}

async function step(name: string, words: readonly string[]): Promise<void> {
  const startedAt = performance.now();
  const printed: Buffer[] = [];
  const passed = await run(words, (bytes) => printed.push(bytes));
  print(`\n== ${name}: ${words.join(' ')}\n${Buffer.concat(printed)}`);
  add(`${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function runTests(file: string, ...words: readonly string[]): Promise<boolean> {
  return run(['vitest', 'run', ...words, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
}

/** Prints as it goes, unless somebody takes what it would print. */
function run([command = '', ...words]: readonly string[], take?: (bytes: Buffer) => void): Promise<boolean> {
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
  const child = spawn(command, words, {
    cwd: root,
    stdio: take ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, PATH: path },
  });
  if (take) for (const stream of [child.stdout!, child.stderr!]) stream.on('data', take);
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => resolve(code === 0));
  });
}

function add(name: string, { passed, failed }: Count): void {
  total.passed += passed;
  total.failed += failed;
  print(failed === 0 ? `ok: ${name}` : `FAILED: ${name}`);
}

/** A suite that could not even start counts as a failure, and so do an error outside of any test and a report that is missing or empty. */
function testCount(file: string, endedWell: boolean): Count {
  try {
    const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const broken = (testResults as readonly { status: string; assertionResults: readonly unknown[] }[]).filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length;
    const failed = numFailedTests + broken;
    return { passed, failed: failed === 0 && (!endedWell || passed === 0) ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
