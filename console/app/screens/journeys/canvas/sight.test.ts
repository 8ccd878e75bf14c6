import { describe, expect, test } from 'vitest';
import { type Box, movedInto, sightOf } from './sight.ts';

const box = (left: number, top: number, width: number, height: number): Box => ({ left, top, right: left + width, bottom: top + height });
const WINDOW = { width: 1_280, height: 800 };
const SIGHT = sightOf(box(240, 200, 640, 700), WINDOW);

describe('what is seen of the canvas', () => {
  test('ends where the window does', () => {
    expect(SIGHT).toEqual({ left: 252, top: 212, right: 868, bottom: 788 });
  });

  test('what is in it stays where it is', () => {
    expect(movedInto(box(300, 300, 276, 104), SIGHT, [])).toEqual({ x: 0, y: 0 });
  });

  test.each([
    ['below', box(300, 720, 276, 104)],
    ['to the right', box(700, 300, 276, 104)],
    ['above', box(300, 100, 276, 104)],
    ['to the left', box(100, 300, 276, 104)],
  ])('what is %s of it, in part too, comes into its middle', (_, it) => {
    const { x, y } = movedInto(it, SIGHT, []);
    expect([(it.left + it.right) / 2 + x, (it.top + it.bottom) / 2 + y]).toEqual([560, 500]);
  });

  test('what is beneath the small map is not seen', () => {
    const map = box(700, 650, 150, 112);
    expect(movedInto(box(560, 640, 276, 104), SIGHT, [map])).not.toEqual({ x: 0, y: 0 });
    expect(movedInto(box(400, 640, 276, 104), SIGHT, [map])).toEqual({ x: 0, y: 0 });
  });
});
