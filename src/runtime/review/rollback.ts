/** The way back: a new release with the definitions of an earlier one. What was made stays as it was. */
import { VolanoError } from '../../base/index.ts';
import { OCCUPIED_STEP, type Project, type Release } from '../../define/index.ts';
import { projectAt } from '../project/index.ts';
import type { Review } from './review.ts';

/** The project as it was at a release; without a number, at the one before that in force. Throws VOLANO_RELEASE_UNKNOWN. */
export function projectBackTo(
  releases: readonly Release[],
  to: number | undefined,
): { readonly project: Project; readonly number: number } {
  const latest = releases.at(-1)?.number ?? 0;
  const number = to ?? Math.max(0, latest - 1);
  if (number < 1) throw new VolanoError('VOLANO_RELEASE_UNKNOWN', { number, latest });
  return { project: projectAt(releases, number), number };
}

/** It was released once: nothing of it is new to judge, but those who are inside of what came since. */
export function asRollback(review: Review): Review {
  return { ...review, findings: review.findings.filter(({ lint }) => lint === OCCUPIED_STEP) };
}
