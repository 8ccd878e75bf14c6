/** Making releases, with what the workspace in force asks for before one goes live. */
import { VolanoError } from '../base/index.ts';
import { asRollback, assertSound, projectBackTo, type Running } from '../runtime/index.ts';
import type { ApiDependencies, ReleaseSummary } from './deps.ts';

/** What the API needs of releases. */
export function releaseDesk(running: Running): Pick<ApiDependencies, 'review' | 'apply' | 'rollback' | 'drafts'> {
  const { releases, questions } = running;
  const { drafts } = questions;
  const summaryOf = (number: number): ReleaseSummary => releases.summaries().find((summary) => summary.number === number)!;
  const memberBehind = (token: string | undefined): string => {
    const by = drafts.memberBehind(token);
    if (by === undefined) throw new VolanoError('VOLANO_DRAFT_UNKNOWN', { id: '' });
    return by;
  };
  return {
    review: (project, edits) => questions.review(project, edits),
    apply: async (project, { note, accept, edits, member }) => {
      const { changes, findings, number } = await questions.review(project, edits);
      assertSound(findings, accept);
      const by = drafts.memberBehind(member);
      if (by === undefined || (changes.length === 0 && !edits)) {
        const { release } = await running.applyProject(project, note, edits ? { edits } : {});
        return summaryOf(release.number ?? number);
      }
      return { draft: await drafts.propose({ project, by, ...(note !== undefined && { note }), ...(edits && { edits }) }) };
    },
    rollback: async ({ to, note, edits, accept, dryRun, member }) => {
      const { project, number } = projectBackTo(releases.list, to);
      const review = asRollback(await questions.review(project, edits));
      if (dryRun) return review;
      assertSound(review.findings, accept);
      const by = drafts.memberBehind(member);
      const { release } = await running.applyProject(project, note, {
        backTo: number,
        ...(by !== undefined && { by }),
        ...(edits && { edits }),
      });
      return { ...review, number: release.number };
    },
    drafts: {
      list: () => drafts.list(),
      review: async (id) => {
        const { project, edits } = await drafts.waiting(id);
        return questions.review(project, edits);
      },
      approve: async (id, member) => {
        const approvedBy = memberBehind(member);
        const { project, note, edits, by, base: on } = await drafts.approve(id, approvedBy);
        const { release } = await running.applyProject(project, note, { by, approvedBy, on, ...(edits && { edits }) });
        return summaryOf(release.number);
      },
      reject: (id, { member, note }) => drafts.reject(id, memberBehind(member), note),
    },
  };
}
