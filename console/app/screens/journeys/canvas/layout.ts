/**
 * Where everything of a journey stands on its canvas: steps below each other, ways side by side, each way leading back to where its step goes on.
 *
 * A journey is nearly a tree: a list of steps has one way in and at most one way out, so a block is measured once and placed once.
 *
 * C1. Between two steps, and at the end of each way that does not end the journey, there is exactly one edge: the slot at which a step may be put.
 * C2. Nothing overlaps.
 */
import { type Journey, type Place, type Slot, type Step, type Way, waysOf } from '../model/document.ts';

export const NODE = { width: 276, height: 104 } as const;
export const TRIGGER = '@trigger';
export const END = '@end';

/** Between two steps. */
const GAP = 52;
/** From a step to the first of a way: a bend, a label, a place to add. */
const WAY_GAP = 96;
const JOIN_GAP = 32;
const BEND = 18;
const COLUMN_GAP = 28;
/** Half the width of a way with nothing in it: room for its label. */
const EMPTY_HALF = 92;
const SMALL = { join: 8, end: 36 } as const;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface LaidNode extends Point {
  readonly id: string;
  readonly kind: 'trigger' | 'step' | 'join' | 'end';
  readonly width: number;
  readonly height: number;
  readonly step?: Step;
}

export interface LaidEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  /** Where a step may be put in. */
  readonly slot?: Slot;
  /** Where the button for that stands. */
  readonly plusAt: Point;
  /** The way that begins here, and the step that it is of. */
  readonly way?: Way;
  readonly owner?: Step;
  readonly labelAt?: Point;
  /** Room for the label. */
  readonly labelWidth?: number;
}

export interface Layout {
  readonly nodes: readonly LaidNode[];
  readonly edges: readonly LaidEdge[];
}

/** How far something reaches to both sides of its axis. */
interface Block {
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

interface Column extends Block {
  readonly way: Way;
  /** Of its axis, from that of its step. */
  readonly x: number;
}

/** The loose end of what leads on. */
interface Open {
  readonly from: string;
  readonly points: readonly Point[];
  readonly slot?: Slot;
  readonly begins?: { readonly way: Way; readonly owner: Step; readonly width: number };
}

export function layoutOf(journey: Pick<Journey, 'steps'>): Layout {
  const drawing = new Drawing();
  drawing.node({ id: TRIGGER, kind: 'trigger', x: -NODE.width / 2, y: 0, ...NODE });
  const start: Open = { from: TRIGGER, points: [{ x: 0, y: NODE.height }], slot: { index: 0 } };
  const top = NODE.height + GAP;
  const open = drawing.list(journey.steps, {}, { x: 0, y: top, incoming: start });
  if (open) {
    const y = top + listBlock(journey.steps).height + (journey.steps.length > 0 ? GAP : 0);
    drawing.node({ id: END, kind: 'end', x: -NODE.width / 2, y, width: NODE.width, height: SMALL.end });
    drawing.edge(open, END, { x: 0, y });
  }
  return drawing;
}

class Drawing implements Layout {
  readonly nodes: LaidNode[] = [];
  readonly edges: LaidEdge[] = [];

  node(node: LaidNode): void {
    this.nodes.push(node);
  }

  /** Places a list with its axis at x and its top at y; gives the loose end behind it, if there is one. */
  list(steps: readonly Step[], place: Place, at: Point & { readonly incoming: Open }): Open | undefined {
    let incoming: Open | undefined = at.incoming;
    let y = at.y;
    for (const [index, step] of steps.entries()) {
      if (incoming) this.edge(incoming, step.id, { x: at.x, y });
      const slot: Slot = { ...place, index: index + 1 };
      incoming = this.step(step, slot, { x: at.x, y });
      // What follows an exit is never come to; it hangs on it all the same, to be seen.
      if (!incoming && index < steps.length - 1) incoming = { from: step.id, points: [{ x: at.x, y: y + stepBlock(step).height }] };
      y += stepBlock(step).height + GAP;
    }
    return incoming;
  }

