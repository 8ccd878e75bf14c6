/** Whether a release may go live: where the workspace in force asks for a second person, one member has proposed it and another one has approved it. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { VolanoError } from '../../base/index.ts';
import type { ApprovalDefinition, Release } from '../../define/index.ts';

/** What the workspace in force asks for; undefined: nothing. A project cannot lift the rule for itself. */
export function approvalIn(latest: Release | undefined): ApprovalDefinition | undefined {
  for (const { definition } of latest?.definitions ?? []) if (definition.kind === 'workspace') return definition.approval;
  return undefined;
}

/** Throws VOLANO_RELEASE_UNAPPROVED. The way back needs one member only: it brings nothing that was not in force before. */
export function assertApproved(latest: Release | undefined, { by, approvedBy, backTo }: Release): void {
  if (!approvalIn(latest)) return;
  const isApproved = by !== undefined && approvedBy !== undefined && by !== approvedBy;
  const isBack = by !== undefined && backTo !== undefined;
  if (!isApproved && !isBack) throw new VolanoError('VOLANO_RELEASE_UNAPPROVED');
}

/** Id of the member whose token it is. Throws VOLANO_MEMBER_UNKNOWN. */
export function memberOf({ members }: ApprovalDefinition, token: string | undefined): string {
  const given = createHash('sha256')
    .update(token ?? '')
    .digest();
  // All are compared, so that the time says nothing of who it is.
  const found = members.filter((one) => timingSafeEqual(given, Buffer.from(one.token.slice('sha256:'.length), 'hex')));
  if (token === undefined || found.length === 0) throw new VolanoError('VOLANO_MEMBER_UNKNOWN');
  return found[0]!.id;
}
