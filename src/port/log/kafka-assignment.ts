/** Which member of a group gets which partitions: as even as can be, and each member keeps what it has as far as that allows. */

export interface GroupMember {
  readonly id: string;
  /** What it had when it joined; it has given up everything else. */
  readonly owned: readonly number[];
}

/**
 * The partitions of each member. One that another member still has is left out: that one sees that it has lost it, gives it up, and joins
 * again; then it is free. So no partition has two owners among the members.
 */
export function assignPartitions(count: number, members: readonly GroupMember[]): ReadonlyMap<string, readonly number[]> {
  const claims = claimsOf(count, members);
  const order = [...members].sort((a, b) => claims.kept(b.id).length - claims.kept(a.id).length || (a.id < b.id ? -1 : 1));
  const least = Math.floor(count / Math.max(1, members.length));
  const withOneMore = count - least * members.length;
  const quota = new Map(order.map(({ id }, i) => [id, least + (i < withOneMore ? 1 : 0)]));
  const assigned = new Map(order.map(({ id }) => [id, claims.kept(id).slice(0, quota.get(id))]));
  const taken = new Set([...assigned.values()].flat());
  const free = Array.from({ length: count }, (_, partition) => partition).filter((partition) => !taken.has(partition));
  for (const { id } of order) {
    const given = free.splice(0, quota.get(id)! - assigned.get(id)!.length);
    const now = given.filter((partition) => claims.heldOnlyBy(partition, id));
    assigned.set(
      id,
      [...assigned.get(id)!, ...now].sort((a, b) => a - b),
    );
  }
  return assigned;
}

interface Claims {
  /** What a member has and nobody before it says to have, ascending. */
  kept(id: string): readonly number[];
  /** Whether no other member says to have it. */
  heldOnlyBy(partition: number, id: string): boolean;
}

function claimsOf(count: number, members: readonly GroupMember[]): Claims {
  const holders = Array.from({ length: count }, (): string[] => []);
  for (const { id, owned } of [...members].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    for (const partition of new Set(owned)) holders[partition]?.push(id);
  }
  return {
    kept: (id) => holders.flatMap(([first], partition) => (first === id ? [partition] : [])),
    heldOnlyBy: (partition, id) => holders[partition]!.every((holder) => holder === id),
  };
}
