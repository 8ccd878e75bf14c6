/** Loads every example as `volano plan` would and makes its first release. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProject, nextRelease } from '../src/runtime/project/index.ts';

const examples = fileURLToPath(new URL('../examples', import.meta.url));

for (const entry of readdirSync(examples, { withFileTypes: true })) {
  if (!entry.isDirectory()) continue;
  const { release } = nextRelease([], await loadProject(`${examples}/${entry.name}`));
  process.stdout.write(`${entry.name}: ${release.definitions.length} definitions\n`);
}
