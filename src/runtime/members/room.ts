/** Members, sessions, tokens and the audit log, on one desk: what the API asks about who asks. */
import type { Desk, DeskKind } from '../../port/state/index.ts';
import { AuditLog } from './audit.ts';
import { Members } from './members.ts';
import { type PasswordCost, Passwords } from './password.ts';
import { Sessions } from './sessions.ts';
import { Throttle } from './throttle.ts';
import { ApiTokens } from './tokens.ts';

export const MEMBERS_DESK: DeskKind = { name: 'members' };

/** Who may use the installation, and what they did. */
export interface MembersRoom {
  readonly members: Members;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly audit: AuditLog;
  close(): Promise<void>;
}

/** Closing it closes the desk. `now`: wall clock, ms. `cost` of passwords that are set from here on; default: what fits today's machines. */
export function openMembers({
  desk,
  now,
  cost,
}: {
  readonly desk: Desk;
  readonly now: () => number;
  readonly cost?: PasswordCost;
}): MembersRoom {
  const sessions = new Sessions(desk, now);
  const members = new Members({ desk, now, passwords: new Passwords(cost), throttle: new Throttle(desk, now), sessions });
  return { members, sessions, tokens: new ApiTokens(desk, now), audit: new AuditLog(desk, now), close: () => desk.close() };
}
