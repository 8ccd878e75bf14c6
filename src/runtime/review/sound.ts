import { type Said, VolanoError } from '../../base/index.ts';
import { type Definition, type Finding, finalFindings, placeIn, placeOf } from '../../define/index.ts';

/**
 * Throws VOLANO_RELEASE_UNSOUND when a lint has found an error that nobody has accepted. `accept`: ids of lints. VOLANO_RELEASE_BLOCKED when it is one that nobody can
 * accept.
 */
export function assertSound(findings: readonly Finding[], accept: readonly string[] = []): void {
  assertUnblocked(findings.filter(({ final }) => final));
  const errors = findings.filter(({ severity, lint }) => severity === 'error' && !accept.includes(lint));
  if (errors.length === 0) return;
  throw new VolanoError('VOLANO_RELEASE_UNSOUND', {
    count: errors.length,
    problems: { en: listed(errors, 'en'), zh: listed(errors, 'zh') },
    lints: [...new Set(errors.map(({ lint }) => lint))].join(' '),
  });
}

/** What holds however a release is made. Throws VOLANO_RELEASE_BLOCKED. */
export function assertNoneBlocked(definitions: readonly Definition[]): void {
  assertUnblocked(finalFindings(definitions));
}

function assertUnblocked(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  throw new VolanoError('VOLANO_RELEASE_BLOCKED', {
    count: findings.length,
    problems: { en: listed(findings, 'en'), zh: listed(findings, 'zh') },
  });
}

function listed(errors: readonly Finding[], language: keyof Said): string {
  const line = ({ lint, kind, id, path, text }: Finding): string => {
    const place = placeIn(placeOf({ kind, id }, path));
    return language === 'zh' ? `  ${lint}：${place.zh}：${text.zh}。` : `  ${lint}: ${place.en}: ${text.en}.`;
  };
  return errors.map(line).join('\n');
}
