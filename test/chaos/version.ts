/** Of the product, as the repository names it. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export function versionOf(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('.', import.meta.url)),
    }).trim();
  } catch {
    return 'unknown';
  }
}
