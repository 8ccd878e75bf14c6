/**
 * Everything that has to hold, in one command: format and lint, types, tests, tidy, unused code, build, package, examples. Each step runs
 * though an earlier one failed; the last line sums up. With `--tests FILE` the tests are not run again: FILE is Vitest's JSON report.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'volano-verify-'));
const given = process.argv.indexOf('--tests');
const reportFile = given > 0 ? process.argv[given + 1]! : join(folder, 'tests.json');
const total = { passed: 0, failed: 0 };

step('lint', ['biome', 'ci']);
step('types', ['tsc']);
if (given < 0) run(['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]);
add('tests', testCount(reportFile));
step('tidy', ['vitest', 'run', 'test/tidy.test.ts', 'test/errors.test.ts']);
step('unused code', ['knip']);
rmSync(join(root, 'dist'), { recursive: true, force: true });
step('build', ['tsc', '-p', 'tsconfig.build.json']);
step('package', ['node', 'tools/package-check.ts']);
step('examples', ['node', '--conditions=volano-source', 'tools/examples.ts']);
rmSync(folder, { recursive: true, force: true });

print(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function step(name: string, words: readonly string[]): void {
  const startedAt = performance.now();
  print(`\n== ${name}: ${words.join(' ')}`);
  const passed = run(words);
  add(`${name} (${((performance.now() - startedAt) / 1_000).toFixed(1)} s)`, passed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
}

function run([command = '', ...words]: readonly string[]): boolean {
  const path = `${join(root, 'node_modules', '.bin')}:${process.env.PATH}`;
  return spawnSync(command, words, { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path } }).status === 0;
}

function add(name: string, { passed, failed }: Count): void {
  total.passed += passed;
  total.failed += failed;
  print(failed === 0 ? `ok: ${name}` : `FAILED: ${name}`);
}

/** A suite that could not even start counts as a failure, and so does a report that is missing or empty. */
function testCount(file: string): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { success, numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
  const broken = (testResults as readonly { status: string; assertionResults: readonly unknown[] }[]).filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + broken;
  return { passed, failed: failed === 0 && (!success || passed === 0) ? 1 : failed };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
