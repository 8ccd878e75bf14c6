import { VolanoError } from '../../base/index.ts';
import type { Finding } from '../../define/index.ts';

/** Throws VOLANO_RELEASE_UNSOUND when a lint has found an error that nobody has accepted. `accept`: ids of lints. */
export function assertSound(findings: readonly Finding[], accept: readonly string[] = []): void {
  const errors = findings.filter(({ severity, lint }) => severity === 'error' && !accept.includes(lint));
  if (errors.length === 0) return;
  const problems = errors.map(({ lint, kind, id, path, text }) => `  ${lint}: ${placeOf({ kind, id, path })}: ${text.en}.`).join('\n');
  throw new VolanoError('VOLANO_RELEASE_UNSOUND', {
    count: errors.length,
    problems,
    lints: [...new Set(errors.map(({ lint }) => lint))].join(' '),
  });
}

function placeOf({ kind, id, path }: Pick<Finding, 'kind' | 'id' | 'path'>): string {
  return `${kind.replace('_', ' ')} "${id}"${path === '' ? '' : ` at ${path}`}`;
}
