import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Journey, Slot } from '../model/document.ts';
import { insertSteps, removeStep } from '../model/edit.ts';
import { freshStep } from '../model/fresh.ts';
import { actions, CART, idsOf, slotsOf } from '../model/journey.suite.ts';
import { END, type LaidNode, layoutOf, TRIGGER } from './layout.ts';

const nameOf = ({ owner = '', way = '', index }: Slot): string => `${owner} ${way} ${index}`;

test('every step stands once, between the trigger and the end', () => {
  const { nodes, edges } = layoutOf(CART);
  expect(nodes.filter(({ kind }) => kind === 'step').map(({ id }) => id)).toEqual(idsOf(CART));
  expect(nodes[0]).toMatchObject({ id: TRIGGER, y: 0 });
  expect(edges.filter(({ to }) => to === END)).toHaveLength(1);
  const labelled = edges.filter(({ way }) => way).map(({ owner, way }) => `${owner?.id} ${way?.kind}`);
  expect(labelled.sort()).toEqual(
    [
      'loyal branch',
      'loyal else',
      'mail through',
      'mail failure',
      'test arm',
      'test arm',
      'test rest',
      'click event',
      'click timeout',
    ].sort(),
  );
});

test('the way on of a step that may fail goes straight down, its failure beside it', () => {
  const { nodes } = layoutOf({ steps: [CART.steps[0]!, { ...CART.steps[3]!, onFailure: [{ type: 'exit', id: 'x' }] } as never] });
  const at = (id: string) => nodes.find((node) => node.id === id)!;
  expect(at('pause').x).toBe(at('last').x);
  expect(at('x').x).toBeGreaterThan(0);
});

test('where all ways end the journey nothing leads on, and what stands there hangs on it to be seen', () => {
  const { edges, nodes } = layoutOf({ steps: [{ type: 'exit', id: 'bye' }, CART.steps[0]!] });
  expect(edges.find(({ from }) => from === 'bye')).toMatchObject({ to: 'pause' });
  expect(edges.find(({ from }) => from === 'bye')).not.toHaveProperty('slot');
  expect(nodes.map(({ id }) => id)).toEqual([TRIGGER, 'bye', 'pause', END]);
});

test('whatever stands in it, nothing overlaps, and each place for a step has one edge (C1, C2)', () => {
  fc.assert(
    fc.property(fc.array(actions, { maxLength: 25 }), (list) => {
      const journey = grown(list);
      const { nodes, edges } = layoutOf(journey);
      for (const [index, one] of nodes.entries())
        for (const other of nodes.slice(index + 1)) expect(overlaps(one, other), `${one.id} ${other.id}`).toBe(false);
      const slots = edges.flatMap(({ slot }) => (slot ? [nameOf(slot)] : []));
      expect(new Set(slots).size).toBe(slots.length);
      const all = new Set(slotsOf(journey).map(nameOf));
      expect(slots.filter((slot) => !all.has(slot))).toEqual([]);
      // Behind an exit nobody comes.
      if (!idsOf(journey).some((id) => /exit|lost|cold/.test(id))) expect(slots.length).toBe(all.size);
      const ids = new Set(nodes.map(({ id }) => id));
      expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
      expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    }),
    { numRuns: 60 },
  );
});

function overlaps(one: LaidNode, other: LaidNode): boolean {
  const apart =
    one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
  return !apart;
}

function grown(list: readonly (typeof actions extends fc.Arbitrary<infer One> ? One : never)[]): Journey {
  let journey = CART;
  for (const action of list) {
    const slots = slotsOf(journey);
    const ids = idsOf(journey);
    if (action.do === 'insert') journey = insertSteps(journey, slots[action.at % slots.length]!, [freshStep(journey, action.type)]);
    if (action.do === 'remove' && ids.length > 0) journey = removeStep(journey, ids[action.one % ids.length]!);
  }
  return journey;
}
