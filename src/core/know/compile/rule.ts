/** Rules: what decides the membership in a tag, an exclusive group of tags, or a segment. */
import { durationMs } from '../../../base/index.ts';
import type { SegmentDefinition, TagDefinition } from '../../../define/index.ts';
import type { CustomerView } from '../view.ts';
import { addDependencies, type ConditionNode, type Dependencies, NEVER, noDependencies } from './node.ts';
import { type Layouts, lastTime, type Source } from './source.ts';

export interface Member {
  /** In the plan's table of members. */
  place: number;
  readonly kind: 'tag' | 'segment';
  readonly id: string;
  readonly version: number;
  readonly condition: ConditionNode;
  /** Infinity when it never expires. */
  readonly expiryMs: number;
  /** Whether an event surely leaves result and flip as they are (K1, K2). */
  readonly isKept: ConditionNode['isKept'];
  /** Time of the latest event that touched the condition (docs/conditions.md 7.2). Only asked when it may expire. */
  touchedAt(view: CustomerView): number | undefined;
}

export interface RuleNode {
  /** `tag:x`, `group:x`, `segment:x`. */
  readonly key: string;
  /** Place in the order of evaluation. */
  index: number;
  /** By falling priority; only the first eligible one holds. A rule outside an exclusive group has one. */
  readonly members: readonly Member[];
  /** The member of a rule outside an exclusive group. */
  readonly single: Member | undefined;
  readonly dependencies: Dependencies;
  /** What may change its result though no rule it reads changes. */
  readonly inputs: Dependencies;
}

/** `true`, or why not. */
export type Standing = 'holds' | 'false' | 'expired';

/** Whether the member is eligible, and in `view.flipAt` until when time alone leaves it so. */
export function standingOf(member: Member, view: CustomerView): Standing {
  const { condition, expiryMs } = member;
  if (!condition.settle(view)) return 'false';
  const touched = expiryMs === NEVER ? undefined : member.touchedAt(view);
  if (touched === undefined) return 'holds';
  const end = touched + expiryMs;
  // What has expired comes back only with an event.
  const expired = view.now >= end;
  view.flipAt = expired ? NEVER : Math.min(view.flipAt, end);
  return expired ? 'expired' : 'holds';
}

export function tagMember(tag: TagDefinition, one: { version: number; condition: ConditionNode }): Omit<Member, 'touchedAt'> {
  const expiryMs = tag.expiry === undefined ? NEVER : durationMs(tag.expiry);
  const { isKept } = one.condition;
  return { place: -1, kind: 'tag', id: tag.id, expiryMs, isKept: tag.expiry === undefined ? isKept : isKept && keptFalse(isKept), ...one };
}

/**
 * Of a tag that may expire. Each event that touches it prolongs it while it holds, and brings it back when it has expired. But what has expired
 * waits for no instant: what does not hold and waits for one is false, and stays so with its condition.
 */
function keptFalse(isKept: NonNullable<ConditionNode['isKept']>): ConditionNode['isKept'] {
  return (view, before) => !before.holds && before.flipAt !== NEVER && isKept(view, before);
}

export function segmentMember(segment: SegmentDefinition, one: { version: number; condition: ConditionNode }): Member {
  return { place: -1, kind: 'segment', id: segment.id, expiryMs: NEVER, isKept: one.condition.isKept, touchedAt: () => undefined, ...one };
}

/** `touching`: what its expiry looks at beside what its conditions read. */
export function ruleOf(key: string, members: readonly Member[], touching: Dependencies = noDependencies()): RuleNode {
  const dependencies = noDependencies();
  for (const member of members) addDependencies(dependencies, member.condition.dependencies);
  const inputs = noDependencies();
  addDependencies(inputs, dependencies);
  addDependencies(inputs, touching);
  return { key, index: -1, members, single: members.length === 1 ? members[0] : undefined, dependencies, inputs };
}

/** Latest time over everything the condition reads: an `edge` measure beside each of its measures, and its declared traits. */
export function touchReader(reads: Dependencies, layouts: Layouts): Member['touchedAt'] {
  const edges: Source[] = [...reads.sources].map(({ request }) =>
    layouts.source({ ...request, family: 'edge', side: undefined, window: 'ever', columnKind: request.columnKind ?? 'value' }),
  );
  const declared = [...reads.declared];
  return (view) => {
    let latest: number | undefined;
    for (const edge of edges) latest = later(latest, lastTime(edge, view));
    for (const id of declared) latest = later(latest, view.known.declared.get(id)?.time);
    return latest;
  };
}

/** Of times that may be missing: undefined or NaN. */
function later(latest: number | undefined, time: number | undefined): number | undefined {
  if (time === undefined || Number.isNaN(time)) return latest;
  return latest === undefined || time > latest ? time : latest;
}
