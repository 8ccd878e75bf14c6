/** Whether what is built of the console is of the sources at hand. Runs without node_modules. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const NOTE = join(folder, 'dist', 'sources.txt');
const BESIDE = ['build.ts', 'vite.config.ts', 'package.json', '../package-lock.json'];

/** @returns {string} a hash of all that the build reads */
export function sourcesHash() {
  const hash = createHash('sha256');
  const app = readdirSync(join(folder, 'app'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(test|suite)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...app, ...BESIDE.map((name) => join(folder, name))])
    hash.update(file.slice(folder.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/** @returns {boolean} */
export function isBuilt() {
  try {
    return readFileSync(NOTE, 'utf8') === sourcesHash();
  } catch {
    return false;
  }
}

/** Beside what was built. @returns {void} */
export function noteSources() {
  writeFileSync(NOTE, sourcesHash());
}