  edge({ from, points, slot, begins }: Open, to: string, end: Point): void {
    const last = points.at(-1)!;
    const bend = end.y - BEND;
    const way = last.x === end.x ? [end] : [{ x: last.x, y: bend }, { x: end.x, y: bend }, end];
    const plusY = begins ? last.y + WAY_GAP - BEND - 26 : (last.y + end.y) / 2;
    const column = points.length > 1 ? points.at(-1)!.x : end.x;
    this.edges.push({
      id: `${from}>${to}${begins ? `:${begins.way.key}` : ''}`,
      ...{ from, to, points: [...points, ...way], plusAt: { x: points.length > 1 ? column : end.x, y: plusY } },
      ...(slot && { slot }),
      ...(begins && { way: begins.way, owner: begins.owner, labelWidth: begins.width, labelAt: { x: column, y: last.y + 22 } }),
    });
  }

  /** Places one step with all its ways; gives what leads on behind it. `slot`: the place behind it. */
  private step(step: Step, slot: Slot, { x, y }: Point): Open | undefined {
    this.node({ id: step.id, kind: 'step', x: x - NODE.width / 2, y, ...NODE, step });
    const bottom = { x, y: y + NODE.height };
    const columns = columnsOf(step);
    if (columns.length === 0) return step.type === 'exit' ? undefined : { from: step.id, points: [bottom], slot };
    const turn = bottom.y + BEND;
    const ends = columns.flatMap((column): readonly Open[] => {
      const { way } = column;
      const axis = x + column.x;
      const begin = axis === x ? [{ x, y: turn }] : [{ x: axis, y: turn }];
      const open: Open = {
        from: step.id,
        points: axis === x ? [bottom, ...begin] : [bottom, { x, y: turn }, ...begin],
        begins: { way, owner: step, width: column.left + column.right },
        ...(way.holdsSteps && { slot: { owner: step.id, way: way.key, index: 0 } }),
      };
      const end = this.list(way.steps, { owner: step.id, way: way.key }, { x: axis, y: bottom.y + WAY_GAP, incoming: open });
      return end ? [end] : [];
    });
    if (ends.length === 0) return undefined;
    const joined = { x, y: y + stepBlock(step).height };
    const id = `@join:${step.id}`;
    for (const end of ends) this.edge(end, id, { x, y: joined.y - SMALL.join });
    this.node({ id, kind: 'join', x: x - SMALL.join / 2, y: joined.y - SMALL.join, width: SMALL.join, height: SMALL.join });
    return { from: id, points: [joined], slot };
  }
}

function listBlock(steps: readonly Step[]): Block {
  const blocks = steps.map(stepBlock);
  return {
    left: Math.max(EMPTY_HALF, ...blocks.map(({ left }) => left)),
    right: Math.max(EMPTY_HALF, ...blocks.map(({ right }) => right)),
    height: blocks.reduce((sum, { height }) => sum + height, 0) + GAP * Math.max(0, blocks.length - 1),
  };
}

/** Steps are objects that do not change: what was measured stays so. */
const measured = new WeakMap<Step, Block>();

function stepBlock(step: Step): Block {
  const known = measured.get(step);
  if (known) return known;
  const columns = columnsOf(step);
  const half = NODE.width / 2;
  const block =
    columns.length === 0
      ? { left: half, right: half, height: NODE.height }
      : {
          left: Math.max(half, ...columns.map(({ x, left }) => left - x)),
          right: Math.max(half, ...columns.map(({ x, right }) => x + right)),
          height: NODE.height + WAY_GAP + Math.max(...columns.map(({ height }) => height)) + JOIN_GAP + SMALL.join,
        };
  measured.set(step, block);
  return block;
}

/** The ways of a step side by side: around its axis, or, of a failure, beside the way on. */
function columnsOf(step: Step): readonly Column[] {
  const blocks = waysOf(step).map((way) => ({ way, ...listBlock(way.steps) }));
  let edge = 0;
  const columns = blocks.map((block) => {
    const x = edge + block.left;
    edge = x + block.right + COLUMN_GAP;
    return { ...block, x };
  });
  const [first] = columns;
  if (!first) return [];
  const axis = first.way.kind === 'through' ? first.x : (edge - COLUMN_GAP) / 2;
  return columns.map((column) => ({ ...column, x: column.x - axis }));
}
