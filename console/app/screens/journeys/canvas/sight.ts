/** What the canvas shows of itself, and bringing something into it. */
import type { ReactFlowInstance } from '@xyflow/react';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Px kept free around what is brought into sight. */
const MARGIN = 12;

/** Of the canvas, what is within the window. */
export function sightOf(frame: Box, window: { readonly width: number; readonly height: number }): Box {
  return {
    left: Math.max(frame.left, 0) + MARGIN,
    top: Math.max(frame.top, 0) + MARGIN,
    right: Math.min(frame.right, window.width) - MARGIN,
    bottom: Math.min(frame.bottom, window.height) - MARGIN,
  };
}

/** How far the drawing has to move so that it is in the middle of what is seen; none when all of it is in sight, and beneath nothing that lies above the canvas. */
export function movedInto(it: Box, sight: Box, above: readonly Box[]): { readonly x: number; readonly y: number } {
  const isWithin = it.left >= sight.left && it.top >= sight.top && it.right <= sight.right && it.bottom <= sight.bottom;
  const isCovered = above.some((one) => it.left < one.right && one.left < it.right && it.top < one.bottom && one.top < it.bottom);
  if (isWithin && !isCovered) return { x: 0, y: 0 };
  return { x: (sight.left + sight.right - it.left - it.right) / 2, y: (sight.top + sight.bottom - it.top - it.bottom) / 2 };
}

/** Moves the drawing so that an element of it is seen. Its own idea of how large it is may be that of a moment ago. */
export function bringIntoSight(flow: ReactFlowInstance, frame: HTMLElement, element: Element): void {
  // The browser has scrolled to what has the focus; that is taken back in a moment, for the drawing is moved and not scrolled.
  for (let up = element.parentElement; up && up !== frame.parentElement; up = up.parentElement) up.scrollTo(0, 0);
  const above = [...frame.querySelectorAll('.react-flow__panel')].map((one) => one.getBoundingClientRect());
  const sight = sightOf(frame.getBoundingClientRect(), { width: innerWidth, height: innerHeight });
  const { x, y } = movedInto(element.getBoundingClientRect(), sight, above);
  if (x === 0 && y === 0) return;
  const viewport = flow.getViewport();
  void flow.setViewport({ ...viewport, x: viewport.x + x, y: viewport.y + y });
}
