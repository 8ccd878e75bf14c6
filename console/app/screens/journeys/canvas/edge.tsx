/** The line between two steps: when it is gone, and where a step may be put in. */
import { BaseEdge, EdgeLabelRenderer } from '@xyflow/react';
import { memo, type ReactNode, useContext } from 'react';
import { useJourneyWords } from '../words.ts';
import { Face } from './face.ts';
import type { LaidEdge, Point } from './layout.ts';
import { Plus } from './plus.tsx';
import { pathOf } from './ways.ts';

export const WayEdge = memo(({ data: { edge } }: { readonly data: { readonly edge: LaidEdge } }): ReactNode => {
  const { editing, target } = useContext(Face)!;
  const { slot, way, labelAt, plusAt } = edge;
  const kind = way?.kind;
  return (
    <>
      <BaseEdge
        path={pathOf(edge.points)}
        className={`journey-edge ${kind === 'failure' || kind === 'timeout' ? `journey-edge-${kind}` : ''}`}
      />
      <EdgeLabelRenderer>
        {labelAt && kind !== 'through' && <Label of={edge} at={labelAt} />}
        {editing && slot && (
          <div className="journey-plus nodrag nopan" style={at(plusAt)}>
            <Plus slot={slot} isTarget={target === edge.id} label={edge} />
          </div>
        )}
      </EdgeLabelRenderer>
    </>
  );
});

function Label({ of: { way, owner, labelWidth = 176 }, at: point }: { readonly of: LaidEdge; readonly at: Point }): ReactNode {
  const words = useJourneyWords();
  const text = words.way(owner!, way!);
  return (
    <div className={`journey-way journey-way-${way!.kind} nodrag nopan`} style={{ ...at(point), maxWidth: labelWidth - 8 }} title={text}>
      {text}
    </div>
  );
}

function at({ x, y }: Point): { readonly transform: string } {
  return { transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` };
}
