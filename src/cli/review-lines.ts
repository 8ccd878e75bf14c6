/** What a release would come to, for people to read. */
import type { Finding } from '../define/index.ts';
import type { Review } from '../runtime/index.ts';
import type { World } from './world.ts';

/** Findings of one lint beyond so many are counted only. */
const SHOWN = 5;

/** Whom the changes concern. */
export function concernedLines({ journeys, groups }: Pick<Review, 'journeys' | 'groups'>, { say }: World): readonly string[] {
  const lines: string[] = [];
  for (const { journey, inside, steps } of journeys) {
    lines.push(say('plan.inside', { journey, inside }));
    for (const { becomes, version, step, inside: here, edit } of steps) {
      const told = typeof edit === 'string' ? say(`plan.edit_${edit}`) : say('plan.edit_move_to', { step: edit.moveTo });
      lines.push(say(`plan.at_${becomes}`, { version, step, inside: here, edit: told }));
    }
  }
  for (const { kind, id, action, members } of groups) {
    if (members !== undefined) lines.push(say('plan.members', { kind, id, members }));
    if (action !== 'removed') lines.push(say('plan.new_group', { kind, id }));
  }
  return lines;
}

/** What the lints have found, and how much of it. */
export function findingLines(findings: readonly Finding[], { say, locale }: World): readonly string[] {
  if (findings.length === 0) return [];
  const lines: string[] = [];
  for (const [lint, found] of Map.groupBy(findings, (one) => one.lint)) {
    for (const { severity, kind, id, path, text } of found.slice(0, SHOWN)) {
      const place = path === '' ? '' : say('plan.place', { path });
      lines.push(
        say('plan.finding', { severity: say(`plan.${severity}`), lint, kind: kind.replace('_', ' '), id, place, text: text[locale] }),
      );
    }
    if (found.length > SHOWN) lines.push(say('plan.more', { count: found.length - SHOWN, lint }));
  }
  return [...lines, say('plan.findings', countsIn(findings)), ...acceptLines(findings, say)];
}

/** With an error no release is made: what can be done about it. */
function acceptLines(findings: readonly Finding[], say: World['say']): readonly string[] {
  const lints = findings.flatMap(({ severity, final, lint }) => (severity === 'error' && final !== true ? [lint] : []));
  return lints.length === 0 ? [] : [say('plan.accept', { lints: [...new Set(lints)].join(' ') })];
}

/** That there is more to see. */
export function findingsHint({ findings, changes }: Pick<Review, 'findings' | 'changes'>, { say }: World): readonly string[] {
  const { warnings } = countsIn(findings);
  return warnings === 0 || changes.length === 0 ? [] : [say('apply.findings', { warnings })];
}

function countsIn(findings: readonly Finding[]): { readonly errors: number; readonly warnings: number } {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: findings.length - errors };
}
