/** A step that is dragged follows the pointer; dropped near a place for steps it goes there, elsewhere back to where it was. */
import type { NodeChange, OnNodeDrag } from '@xyflow/react';
import { useState } from 'react';
import type { CanvasEditing } from './face.ts';
import { type LaidEdge, type Layout, NODE, type Point } from './layout.ts';
import { nearestSlot } from './ways.ts';

/** Px on the canvas. */
const REACH = 150;

export interface Dragging {
  readonly moved: ReadonlyMap<string, Point>;
  /** Id of the edge at which it would be put. */
  readonly target: string | undefined;
  readonly onChange: (changes: NodeChange[]) => void;
  readonly onStop: OnNodeDrag;
}

const NOBODY: ReadonlyMap<string, Point> = new Map();

export function useDragging(layout: Layout, editing: CanvasEditing | undefined): Dragging {
  const [moved, setMoved] = useState(NOBODY);
  const [[id, at] = []] = moved;
  const target = id !== undefined && at ? targetOf(layout, { id, at }, editing) : undefined;
  return {
    moved,
    target: target?.id,
    onChange: (changes) => {
      const change = changes.find((one) => one.type === 'position');
      if (change?.type === 'position' && change.dragging && change.position) setMoved(new Map([[change.id, change.position]]));
    },
    onStop: (_event, node) => {
      setMoved(NOBODY);
      const slot = targetOf(layout, { id: node.id, at: node.position }, editing)?.slot;
      if (slot) editing?.move(node.id, slot);
    },
  };
}

/** The place that is nearest to the upper edge of what is dragged, where it may be put. */
export function targetOf(
  layout: Layout,
  { id, at }: { readonly id: string; readonly at: Point },
  editing: CanvasEditing | undefined,
): LaidEdge | undefined {
  const edges = layout.edges.filter(({ slot, from, to }) => slot && from !== id && to !== id && editing?.mayPut(id, slot));
  return nearestSlot({ ...layout, edges }, { x: at.x + NODE.width / 2, y: at.y + NODE.height / 2 }, REACH);
}
