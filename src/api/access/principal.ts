/**
 * Who asks.
 *
 * B1. The admin token of the configuration and the token of this machine are the operator's, who may everything.
 * B2. An API token may what it says, as far as its member may that at the moment.
 * B3. A session's cookie is its member's; a member that is not active has none.
 * B4. As long as there are no members, A1 to A4 say who is the operator.
 * B5. Where a member is bound to some customers, what cannot be kept to them is not given.
 */
import type { FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import {
  type ApiToken,
  type AuditActor,
  type DataScope,
  type Member,
  type MembersRoom,
  PERMISSIONS,
  type Permission,
  permissionsOf,
  type Session,
  TOKEN_PREFIX,
} from '../../runtime/index.ts';
import { type AccessOptions, assertAccess, bearerOf, isLoopback, sameSecret } from './access.ts';
import { sessionIn } from './cookie.ts';

/** Who asks, and what it may. */
export interface Principal {
  readonly kind: 'operator' | 'member' | 'service';
  /** Of the member, or of the service's token. */
  readonly id: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly member?: Member;
  /** When it came with one. */
  readonly session?: { readonly secret: string; readonly session: Session };
  /** When it came with one. */
  readonly token?: ApiToken;
  /** Absent: all customers. */
  readonly scope?: DataScope;
}

export interface PrincipalOptions extends AccessOptions {
  readonly room: MembersRoom;
  /** Of commands on this machine; absent: there are none. */
  readonly machineToken?: string;
}

const OPERATOR: Principal = { kind: 'operator', id: 'operator', permissions: new Set(PERMISSIONS) };
/** What concerns customers whom nobody can tell apart from the others beforehand (B5). */
const BEYOND_SCOPES: readonly Permission[] = [
  'quarantine.read',
  'quarantine.replay',
  'quarantine.drop',
  'backup.take',
  'customers.identity',
  'messages.redeliver',
  'audit.read',
];

/**
 * Undefined when nobody is signed in. Throws VOLANO_ACCESS_TOKEN_INVALID, and without members VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG
 * and VOLANO_ORIGIN_FOREIGN.
 */
export async function principalOf({ headers }: FastifyRequest, options: PrincipalOptions): Promise<Principal | undefined> {
  const { room, adminToken, machineToken } = options;
  const bearer = bearerOf(headers);
  if (bearer !== undefined) {
    if (adminToken !== undefined && sameSecret(bearer, adminToken)) return OPERATOR;
    if (machineToken !== undefined && sameSecret(bearer, machineToken)) return OPERATOR;
    if (bearer.startsWith(TOKEN_PREFIX)) return (await behindToken(bearer, room)) ?? invalidToken();
  }
  if (await room.members.isEmpty()) {
    assertAccess(headers, options);
    return OPERATOR;
  }
  if (bearer !== undefined) return invalidToken();
  const secret = sessionIn(headers);
  const session = secret === undefined ? undefined : await room.sessions.behind(secret);
  const member = session && (await room.members.get(session.member));
  return member?.state === 'active' ? { ...memberPrincipal(member), session: { secret: secret!, session: session! } } : undefined;
}

/** A member as it asks. */
export function memberPrincipal(member: Member): Principal {
  const { id, roles, scope } = member;
  return { kind: 'member', id, member, permissions: kept(permissionsOf(roles), scope), ...(scope && { scope }) };
}

export function actorOf({ kind, id }: Principal): AuditActor {
  return { kind, id };
}

/** Who says something, as facts name it: the member, or the service's token; `api`: the operator. */
export function sayerOf({ principal }: Pick<FastifyRequest, 'principal'>): string {
  return principal && principal.kind !== 'operator' ? principal.id : 'api';
}

/** Where a request comes from: behind a proxy on this machine what that says, else the other end of the connection. */
export function addressOf({ ip, headers }: FastifyRequest): string {
  const forwarded = headers['x-forwarded-for'];
  if (!isLoopback(ip.replace(/^::ffff:/, '')) || forwarded === undefined) return ip;
  return String(forwarded).split(',').at(-1)!.trim().slice(0, 60);
}

async function behindToken(secret: string, { tokens, members }: MembersRoom): Promise<Principal | undefined> {
  const token = await tokens.behind(secret);
  if (!token) return undefined;
  if (token.member === undefined) return { kind: 'service', id: token.id, permissions: new Set(token.permissions), token };
  const member = await members.get(token.member);
  if (member?.state !== 'active') return undefined;
  const own = memberPrincipal(member);
  return { ...own, token, permissions: new Set(token.permissions.filter((one) => own.permissions.has(one))) };
}

function kept(permissions: ReadonlySet<Permission>, scope: DataScope | undefined): ReadonlySet<Permission> {
  return scope ? new Set([...permissions].filter((one) => !BEYOND_SCOPES.includes(one))) : permissions;
}

function invalidToken(): never {
  throw new VolanoError('VOLANO_ACCESS_TOKEN_INVALID');
}
