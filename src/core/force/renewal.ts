/**
 * What a change of plans asks for: which rules have to be evaluated, and for whom.
 *
 * N1. A rule that is left out, and a customer who is, would come out as before: no definition that it leans on has changed, and nothing that it reads of
 *     the customer was filled in.
 */
import type { JourneyDefinition, Released } from '../../define/index.ts';
import { isMetByBlank, type RuleNode } from '../know/index.ts';
import type { Compiled } from './compiling.ts';
import { nameOf, Reads } from './reads.ts';

/** `filled`: those of whom something was filled in. */
export interface Renewal {
  readonly rules: readonly RuleNode[];
  readonly among: 'nobody' | 'filled' | 'everybody';
}

export interface Change {
  readonly before: Compiled;
  readonly after: Compiled;
  /** Keys of the parts that were filled in. */
  readonly filled: ReadonlySet<string>;
  /** Whether what had been kept of these parts before may have had gaps, which are closed now. */
  readonly closesGaps?: boolean;
  /** Every version of a journey that customers may be in. */
  readonly journeys: readonly Released<JourneyDefinition>[];
}

const KNOWING: ReadonlySet<string> = new Set(['trait', 'tag_group', 'tag', 'segment']);

export function renewalOf(change: Change): Renewal {
  const { before, after, filled, closesGaps = false } = change;
  const { rules } = after.know;
  const old = new Map(before.definitions.map(({ definition, version }) => [nameOf(definition), version]));
  const now = new Map(after.definitions.map(({ definition, version }) => [nameOf(definition), version]));
  const isGone = ({ definition }: Released): boolean => KNOWING.has(definition.kind) && !now.has(nameOf(definition));
  if (before.workspace.timeZone !== after.workspace.timeZone || before.definitions.some(isGone)) return { rules, among: 'everybody' };
  const reads = new Reads(after.definitions);
  const isNew = ({ definition, version }: Released): boolean => old.get(nameOf(definition)) !== version;
  const changed = after.definitions.filter((one) => KNOWING.has(one.definition.kind) && isNew(one));
  const affected = reads.readersOf(new Set(changed.map(({ definition }) => nameOf(definition))));
  const isAffected = ({ members }: RuleNode): boolean => members.some(({ kind, id }) => affected.has(`${kind}:${id}`));
  const renewed = rules.filter((rule) => isAffected(rule) || (closesGaps && [...rule.inputs.parts].some((part) => filled.has(part))));
  if (concernsJourneys(change, { affected, isNew })) return { rules: renewed, among: 'everybody' };
  const bound = new Set<string>();
  for (const rule of renewed) if (isBound(rule, { filled, bound }) && !isMetByBlank(after.know, rule)) bound.add(rule.key);
  if (renewed.every((rule) => !isAffected(rule) || bound.has(rule.key)))
    return { rules: renewed, among: renewed.length > 0 ? 'filled' : 'nobody' };
  return { rules: renewed, among: 'everybody' };
}

/** Whether it reads nothing of a customer but what was filled in: without that, its result is that of somebody of whom nothing is known. */
function isBound(
  { inputs }: RuleNode,
  { filled, bound }: { readonly filled: ReadonlySet<string>; readonly bound: ReadonlySet<string> },
): boolean {
  if (inputs.declared.size > 0 || inputs.scores.size > 0 || inputs.parts.size + inputs.rules.size === 0) return false;
  return [...inputs.parts].every((part) => filled.has(part)) && [...inputs.rules].every((key) => bound.has(key));
}

/** Dates and schedules come to everybody; and who is inside of a journey waits for conditions that may read what has changed. */
function concernsJourneys(
  { after, journeys }: Change,
  { affected, isNew }: { readonly affected: ReadonlySet<string>; readonly isNew: (one: Released) => boolean },
): boolean {
  const isTimed = (one: Released): boolean => {
    const { definition } = one;
    return definition.kind === 'journey' && (definition.trigger.type === 'date' || definition.trigger.type === 'schedule');
  };
  if (after.definitions.some((one) => isTimed(one) && isNew(one))) return true;
  return new Reads(journeys).anyReads(affected);
}
