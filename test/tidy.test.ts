/** The repository keeps itself tidy: the measures of the house, each with a sentence that says what to do. */
import { describe, expect, test } from 'vitest';
import {
  importCycles,
  impurities,
  longFiles,
  longFunctions,
  medianLines,
  orphans,
  RATIOS,
  testRatios,
  undocumentedExports,
} from './tidy/measures.ts';
import { isTest, linesOf, read, repositoryFiles, type Source, sourceOf } from './tidy/sources.ts';
import { badNames, deadLinks, leftovers, strangers } from './tidy/texts.ts';

const files = repositoryFiles();
const typescript = files.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')).map(sourceOf);
const byPath = new Map(typescript.map((source) => [source.path, source]));
const product = typescript.filter(({ path }) => path.startsWith('src/') && !isTest(path));
const app = typescript.filter(({ path }) => path.startsWith('console/app/') && !isTest(path));
const tests = typescript.filter(({ path }) => isTest(path));
const written = typescript.filter(({ path }) => !isTest(path));

/** Files that something other than an import starts. */
const STARTS: readonly string[] = ['src/cli/main.ts', 'src/define/index.ts', 'src/library/index.ts', 'src/rehearse/authoring.ts'];

const DOORS =
  /^src\/((base|define|core|core\/know|core\/decide|core\/guard|sense|act|learn|library|runtime|runtime\/project|rehearse|api)|port\/(log|state|warehouse))\/index\.ts$/;

/** Files that are made of others, and as long as these make them. */
const GENERATED: readonly string[] = ['console/app/api/schema.ts'];

/** Files that have to name what they look for. */
const NAMES_WORDS: readonly string[] = ['test/tidy/texts.ts'];

describe('files', () => {
  test('are at most 400 lines long', () => expect(longFiles(written.filter(({ path }) => !GENERATED.includes(path)))).toEqual([]));

  test('have a median of at most 100 lines', () => expect(medianLines(product)).toBeLessThanOrEqual(100));

  test('have names that say something', () => expect(badNames(files)).toEqual([]));

  test('of types are at most 150 lines long', () => {
    const long = written.filter(({ path, text }) => path.endsWith('/types.ts') && linesOf(text) > 150);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  test('are imported by somebody', () => expect(orphans(product, STARTS)).toEqual([]));
});

describe('functions', () => {
  test('have at most 70 lines and 3 positional parameters', () => expect([...product, ...app].flatMap(longFunctions)).toEqual([]));
});

describe('imports', () => {
  test('make no circle at run time', () => expect([...importCycles(product), ...importCycles(app)]).toEqual([]));
});

describe('core', () => {
  const core = product.filter(({ path }) => path.startsWith('src/core/'));

  test('is pure', () => expect(core.flatMap(impurities)).toEqual([]));
});

describe('doors', () => {
  const doors = product.filter(({ path }) => DOORS.test(path));

  test('document what they export', () => {
    const sourceAt = (path: string): Source | undefined => byPath.get(path);
    expect(doors.flatMap((door) => undocumentedExports(door, sourceAt))).toEqual([]);
  });
});

describe('tests', () => {
  const ratios = testRatios(typescript);

  test.each(Object.entries(RATIOS))('of %s are at least %f lines per source line', (room, least) => {
    expect(ratios[room] ?? 0).toBeGreaterThanOrEqual(least);
  });

  test('are all run', () => {
    const held = tests.filter(({ text }) => /\b(test|it|describe)\.(skip|only|todo)\b/.test(text));
    expect(held.map(({ path }) => path)).toEqual([]);
  });
});

describe('words', () => {
  const texts = files.filter((path) => /\.(tsx?|js|mjs|css|html|json|md|sh)$/.test(path) && !NAMES_WORDS.includes(path));

  test('of unfinished work are gone', () => {
    const finished = texts.filter((path) => /\.(tsx?|js|mjs)$/.test(path));
    expect(finished.flatMap((path) => leftovers(path, read(path)))).toEqual([]);
  });

  test('name no registry and no machine', () => expect(texts.flatMap((path) => strangers(path, read(path)))).toEqual([]));

  test('of documents link to what exists', () => {
    const known = new Set(files);
    expect(files.filter((path) => path.endsWith('.md')).flatMap((path) => deadLinks(path, known))).toEqual([]);
  });
});
