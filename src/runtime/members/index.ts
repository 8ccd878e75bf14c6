/** Members of the team: who they are, what they may do, and what they did. */
export { AUDIT_KEPT_MS, type AuditActor, type AuditEntry, type AuditPage, type AuditQuestion, type PlacedEntry } from './audit.ts';
export type { DataScope, Member } from './member.ts';
export { type HandedLink, type Joining, joinPath, type MemberChange, type MemberWish, type Vouched } from './members.ts';
export { PERMISSION_BY_KIND, PERMISSION_NAMES, PERMISSIONS, type Permission } from './permissions.ts';
export { type MemberRole, permissionsOf, ROLE_IDS, type RoleId, roles } from './roles.ts';
export { MEMBERS_DESK, type MembersRoom, openMembers } from './room.ts';
export { hashOf, newSecret } from './secrets.ts';
export { csrfOf, IDLE_MS, LIFE_MS, type Session, type SignInWay } from './sessions.ts';
export { type ApiToken, TOKEN_PREFIX } from './tokens.ts';
