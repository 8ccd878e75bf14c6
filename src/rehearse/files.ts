/** The journey tests of a folder: found, loaded, run. */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VolanoError, wordsOf } from '../base/index.ts';
import type { Project } from '../define/index.ts';
import { loadProject } from '../runtime/project/index.ts';
import { said } from './said.ts';
import type { TestFailure } from './script/failure.ts';
import { runScript } from './script/scenario.ts';
import { declaredBy, type JourneyTest } from './script/tests.ts';

/** The outcome of one test. `tookMs`: on the machine's clock. */
export interface TestOutcome {
  /** Relative to the folder. */
  readonly file: string;
  readonly name: string;
  readonly line: number;
  readonly passed: boolean;
  readonly tookMs: number;
  readonly failure?: TestFailure;
}

export interface TestRun {
  readonly outcomes: readonly TestOutcome[];
  readonly passed: number;
  readonly failed: number;
}

export interface RunOptions {
  /** Only tests whose file or name holds this text. */
  readonly filter?: string;
  readonly onOutcome?: (outcome: TestOutcome) => void;
}

const TEST_FILE = /\.journey\.(?:ts|mts|js|mjs)$/;
/** A module is run once in the life of a process: what it has declared is kept. */
const LOADED = new Map<string, readonly JourneyTest[]>();
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git', 'dist']);

/**
 * Runs the journey tests below the folder of a project. Rejects with what loading the project rejects with, and with VOLANO_JOURNEY_TEST_INVALID for a file that
 * cannot be loaded.
 */
export async function runJourneyTests(folder: string, { filter = '', onOutcome }: RunOptions = {}): Promise<TestRun> {
  const project = await loadProject(folder);
  const outcomes: TestOutcome[] = [];
  for (const file of await testFiles(folder)) {
    const name = relative(folder, file);
    for (const test of await testsIn(file)) {
      if (!`${name} ${test.name}`.toLowerCase().includes(filter.toLowerCase())) continue;
      const outcome = await outcomeOf(project, test, name);
      outcomes.push(outcome);
      onOutcome?.(outcome);
    }
  }
  const passed = outcomes.filter((one) => one.passed).length;
  return { outcomes, passed, failed: outcomes.length - passed };
}

/** Paths of all test files below the folder, in order. */
export async function testFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(resolve(folder), { withFileTypes: true })) {
    const path = join(resolve(folder), entry.name);
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) found.push(...(await testFiles(path)));
    else if (entry.isFile() && TEST_FILE.test(entry.name)) found.push(path);
  }
  return found.sort();
}

async function testsIn(file: string): Promise<readonly JourneyTest[]> {
  try {
    const tests = LOADED.get(file) ?? (await declaredBy(() => import(pathToFileURL(file).href)));
    LOADED.set(file, tests);
    return tests;
  } catch (cause) {
    const problem = wordsOf(cause);
    throw new VolanoError('VOLANO_JOURNEY_TEST_INVALID', { problem: said`${file} cannot be loaded: ${problem}` }, { cause });
  }
}

async function outcomeOf(project: Project, { name, place, script, options }: JourneyTest, file: string): Promise<TestOutcome> {
  const began = performance.now();
  const failure = await runScript(project, script, { ...options, place });
  const about = { file, name, line: place.line, passed: failure === undefined, tookMs: performance.now() - began };
  return failure ? { ...about, failure } : about;
}
