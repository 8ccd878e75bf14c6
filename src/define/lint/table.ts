/** All lints, in the order in which their findings are told. */

import type { Definition, Project } from '../project.ts';
import { badAnswer } from './bad-answer.ts';
import { capsTooTight } from './caps-too-tight.ts';
import { capturedSend } from './captured-send.ts';
import { missingLocale, noSubject, smsLength, unapprovedContent, unusedBlock } from './content.ts';
import { journeyLoop } from './journey-loop.ts';
import type { Finding, Lint } from './lint.ts';
import { missingVariable } from './missing-variable.ts';
import { neverTrue } from './never-true.ts';
import { noConsent } from './no-consent.ts';
import { noFallback } from './no-fallback.ts';
import { noKpi } from './no-kpi.ts';
import { inQuietHours, neverSent } from './quiet-hours.ts';
import { sensitiveWords } from './sensitive-words.ts';
import { splitLeavesSome } from './split-leaves-some.ts';
import { OCCUPIED_STEP, PAST_SCHEDULE, textOf } from './texts.ts';
import { unreachableStep } from './unreachable-step.ts';
import { type LintWorld, lintWorldOf, type UsesOf } from './world.ts';

/** Errors first. */
export const LINTS: readonly Lint[] = [
  neverTrue,
  unreachableStep,
  neverSent,
  sensitiveWords.block,
  sensitiveWords.review,
  { id: OCCUPIED_STEP, severity: 'error' },
  { id: PAST_SCHEDULE, severity: 'warning' },
  journeyLoop,
  capsTooTight,
  inQuietHours,
  missingVariable,
  noConsent,
  capturedSend,
  noFallback,
  badAnswer,
  splitLeavesSome,
  noKpi,
  unapprovedContent,
  missingLocale,
  noSubject,
  smsLength,
  sensitiveWords.warn,
  unusedBlock,
];

/**
 * What is allowed and very likely not meant, in a project that the check has passed. `usesOf`: what a template reads. `before`: the definitions in force; a sensitive
 * word that is in them already, in the same text, is not asked about again.
 */
export function lintProject({ definitions }: Project, usesOf: UsesOf, before: readonly Definition[] = []): readonly Finding[] {
  return findingsOf(LINTS, lintWorldOf(definitions, usesOf, before));
}

/** Of the lints whose errors nobody can accept. */
export function finalFindings(definitions: readonly Definition[]): readonly Finding[] {
  return findingsOf(
    LINTS.filter(({ final }) => final),
    lintWorldOf(definitions, () => undefined),
  );
}

function findingsOf(lints: readonly Lint[], world: LintWorld): readonly Finding[] {
  return lints.flatMap(({ id: lint, severity, final, look }) =>
    [...(look?.(world) ?? [])].map(({ definition: { kind, id }, path, says, values }) => ({
      lint,
      severity,
      ...(final && { final }),
      kind,
      id,
      path,
      text: textOf(says, values),
    })),
  );
}
