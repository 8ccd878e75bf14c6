/** Making releases, with what the workspace in force asks for before one goes live. */
import { VolanoError } from '../base/index.ts';
import { type Project, SENSITIVE_REVIEW } from '../define/index.ts';
import { asRollback, assertSound, PERMISSION_BY_KIND, projectBackTo, type Review, type Running } from '../runtime/index.ts';
import type { ApiDependencies, Asker, ReleaseSummary, ReleaseWish } from './deps.ts';

/** Who says something where nobody is asked for. */
const STAFF = 'staff';

/** What was approved beside the releases is not warned of. */
async function withoutApproved(review: Review, project: Project, { contentApprovals }: Pick<Running, 'contentApprovals'>): Promise<Review> {
  if (review.findings.length === 0) return review;
  return { ...review, findings: await contentApprovals.withoutApproved(project, review.findings) };
}

function rolloutDesk({ questions }: Running, whoIs: (member: Asker | undefined) => string | undefined): ApiDependencies['rollouts'] {
  return {
    list: () => questions.rollouts.list(),
    say: async (id, { member, ...wish }) => {
      // Whoever sees harm may stop it; who brings something to more customers has to be known where releases ask for it.
      const isStop = wish.action === 'halt' || wish.action === 'pause';
      const by = isStop && member === undefined ? undefined : whoIs(member);
      return questions.rollouts.say(id, { ...wish, by: by ?? STAFF });
    },
  };
}

/** What the API needs of releases. */
export function releaseDesk(running: Running): Pick<ApiDependencies, 'review' | 'apply' | 'rollback' | 'drafts' | 'rollouts'> {
  const { releases, questions } = running;
  const { drafts } = questions;
  const summaryOf = (number: number): ReleaseSummary => releases.summaries().find((summary) => summary.number === number)!;
  const review: ApiDependencies['review'] = async (project, said) =>
    withoutApproved(await questions.review(project, said), project, running);
  /** A member that is signed in is known, whether anybody asks for it or not. */
  const whoIs = (member: Asker | undefined): string | undefined =>
    typeof member === 'object' ? member.signedIn : drafts.memberBehind(member);
  const memberBehind = (member: Asker | undefined): string => {
    const by = drafts.rule && whoIs(member);
    if (by === undefined) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'draft', id: '' });
    return by;
  };
  return {
    review,
    apply: async (project, { note, accept, member, on, ...wish }) => {
      const latest = releases.list.at(-1)?.number ?? 0;
      if (on !== undefined && on !== latest) throw new VolanoError('VOLANO_RELEASE_OVERTAKEN', { number: latest });
      const said = saidIn(wish);
      const { changes, findings, number, rollouts } = await review(project, said);
      const by = whoIs(member);
      const isAtOnce = by === undefined || !drafts.rule || (changes.length === 0 && !said.edits && rollouts.length === 0);
      // Whoever approves it sees which words are asked about.
      assertSound(findings, isAtOnce ? accept : [...(accept ?? []), SENSITIVE_REVIEW]);
      assertMayChange(changes, member);
      if (isAtOnce) {
        const { release } = await running.applyProject(project, note, {
          ...said,
          ...(by !== undefined && { by }),
          ...(on !== undefined && { on }),
        });
        return summaryOf(release.number ?? number);
      }
      return { draft: await drafts.propose({ project, by, ...(note !== undefined && { note }), ...said }) };
    },
    rollback: async ({ to, note, edits, accept, dryRun, member }) => {
      const { project, number } = projectBackTo(releases.list, to);
      const review = asRollback(await questions.review(project, { backTo: number, ...(edits && { edits }) }));
      if (dryRun) return review;
      assertSound(review.findings, accept);
      const by = whoIs(member);
      const { release } = await running.applyProject(project, note, {
        backTo: number,
        ...(by !== undefined && { by }),
        ...(edits && { edits }),
      });
      return { ...review, number: release.number };
    },
    rollouts: rolloutDesk(running, whoIs),
    drafts: {
      list: () => drafts.list(),
      review: async (id) => {
        const { project, ...wish } = await drafts.waiting(id);
        return review(project, saidIn(wish));
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

/** Who may propose releases may bring into them what its roles are about. Throws VOLANO_ACCESS_DENIED. */
function assertMayChange(changes: Review['changes'], member: Asker | undefined): void {
  if (typeof member !== 'object') return;
  for (const { kind } of changes) {
    const permission = PERMISSION_BY_KIND[kind];
    if (!member.may.has(permission)) throw new VolanoError('VOLANO_ACCESS_DENIED', { permission });
  }
}
