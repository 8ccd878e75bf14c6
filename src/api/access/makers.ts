/** Who is behind the id that something is kept under, told to people. */
import type { MembersRoom } from '../../runtime/index.ts';

/**
 * `member`, `token`: by the name that staff know. `operator`: nobody is named, as where a command on the machine or the admin token asked. `other`: neither a
 * member nor a token (any more), e.g. a name from the token list of a workspace that asks for a second person.
 */
export type Maker =
  | { readonly kind: 'member' | 'token' | 'other'; readonly id: string; readonly name: string }
  | { readonly kind: 'operator' };

export async function makerOf(id: string | undefined, { members, tokens }: Pick<MembersRoom, 'members' | 'tokens'>): Promise<Maker> {
  if (id === undefined) return { kind: 'operator' };
  const member = await members.get(id);
  if (member) return { kind: 'member', id, name: member.name };
  const token = await tokens.get(id);
  return token ? { kind: 'token', id, name: token.name } : { kind: 'other', id, name: id };
}
