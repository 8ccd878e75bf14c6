/** A journey as it is drawn: steps below each other, ways side by side; moved through by mouse and by keys. */
import { type Edge, MiniMap, type Node, type NodeHandle, Position, ReactFlow, type ReactFlowInstance } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDragging } from './dragging.ts';
import { WayEdge } from './edge.tsx';
import { type CanvasFace, Face } from './face.ts';
import { type LaidEdge, type LaidNode, type Layout, layoutOf } from './layout.ts';
import { EndNode, JoinNode, StepNode, TriggerNode } from './node.tsx';
import { bringIntoSight } from './sight.ts';
import { boundsOf, DIRECTIONS, neighborOf } from './ways.ts';
import { Zoom } from './zoom.tsx';
import './canvas.css';

const nodeTypes = { step: StepNode, trigger: TriggerNode, end: EndNode, join: JoinNode };
const edgeTypes = { way: WayEdge };
const MARGIN = 24;
const MINI = { width: 150, height: 112 };
const ZOOM = { least: 0.15, first: 0.6, most: 1.6 } as const;

/** What Delete and the letters do with the chosen step. */
const ACTS: Readonly<Record<string, 'remove' | 'duplicate' | 'cut' | 'copy'>> = { Delete: 'remove', Backspace: 'remove', d: 'duplicate' };
const ACTS_WITH_CONTROL: Readonly<Record<string, 'cut' | 'copy'>> = { x: 'cut', c: 'copy' };

export function Canvas(face: CanvasFace): ReactNode {
  const { t } = useTranslation('journeys');
  const { journey, chosen, onChoose, onOpen, editing } = face;
  const layout = useMemo(() => layoutOf(journey), [journey]);
  const [flow, setFlow] = useState<ReactFlowInstance>();
  const frame = useRef<HTMLElement>(null);
  const dragging = useDragging(layout, editing);
  const nodes = useNodes(layout, dragging.moved, editing !== undefined);
  const edges = useMemo(() => layout.edges.map(edgeOf), [layout]);
  useFocus(frame, { chosen, layout, flow });

  const press = (event: KeyboardEvent): void => {
    const id = (event.target as HTMLElement).dataset.node;
    if (id === undefined) return;
    const direction = DIRECTIONS[event.key];
    const next = direction && neighborOf(layout, id, direction);
    const act = event.ctrlKey || event.metaKey ? ACTS_WITH_CONTROL[event.key] : ACTS[event.key];
    if (direction) {
      if (next !== undefined) onChoose(next);
    } else if (event.key === 'Enter') onOpen(id);
    else if (event.key === 'a' && editing) openPlus(frame.current, layout, id);
    else if (act && editing) editing.act(act, id);
    else return;
    event.preventDefault();
  };

  // Who goes through by Tab sees where they are.
  const see = ({ target }: FocusEvent): void => {
    if (flow && frame.current && target.matches(':is([data-slot], [data-node]):focus-visible')) bringIntoSight(flow, frame.current, target);
  };

  return (
    <Face value={{ ...face, ...(dragging.target !== undefined && { target: dragging.target }) }}>
      <section className="journey-canvas" ref={frame} aria-label={t('canvas')} onKeyDown={press} onFocus={see}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes as never}
          edgeTypes={edgeTypes as never}
          onInit={(instance) => {
            setFlow(instance as never);
            showStart(instance as never, layout, frame.current);
          }}
          onNodesChange={dragging.onChange}
          onNodeDragStop={dragging.onStop}
          minZoom={ZOOM.least}
          maxZoom={ZOOM.most}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          panOnScroll
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          ariaLabelConfig={{
            'node.a11yDescription.default': t('canvas'),
            'edge.a11yDescription.default': t('canvas'),
            'minimap.ariaLabel': t('miniMap'),
          }}
          proOptions={{ hideAttribution: true }}
        >
          <MiniMap style={MINI} pannable zoomable nodeClassName={(node) => `journey-mini-${node.type}`} className="journey-mini" />
          <Zoom onStart={() => flow && showStart(flow, layout, frame.current)} />
        </ReactFlow>
      </section>
    </Face>
  );
}

function useNodes(layout: Layout, moved: ReadonlyMap<string, { x: number; y: number }>, isEditable: boolean): Node[] {
  return useMemo(
    () =>
      layout.nodes.map(({ id, kind, x, y, width, height, step }) => ({
        id,
        type: kind,
        position: moved.get(id) ?? { x, y },
        ...{ width, height, data: { step }, handles: handlesOf({ width, height }) },
        draggable: isEditable && kind === 'step',
        zIndex: moved.has(id) ? 10 : 0,
      })),
    [layout, moved, isEditable],
  );
}

/** Where lines begin and end, also before anything has been measured. */
function handlesOf({ width, height }: Pick<LaidNode, 'width' | 'height'>): NodeHandle[] {
  const middle = { x: width / 2, width: 1, height: 1 };
  return [
    { ...middle, type: 'target', position: Position.Top, y: 0 },
    { ...middle, type: 'source', position: Position.Bottom, y: height },
  ];
}

function edgeOf(edge: LaidEdge): Edge {
  return { id: edge.id, source: edge.from, target: edge.to, type: 'way', data: { edge } };
}

/** The chosen node has the focus while the canvas has it, and is in sight: also when what stands beside it takes of the canvas. */
function useFocus(
  frame: React.RefObject<HTMLElement | null>,
  { chosen, layout, flow }: { readonly chosen: string | undefined; readonly layout: Layout; readonly flow: ReactFlowInstance | undefined },
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: where the node stands is the layout's to say.
  useEffect(() => {
    const here = frame.current;
    const button = chosen === undefined ? null : here?.querySelector<HTMLElement>(`[data-node="${CSS.escape(chosen)}"]`);
    if (!here || !button) return;
    if (here.contains(document.activeElement) || document.activeElement === document.body) button.focus({ preventScroll: true });
    if (!flow) return;
    const sized = new ResizeObserver(() => bringIntoSight(flow, here, button));
    sized.observe(here);
    return () => sized.disconnect();
  }, [frame, chosen, layout, flow]);
}

/** As large as can be read, from the trigger on. */
function showStart(flow: ReactFlowInstance, layout: Layout, frame: HTMLElement | null): void {
  const { left, right } = boundsOf(layout.nodes);
  const width = frame?.clientWidth ?? 0;
  const zoom = Math.min(1, Math.max(ZOOM.first, width / (right - left + 2 * MARGIN)));
  const isWider = (right - left) * zoom > width - 2 * MARGIN;
  // The trigger is at 0: what does not fit is shown around it.
  const middle = isWider ? 0 : (left + right) / 2;
  void flow.setViewport({ x: width / 2 - middle * zoom, y: MARGIN, zoom });
}

/** Opens the menu of what can be put behind a node. */
function openPlus(frame: HTMLElement | null, { edges }: Layout, id: string): void {
  const behind =
    edges.find(({ from, slot, way }) => slot && !way && (from === id || from === `@join:${id}`)) ??
    edges.find(({ from, slot }) => slot && from === id);
  const slot = behind?.slot;
  if (!slot) return;
  const button = frame?.querySelector<HTMLElement>(`[data-slot="${CSS.escape(`${slot.owner ?? ''}/${slot.way ?? ''}/${slot.index}`)}"]`);
  button?.focus({ preventScroll: true });
  button?.click();
}
