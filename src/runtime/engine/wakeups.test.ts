import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Wakeups } from './wakeups.ts';

interface One {
  readonly due: number;
  readonly id: string;
}

const inOrder = (a: One, b: One) => a.due - b.due || (a.id < b.id ? -1 : 1);
const ones = fc.uniqueArray(fc.record({ due: fc.nat(20), id: fc.constantFrom('a', 'b', 'c', 'd') }), {
  selector: ({ due, id }) => `${due} ${id}`,
  maxLength: 60,
});
const yes = () => true;

function filled(list: readonly One[]): Wakeups {
  const heap = new Wakeups();
  for (const { due, id } of list) heap.push(due, id);
  return heap;
}

function popped(heap: Wakeups, at: number, isCurrent: (one: One) => boolean = yes, end?: One): One[] {
  const found: One[] = [];
  for (let one = heap.pop(at, isCurrent, end); one; one = heap.pop(at, isCurrent, end)) found.push(one);
  return found;
}

describe('wake-ups', () => {
  test('come in the order of (due, customer), those due by then and no others', () => {
    fc.assert(
      fc.property(ones, fc.nat(20), (list, at) => {
        const heap = filled(list);
        expect(popped(heap, at)).toEqual(list.filter(({ due }) => due <= at).sort(inOrder));
        expect(popped(heap, 100)).toEqual(list.filter(({ due }) => due > at).sort(inOrder));
      }),
    );
  });

  test('none after `end` in that order', () => {
    fc.assert(
      fc.property(ones, fc.record({ due: fc.nat(20), id: fc.constantFrom('a', 'b', 'c', 'd') }), (list, end) => {
        expect(popped(filled(list), 100, yes, end)).toEqual(
          list.filter((one) => inOrder(one, end) <= 0 || (one.due === end.due && one.id === end.id)).sort(inOrder),
        );
      }),
    );
  });

  test('outdated ones are passed over and forgotten', () => {
    fc.assert(
      fc.property(ones, (list) => {
        const heap = filled(list);
        expect(popped(heap, 100, ({ id }) => id !== 'b')).toEqual(list.filter(({ id }) => id !== 'b').sort(inOrder));
        expect(popped(heap, 100)).toEqual([]);
      }),
    );
  });

  test('pushed while others are taken, each still comes in its turn', () => {
    const heap = filled([
      { due: 1, id: 'a' },
      { due: 9, id: 'a' },
    ]);
    expect(heap.pop(10, yes)).toEqual({ due: 1, id: 'a' });
    heap.push(5, 'z');
    heap.push(5, 'b');
    expect(popped(heap, 10).map(({ due, id }) => `${due}${id}`)).toEqual(['5b', '5z', '9a']);
  });
});
