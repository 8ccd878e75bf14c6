/** Where the examples lie: beside the sources in a clone. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { VolanoError } from '../../base/index.ts';

/** The folder of an example's project. Throws VOLANO_DEMO_EXAMPLE_MISSING. */
export function examplesFolder(name: 'omni' | 'retail'): string {
  const folder = fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));
  if (!existsSync(folder)) throw new VolanoError('VOLANO_DEMO_EXAMPLE_MISSING', { path: folder });
  return folder;
}
