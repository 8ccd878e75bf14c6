import { expect, test } from 'vitest';
import type { Slot } from '../model/document.ts';
import { mayMove } from '../model/edit.ts';
import { CART } from '../model/journey.suite.ts';
import { targetOf } from './dragging.ts';
import type { CanvasEditing } from './face.ts';
import { END, layoutOf, NODE, TRIGGER } from './layout.ts';
import { boundsOf, nearestSlot, neighborOf, pathOf } from './ways.ts';

const layout = layoutOf(CART);
const editing = { mayPut: (id: string, slot: Slot) => mayMove(CART, id, slot) } as CanvasEditing;

test('down goes the first way and on behind it, up comes back', () => {
  const trail = [TRIGGER];
  for (let at = neighborOf(layout, TRIGGER, 'down'); at !== undefined; at = neighborOf(layout, at, 'down')) trail.push(at);
  expect(trail).toEqual([TRIGGER, 'pause', 'loyal', 'mail', 'click', 'last', END]);
  expect(neighborOf(layout, 'pause', 'up')).toBe(TRIGGER);
  expect(neighborOf(layout, TRIGGER, 'up')).toBeUndefined();
});

test('to the sides lies what stands beside', () => {
  expect(neighborOf(layout, 'mail', 'right')).toBe('test');
  expect(neighborOf(layout, 'test', 'left')).toBe('mail');
  expect(neighborOf(layout, 'nobody', 'left')).toBeUndefined();
});

test('what is dragged goes to the nearest place that may take it, and nowhere when none is near', () => {
  const edge = layout.edges.find(({ from }) => from === TRIGGER)!;
  expect(nearestSlot(layout, edge.plusAt, 10)).toBe(edge);
  expect(nearestSlot(layout, { x: 9_999, y: 0 }, 100)).toBeUndefined();
  const at = { x: edge.plusAt.x - NODE.width / 2, y: edge.plusAt.y - NODE.height / 2 };
  expect(targetOf(layout, { id: 'last', at }, editing)?.slot).toEqual({ index: 0 });
  const inside = layout.edges.find(({ owner, way }) => owner?.id === 'test' && way?.key === 'arms[1].steps')!;
  const there = { x: inside.plusAt.x - NODE.width / 2, y: inside.plusAt.y - NODE.height / 2 };
  expect(targetOf(layout, { id: 'last', at: there }, editing)?.slot?.owner).toBe('test');
  expect(targetOf(layout, { id: 'loyal', at: there }, editing)?.slot?.owner).not.toBe('test');
  expect(targetOf(layout, { id: 'last', at }, undefined)).toBeUndefined();
});

test('lines have round corners and no corner twice', () => {
  const points = [
    { x: 0, y: 0 },
    { x: 0, y: 20 },
    { x: 0, y: 20 },
    { x: 40, y: 20 },
  ];
  expect(pathOf(points)).toBe('M 0 0 L 0 12 Q 0 20 8 20 L 40 20');
  expect(pathOf(points.slice(0, 2))).toBe('M 0 0 L 0 20');
});

test('the bounds hold every node', () => {
  const { left, right, bottom } = boundsOf(layout.nodes);
  for (const { x, y, width, height } of layout.nodes) {
    expect(x).toBeGreaterThanOrEqual(left);
    expect(x + width).toBeLessThanOrEqual(right);
    expect(y + height).toBeLessThanOrEqual(bottom);
  }
});
