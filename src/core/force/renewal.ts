/**
 * What a change of plans asks for: which rules have to be evaluated, and for whom.
 *
 * N1. A rule that is left out, and a customer who is, would come out as before: no definition that it leans on has changed, and nothing that it reads of
 *     the customer was filled in.
 */
import type { JourneyDefinition, Released } from '../../define/index.ts';
import { isMetByBlank, type PartLayout, type RuleNode } from '../know/index.ts';
import { type Compiled, compileDefinitions } from './compiling.ts';
import { nameOf, Reads } from './reads.ts';

/** `filled`: those of whom something was filled in. */
export interface Renewal {
  readonly rules: readonly RuleNode[];
  readonly among: 'nobody' | 'filled' | 'everybody';
  /** Whether nothing that they decide has been decided before: nobody is in any of it, or waits for it. */
  readonly areNew: boolean;
}

export interface Change {
  readonly before: Compiled;
  readonly after: Compiled;
  /** What was filled in, by key of the part whose place it takes. */
  readonly filled: ReadonlyMap<string, PartLayout>;
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
  if (before.workspace.timeZone !== after.workspace.timeZone || before.definitions.some(isGone))
    return { rules, among: 'everybody', areNew: false };
  const reads = new Reads(after.definitions);
  const isNew = ({ definition, version }: Released): boolean => old.get(nameOf(definition)) !== version;
  const changed = after.definitions.filter((one) => KNOWING.has(one.definition.kind) && isNew(one));
  const affected = reads.readersOf(new Set(changed.map(({ definition }) => nameOf(definition))));
  const isAffected = ({ members }: RuleNode): boolean => members.some(({ kind, id }) => affected.has(`${kind}:${id}`));
  const renewed = rules.filter((rule) => isAffected(rule) || (closesGaps && [...rule.inputs.parts].some((part) => filled.has(part))));
  const areNew = renewed.every(({ members }) => members.every(({ kind, id }) => !old.has(`${kind}:${id}`)));
  if (concernsJourneys(change, { affected, isNew })) return { rules: renewed, among: 'everybody', areNew };
  const bound = new Set<string>();
  for (const rule of renewed) {
    if (isBound(rule, { filled, bound }) && isFilled(rule, { after, reads, filled }) && !isMetByBlank(after.know, rule))
      bound.add(rule.key);
  }
  if (renewed.every((rule) => !isAffected(rule) || bound.has(rule.key)))
    return { rules: renewed, among: renewed.length > 0 ? 'filled' : 'nobody', areNew };
  return { rules: renewed, among: 'everybody', areNew };
}

/** Whether it reads nothing of a customer but parts of which something was filled in. */
function isBound(
  { inputs }: RuleNode,
  { filled, bound }: { readonly filled: Change['filled']; readonly bound: ReadonlySet<string> },
): boolean {
  if (inputs.declared.size > 0 || inputs.scores.size > 0 || inputs.buckets.size > 0 || inputs.parts.size + inputs.rules.size === 0)
    return false;
  return [...inputs.parts].every((part) => filled.has(part)) && [...inputs.rules].every((key) => bound.has(key));
}

/**
 * Whether it reads nothing of these parts but what was filled in: without that, its result is that of somebody of whom nothing is known. What a part has kept
 * all along may be there of customers of whom nothing was filled in.
 */
function isFilled({ members }: RuleNode, { after, reads, filled }: Pick<Change, 'after' | 'filled'> & { readonly reads: Reads }): boolean {
  const workspace = after.definitions.filter(({ definition }) => definition.kind === 'workspace');
  const names = new Set(members.flatMap(({ kind, id }) => reads.closureOf(`${kind}:${id}`)));
  const alone = compileDefinitions([...workspace, ...[...names].map((name) => reads.get(name)!)]);
  return [...alone.know.layouts.values()].every(({ key, ever, latest, windowed }) => {
    const grown = filled.get(key);
    const keys = new Set([...(grown?.ever ?? []), ...(grown?.latest ?? [])].map((measure) => measure.key));
    // Rows grow as a whole (E1).
    const hasRows = windowed.length === 0 || (grown !== undefined && grown.windowed.length > 0);
    return hasRows && [...ever, ...latest].every((measure) => keys.has(measure.key));
  });
}

/** Dates and schedules come to everybody; and who is inside of a journey waits for conditions that may read what has changed. */
function concernsJourneys(
  { before, after, journeys }: Change,
  { affected, isNew }: { readonly affected: ReadonlySet<string>; readonly isNew: (one: Released) => boolean },
): boolean {
  const isTimed = (one: Released): boolean => {
    const { definition } = one;
    return definition.kind === 'journey' && (definition.trigger.type === 'date' || definition.trigger.type === 'schedule');
  };
  if (after.definitions.some((one) => isTimed(one) && isNew(one))) return true;
  // Who is moved may have to go on earlier than it would have.
  if (editsIn(after) > editsIn(before)) return true;
  return new Reads(journeys).anyReads(affected);
}

/** How many things that releases have said about customers inside are to be done. */
function editsIn({ journeys }: Compiled): number {
  let count = 0;
  for (const edits of journeys.edits.values()) count += edits.length;
  return count;
}
