/** Which files of tests are scenarios of the product: those that start it through `src/runtime/installed.suite.ts`, themselves or by way of a suite. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STARTER = join('src', 'runtime', 'installed.suite.ts');
const IMPORTED = /from '(\.{1,2}\/[^']+\.ts)'/g;

/** Paths below `root` that fit one of the patterns, in order. */
export function scenarios(root: string, patterns: readonly string[]): readonly string[] {
  const known = new Map<string, boolean>();
  return globSync(patterns, { cwd: root })
    .filter((file) => startsProduct(file, root, known))
    .sort();
}

function startsProduct(file: string, root: string, known: Map<string, boolean>): boolean {
  if (file === STARTER) return true;
  const before = known.get(file);
  if (before !== undefined) return before;
  // Of files that import each other neither starts the product by way of the other.
  known.set(file, false);
  const imported = [...readFileSync(join(root, file), 'utf8').matchAll(IMPORTED)].map(([, path]) => join(dirname(file), path!));
  const starts = imported.filter((one) => isOfTests(one, root)).some((one) => startsProduct(one, root, known));
  known.set(file, starts);
  return starts;
}

/** What a test writes for a project of its own imports files that are not there. */
function isOfTests(file: string, root: string): boolean {
  return (file.endsWith('.suite.ts') || file.startsWith('test')) && existsSync(join(root, file));
}
