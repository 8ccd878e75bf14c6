/** Making releases, with what the workspace in force asks for before one goes live. */
import { VolanoError } from '../base/index.ts';
import { asRollback, assertSound, projectBackTo, type Running } from '../runtime/index.ts';
import type { ApiDependencies, ReleaseSummary, ReleaseWish } from './deps.ts';

/** Who says something where nobody is asked for. */
const STAFF = 'staff';

/** What the API needs of releases. */
export function releaseDesk(running: Running): Pick<ApiDependencies, 'review' | 'apply' | 'rollback' | 'drafts' | 'rollouts'> {
  const { releases, questions } = running;
  const { drafts } = questions;
  const summaryOf = (number: number): ReleaseSummary => releases.summaries().find((summary) => summary.number === number)!;
  const memberBehind = (token: string | undefined): string => {
    const by = drafts.memberBehind(token);
    if (by === undefined) throw new VolanoError('VOLANO_DRAFT_UNKNOWN', { id: '' });
    return by;
  };
  return {
    review: (project, said) => questions.review(project, said),
    apply: async (project, { note, accept, member, ...wish }) => {
      const said = saidIn(wish);
      const { changes, findings, number, rollouts } = await questions.review(project, said);
      assertSound(findings, accept);
      const by = drafts.memberBehind(member);
      if (by === undefined || (changes.length === 0 && !said.edits && rollouts.length === 0)) {
        const { release } = await running.applyProject(project, note, said);
        return summaryOf(release.number ?? number);
      }
      return { draft: await drafts.propose({ project, by, ...(note !== undefined && { note }), ...said }) };
    },
    rollback: async ({ to, note, edits, accept, dryRun, member }) => {
      const { project, number } = projectBackTo(releases.list, to);
      const review = asRollback(await questions.review(project, { backTo: number, ...(edits && { edits }) }));
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
    rollouts: {
      list: () => questions.rollouts.list(),
      say: async (id, { member, ...wish }) => {
        // Whoever sees harm may stop it; who brings something to more customers has to be known where releases ask for it.
        const isStop = wish.action === 'halt' || wish.action === 'pause';
        const by = isStop && member === undefined ? undefined : drafts.memberBehind(member);
        return questions.rollouts.say(id, { ...wish, by: by ?? STAFF });
      },
    },
    drafts: {
      list: () => drafts.list(),
      review: async (id) => {
        const { project, ...wish } = await drafts.waiting(id);
        return questions.review(project, saidIn(wish));
      },
      approve: async (id, member) => {
        const approvedBy = memberBehind(member);
        const { project, note, by, base: on, ...wish } = await drafts.approve(id, approvedBy);
        const { release } = await running.applyProject(project, note, { by, approvedBy, on, ...saidIn(wish) });
        return summaryOf(release.number);
      },
      reject: (id, { member, note }) => drafts.reject(id, memberBehind(member), note),
    },
  };
}

function saidIn({ edits, rollout }: Pick<ReleaseWish, 'edits' | 'rollout'>): Pick<ReleaseWish, 'edits' | 'rollout'> {
  return { ...(edits && { edits }), ...(rollout !== undefined && { rollout }) };
}
