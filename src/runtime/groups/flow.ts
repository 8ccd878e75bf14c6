/** From which segments customers came into one over some days of the workspace, and into which they went. */
import { dayStart, dayText } from '../../base/index.ts';
import { type Moves, movesOf } from '../../learn/index.ts';
import type { MembersWorld } from './history.ts';

/** Days since 1970; both count. */
export interface SegmentFlowQuestion {
  readonly segment: string;
  readonly from: number;
  readonly to: number;
}

export interface SegmentFlow extends Moves {
  readonly from: string;
  readonly to: string;
}

export async function segmentFlowOf(
  { segment, from, to }: SegmentFlowQuestion,
  { warehouse, plan: { zone } }: Pick<MembersWorld, 'warehouse' | 'plan'>,
): Promise<SegmentFlow> {
  const moves = await movesOf(warehouse, { segment, from: dayStart(from, zone), until: dayStart(to + 1, zone) });
  return { from: dayText(from), to: dayText(to), ...moves };
}
