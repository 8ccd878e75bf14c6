import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignPartitions, type GroupMember } from './kafka-assignment.ts';

const ids = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { minLength: 1, maxLength: 8 });

/** Joins until nobody has to give up anything, as the members do. Gives what they end with and how often they joined. */
function settle(count: number, members: readonly GroupMember[]): { members: readonly GroupMember[]; rounds: number } {
  let current = members;
  for (let rounds = 1; ; rounds++) {
    const assigned = assignPartitions(count, current);
    const next = current.map(({ id }) => ({ id, owned: assigned.get(id)! }));
    const gaveUp = current.some(({ id, owned }) => owned.some((partition) => !assigned.get(id)!.includes(partition)));
    current = next;
    if (!gaveUp) return { members: current, rounds };
    if (rounds > 5) throw new Error('does not settle');
  }
}

const starting = fc.tuple(fc.nat(40), ids).chain(([count, members]) =>
  fc.tuple(
    fc.constant(count),
    // Owner of each partition: a member, or somebody who is gone.
    fc
      .array(fc.integer({ min: -1, max: members.length - 1 }), { minLength: count, maxLength: count })
      .map((owners) =>
        members.map((id, i): GroupMember => ({ id, owned: owners.flatMap((owner, partition) => (owner === i ? [partition] : [])) })),
      ),
  ),
);

describe('partitions of a group', () => {
  it('are all had by one member each in the end, as evenly as can be, after two rounds at most', () => {
    fc.assert(
      fc.property(starting, ([count, members]) => {
        const end = settle(count, members);
        expect(end.rounds).toBeLessThanOrEqual(2);
        expect(end.members.flatMap(({ owned }) => owned).sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        const sizes = end.members.map(({ owned }) => owned.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(settle(count, end.members)).toEqual({ members: end.members, rounds: 1 });
      }),
    );
  });

  it('are never given to one while another still has them', () => {
    fc.assert(
      fc.property(starting, ([count, members]) => {
        const assigned = assignPartitions(count, members);
        for (const { id } of members) {
          const others = new Set(members.filter((member) => member.id !== id).flatMap(({ owned }) => owned));
          expect(assigned.get(id)!.filter((partition) => others.has(partition))).toEqual([]);
        }
      }),
    );
  });

  it('move no further than they must', () => {
    const four = [
      { id: 'a', owned: [0, 1, 2, 3] },
      { id: 'b', owned: [] },
    ];
    expect(settle(4, four).members).toEqual([
      { id: 'a', owned: [0, 1] },
      { id: 'b', owned: [2, 3] },
    ]);
    const three = [
      { id: 'a', owned: [0, 1] },
      { id: 'b', owned: [2, 3] },
      { id: 'c', owned: [] },
    ];
    expect(settle(4, three).members.map(({ owned }) => owned)).toEqual([[0, 1], [2], [3]]);
    const left = [
      { id: 'b', owned: [2] },
      { id: 'c', owned: [3] },
    ];
    expect(settle(4, left).members.map(({ owned }) => owned)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('that two members say to have go to one of them, once the other has given them up', () => {
    const both = [
      { id: 'a', owned: [0, 1] },
      { id: 'b', owned: [1] },
    ];
    expect(settle(2, both).members).toEqual([
      { id: 'a', owned: [0] },
      { id: 'b', owned: [1] },
    ]);
  });
});
