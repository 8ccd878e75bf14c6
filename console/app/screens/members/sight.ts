/** What of a customer's data a member sees, by data class and tag group. Pure. */
import type { Member } from '../../api/index.ts';

/** Classes that are masked unless they are to be shown; what is in no class, or pseudonymous, is shown to all who see customers. */
export const CARE = ['personal', 'sensitive'] as const;
export type CareClass = (typeof CARE)[number];

/** Tags that belong together; of id undefined those of no group. */
export interface TagColumn {
  readonly id: string | undefined;
  readonly tags: readonly string[];
}

interface Grouped {
  readonly id: string;
  readonly group?: string | undefined;
}

/** By group, in the order in which they come; what has no group at the end. Groups without tags have no column. */
export function columnsOf(tags: readonly Grouped[]): readonly TagColumn[] {
  const groups = new Map<string | undefined, string[]>();
  for (const { id, group } of tags) groups.set(group, [...(groups.get(group) ?? []), id]);
  return [...groups].map(([id, own]) => ({ id, tags: own })).sort((a, b) => Number(a.id === undefined) - Number(b.id === undefined));
}

export type Seen = 'all' | 'some' | 'none';

/** Which of these tags a member sees. */
export function seenOf({ tags: shown }: Pick<Member, 'tags'>, tags: readonly string[]): Seen {
  if (!shown) return 'all';
  const count = tags.filter((one) => shown.includes(one)).length;
  return count === tags.length ? 'all' : count === 0 ? 'none' : 'some';
}

interface TagChange {
  readonly of: readonly string[];
  /** All tags that there are. */
  readonly all: readonly string[];
  readonly isShown: boolean;
}

/** The tags that are shown once these are, or are not. Null: all there are and will be. */
export function tagsWith({ tags: shown }: Pick<Member, 'tags'>, { of, all, isShown }: TagChange): string[] | null {
  const before = shown ?? all;
  const next = isShown ? [...new Set([...before, ...of])] : before.filter((one) => !of.includes(one));
  return all.every((one) => next.includes(one)) ? null : next;
}

/** As the server reads it: who says nothing sees what is personal. */
export function classesOf({ dataClasses }: Pick<Member, 'dataClasses'>): readonly string[] {
  return dataClasses ?? ['personal'];
}

/** Null: as if nothing had been said. */
export function classesWith(member: Pick<Member, 'dataClasses'>, one: CareClass, isShown: boolean): Member['dataClasses'] | null {
  const rest = classesOf(member).filter((held) => held !== one);
  const next = (isShown ? [...rest, one] : rest) as NonNullable<Member['dataClasses']>;
  return next.length === 1 && next[0] === 'personal' ? null : next;
}
