/** Who is at the console and what they may do. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiError, answerOf, api, keepCsrf, type SessionAnswer } from '../api/index.ts';

/**
 * `open`: an installation without members, on this machine: everybody who reaches it may everything; `isUnowned`: the first owner can be made.
 * `setup`: the first owner is to be made.
 * `out`: somebody has to sign in; with `token`: by the admin token, as there are no members.
 */
export type Session =
  | { readonly state: 'open'; readonly isUnowned?: boolean }
  | { readonly state: 'setup' }
  | { readonly state: 'out'; readonly by: 'password' | 'token' }
  | {
      readonly state: 'in';
      readonly id: string;
      readonly name: string;
      readonly roles: readonly string[];
      readonly permissions: ReadonlySet<string>;
    };

/** Query of the address at which an installation that everybody may use gets its first owner. */
export const FIRST_OWNER = '?first-owner';

export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: askSession, staleTime: 60_000, retry: false });

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** Of the member that is signed in. */
export function useMyId(): string | undefined {
  const session = useSession();
  return session?.state === 'in' ? session.id : undefined;
}

/** Whether whoever is at the console may do this; without a permission, everybody may. */
export function useMay(permission: string | undefined): boolean {
  const session = useSession();
  return session !== undefined && may(session, permission);
}

/** The same for many permissions. */
export function useMayOf(): (permission: string) => boolean {
  const session = useSession();
  return (permission) => session !== undefined && may(session, permission);
}

export function may(session: Session, permission: string | undefined): boolean {
  if (permission === undefined || session.state === 'open') return true;
  return session.state === 'in' && session.permissions.has(permission);
}

async function askSession(): Promise<Session> {
  try {
    return sessionOf(await answerOf(api.GET('/v1/session')));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 404) return await withoutMembers();
    // What was given is not good: a token that was revoked, or another admin token.
    if (error.status === 401) return { state: 'out', by: error.code.startsWith('VOLANO_ADMIN_TOKEN') ? 'token' : 'password' };
    throw error;
  }
}

export function sessionOf({ member, roles = [], permissions = [], csrf, setup, signIn }: SessionAnswer): Session {
  keepCsrf(csrf);
  if (signIn !== undefined) return { state: 'out', by: signIn };
  if (member) return { state: 'in', id: member.id, name: member.name, roles, permissions: new Set(permissions) };
  // Whoever may something without being a member is the operator, on this machine.
  if (permissions.length > 0) return { state: 'open', ...(setup && { isUnowned: true }) };
  return setup ? { state: 'setup' } : { state: 'open' };
}

/** The workspace is asked instead: it is refused where a token is needed. */
async function withoutMembers(): Promise<Session> {
  try {
    await answerOf(api.GET('/v1/workspace'));
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return { state: 'out', by: 'token' };
  }
  return { state: 'open' };
}
