/** What the parts of the screen tell each other of a member. */
import type { ListedMember } from '../../api/index.ts';

/** A link that was made: for whom, and until when it is good. */
export interface MadeLink {
  readonly path: string;
  readonly expiresAt: number;
  readonly email: string;
  readonly isNew: boolean;
}

export function isActiveOwner({ state, roles }: Pick<ListedMember, 'state' | 'roles'>): boolean {
  return state === 'active' && roles.includes('owner');
}
