/** What is tried: the definitions as they would be released, what they compile to, and what of them the condition reads. */
import { VolanoError } from '../../base/index.ts';
import { compilePlan, eventsRead, holdsOfBlank, type Plan, type ScoreEdges } from '../../core/index.ts';
import {
  type Condition,
  type Definition,
  type Project,
  type Released,
  referencesOf,
  type SegmentDefinition,
  type TagDefinition,
  type TraitDefinition,
} from '../../define/index.ts';
import type { CandidateOptions } from '../../learn/index.ts';
import type { Releases } from '../releases.ts';
import { said } from '../said.ts';
import type { PreviewQuestion } from './answer.ts';

export interface Tried {
  readonly kind: 'segment' | 'tag' | 'trait';
  readonly id: string;
  readonly condition: Condition;
  readonly definitions: readonly Definition[];
  /** To read the stored state with; undefined when the state lacks something of the past. */
  readonly ofState: Plan | undefined;
  /** To fold events with. */
  readonly ofEvents: Plan;
  /** What the count needs to look at, as of `now`. */
  readonly evaluated: CandidateOptions;
}

/** Throws VOLANO_PROJECT_INVALID and others of kind `definition`, VOLANO_RESOURCE_UNKNOWN. */
export function tried(question: PreviewQuestion, releases: Releases, now: number): Tried {
  const current = releases.list.at(-1)?.definitions.map(({ definition }) => definition) ?? [];
  const base = question.project?.definitions ?? current;
  const { definitions, kind, id } = withTarget(base, question);
  const { release } = releases.next({ definitions } as Project);
  const { edges } = releases.plan.know;
  const target = definitions.find((one): one is Targeted => one.kind === kind && one.id === id);
  if (!target) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
  const condition = conditionOf(target);
  const live = releases.planWith(release);
  return {
    kind,
    id,
    condition,
    definitions,
    ofState: live.preparation ? undefined : live,
    ofEvents: compilePlan([release], edges),
    evaluated: evaluatedFor(condition, needed(target, release.definitions), { edges, now }),
  };
}

/** What the count looks at: of these definitions, which are all that the condition reads. */
export function evaluatedFor(
  condition: Condition,
  definitions: readonly Released[],
  { edges, now }: { readonly edges: ScoreEdges; readonly now: number },
): CandidateOptions {
  const plan = compilePlan([{ number: 1, definitions }], edges);
  const after = eventsRead(plan.know, now).flatMap((one) => (one.after === undefined ? [] : [[one.event, one.after] as const]));
  return { now, edges: Object.fromEntries(edges), after: new Map(after), holdsOfOthers: holdsOfBlank(condition, { plan, now }) };
}

type Targeted = SegmentDefinition | TagDefinition | TraitDefinition;
type Target = Pick<Tried, 'kind' | 'id' | 'definitions'>;

function withTarget(base: readonly Definition[], { definition, condition, of }: PreviewQuestion): Target {
  if (condition) {
    const taken = new Set(base.flatMap((one) => (one.kind === 'segment' ? [one.id] : [])));
    let id = 'preview';
    while (taken.has(id)) id += '_';
    const segment: Definition = { kind: 'segment', id, name: { en: 'Preview', zh: '预览' }, condition };
    return { kind: 'segment', id, definitions: [...base, segment] };
  }
  if (!definition) return { ...of!, definitions: base };
  const { kind, id } = definition;
  if (kind !== 'segment' && kind !== 'tag' && kind !== 'trait') {
    throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: 'definition', problem: said`a preview is of a segment, a tag or a trait` });
  }
  return { kind, id, definitions: [...base.filter((one) => one.kind !== kind || one.id !== id), definition] };
}

/** Of a tag that it is held: its expiry and its group count too. Of a trait that there is a value. */
export function conditionOf(target: Targeted): Condition {
  if (target.kind === 'segment') return target.condition;
  if (target.kind === 'tag') return { combinator: 'and', rules: [{ field: `tag.${target.id}`, operator: '=', value: true }] };
  return { combinator: 'and', rules: [{ field: `trait.${target.id}`, operator: 'notNull' }] };
}

/** The definition with everything that it reads, through others too, and the workspace. */
export function needed(target: Definition, released: readonly Released[]): readonly Released[] {
  const byName = new Map(released.map((one) => [`${one.definition.kind} ${one.definition.id}`, one]));
  const found = new Set<Released>();
  const add = (one: Released | undefined): void => {
    if (!one || found.has(one)) return;
    found.add(one);
    const { definition } = one;
    for (const { kind, id } of referencesOf(definition)) add(byName.get(`${kind} ${id}`));
    if (definition.kind !== 'tag_group') return;
    for (const other of released) if (other.definition.kind === 'tag' && other.definition.group === definition.id) add(other);
  };
  for (const one of released) if (one.definition.kind === 'workspace') add(one);
  add(byName.get(`${target.kind} ${target.id}`));
  return [...found];
}
