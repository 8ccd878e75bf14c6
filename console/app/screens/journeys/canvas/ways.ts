/** Going from node to node on a canvas, as arrow keys do; and the lines between them. */
import type { LaidNode, Layout, Point } from './layout.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Of keys. */
export const DIRECTIONS: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

const RADIUS = 8;

/** The node that lies there, seen from another one: along the lines up and down, the nearest beside it to the sides. */
export function neighborOf({ nodes, edges }: Layout, id: string, direction: Direction): string | undefined {
  const kinds = new Map(nodes.map((node) => [node.id, node.kind]));
  if (direction === 'up' || direction === 'down') {
    const next = (from: string): string | undefined =>
      direction === 'down' ? firstWay(edges.filter((edge) => edge.from === from))?.to : edges.find((edge) => edge.to === from)?.from;
    let at = next(id);
    while (at !== undefined && kinds.get(at) === 'join') at = next(at);
    return at;
  }
  const here = nodes.find((node) => node.id === id);
  if (!here) return undefined;
  const sign = direction === 'right' ? 1 : -1;
  const beside = nodes
    .filter(({ kind, x }) => kind !== 'join' && (x - here.x) * sign > 0)
    .map((node) => ({ node, far: Math.abs(node.x - here.x) + 3 * Math.abs(node.y - here.y) }))
    .sort((a, b) => a.far - b.far);
  return beside[0]?.node.id;
}

/** The one that is drawn first, from the left. */
function firstWay(edges: Layout['edges']): Layout['edges'][number] | undefined {
  return [...edges].sort((a, b) => a.plusAt.x - b.plusAt.x)[0];
}

/** The edge whose place for a step is nearest to a point: where something that is dragged would be put. */
export function nearestSlot({ edges }: Layout, point: Point, within: number): Layout['edges'][number] | undefined {
  const near = edges
    .filter(({ slot }) => slot !== undefined)
    .map((edge) => ({ edge, far: Math.hypot(edge.plusAt.x - point.x, edge.plusAt.y - point.y) }))
    .filter(({ far }) => far <= within)
    .sort((a, b) => a.far - b.far);
  return near[0]?.edge;
}

/** Corners of a right-angled line, rounded, as a path of SVG. */
export function pathOf(points: readonly Point[]): string {
  const corners = points.filter((point, index) => index === 0 || point.x !== points[index - 1]!.x || point.y !== points[index - 1]!.y);
  return corners.map((point, index) => segment(point, corners[index - 1], corners[index + 1])).join(' ');
}

function segment(point: Point, before: Point | undefined, after: Point | undefined): string {
  if (!before) return `M ${point.x} ${point.y}`;
  if (!after) return `L ${point.x} ${point.y}`;
  const [into, out] = [toward(point, before), toward(point, after)];
  return `L ${into.x} ${into.y} Q ${point.x} ${point.y} ${out.x} ${out.y}`;
}

function toward(from: Point, to: Point): Point {
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  const share = Math.min(RADIUS, far / 2) / far;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

/** What all of it covers. */
export function boundsOf(nodes: readonly LaidNode[]): { readonly left: number; readonly right: number; readonly bottom: number } {
  return {
    left: Math.min(...nodes.map(({ x }) => x)),
    right: Math.max(...nodes.map(({ x, width }) => x + width)),
    bottom: Math.max(...nodes.map(({ y, height }) => y + height)),
  };
}
