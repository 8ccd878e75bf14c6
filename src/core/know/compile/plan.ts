/** Definitions compiled for knowing: indexed by event and by what they read, so that an event evaluates only what it can touch. */
import { type TimeZone, VolanoError } from '../../../base/index.ts';
import {
  asksFor,
  type Condition,
  type DeclaredTrait,
  type Definition,
  eventNamesOf,
  type Released,
  type SegmentDefinition,
  type TagDefinition,
  type TraitDefinition,
} from '../../../define/index.ts';
import type { CompileCondition } from '../condition.ts';
import type { PartLayout } from '../measure/layout.ts';
import { NO_MODELS } from '../recommend/model.ts';
import { type CompiledRecommendation, compileRecommendation } from '../recommend/recommend.ts';
import { RuleTable } from '../roll.ts';
import { type CustomerView, Memo, type TraitTable } from '../view.ts';
import { bucketNode } from './bucket.ts';
import { compileComputed, type MeasuredTrait } from './computed.ts';
import { compileCondition, type Place } from './condition.ts';
import { compileDeclared } from './declared.ts';
import { driftOf } from './drift.ts';
import { eventTestOf } from './filter.ts';
import { compileFormula } from './formula.ts';
import { addDependencies, type ConditionNode, type Dependencies, noDependencies, type TraitNode } from './node.ts';
import { inOrder } from './order.ts';
import { type Reaction, reactionOf, reactionsByPrefix } from './reaction.ts';
import { type Member, type RuleNode, ruleOf, segmentMember, tagMember, touchReader } from './rule.ts';
import { compileScore } from './score.ts';
import { Layouts } from './source.ts';

export interface KnowPlan extends TraitTable {
  readonly zone: TimeZone;
  readonly declared: readonly DeclaredSource[];
  /** Of all parts, those in preparation included. */
  readonly layouts: ReadonlyMap<string, PartLayout>;
  /** What definitions that are not in force yet will read: it is collected, and nothing reads it. */
  readonly preparing: Preparing | undefined;
  /** Part key -> keys of stored parts that have been in preparation and take its place, the latest last. */
  readonly takenOver: ReadonlyMap<string, readonly string[]>;
  /** In order of evaluation. */
  readonly rules: readonly RuleNode[];
  readonly table: RuleTable;
  /** By event name. */
  readonly reactionOf: ReadonlyMap<string, Reaction>;
  /** To events that no definition names. */
  readonly reactionToOthers: Reaction;
  /** The same for events that the product itself writes: they are none of `'*'`. */
  readonly reactionOfOwn: ReadonlyMap<string, Reaction>;
  readonly reactionToOwnOthers: Reaction;
  /** To those that no definition names, when some ask by how names begin. */
  readonly reactionByPrefix: ((event: string, isOwn: boolean) => Reaction) | undefined;
  readonly rulesOfDeclared: readonly RuleNode[];
  readonly rulesOfScore: ReadonlyMap<string, readonly RuleNode[]>;
  /** Rules that read the result of a rule, in order. */
  readonly dependents: ReadonlyMap<RuleNode, readonly RuleNode[]>;
  /** Trait id -> other things than rules may ask for conditions too (journeys). */
  readonly compile: CompileCondition;
}

/** A declared trait, and the key under which a customer has what was declared. Another one when the definition came to mean something else. */
export interface DeclaredSource {
  readonly trait: DeclaredTrait;
  readonly key: string;
}

/** What is collected for definitions that are not in force yet. */
export interface Preparing {
  readonly layouts: readonly PartLayout[];
  readonly declared: readonly DeclaredSource[];
}

/** Key of a declared trait by its id, where it is another one. */
export type DeclaredKeys = ReadonlyMap<string, string>;

/** Throws VOLANO_REFERENCE_UNKNOWN, VOLANO_DEFINITION_CYCLE, VOLANO_DEFINITION_INVALID. */
export function startKnowPlan(released: readonly Released[], zone: TimeZone, declaredKeys: DeclaredKeys = new Map()): KnowPlanBuilder {
  return new KnowPlanBuilder(released, zone, declaredKeys);
}

export interface Collecting {
  /** What is to be collected beside the layouts of the definitions. */
  readonly preparing?: ((layouts: ReadonlyMap<string, PartLayout>) => Preparing) | undefined;
  readonly takenOver?: KnowPlan['takenOver'];
}

const NOTHING_TAKEN_OVER: KnowPlan['takenOver'] = new Map();

/** Two steps, because conditions of journeys add measures to the same layouts. */
export class KnowPlanBuilder {
  readonly #zone: TimeZone;
  readonly #declaredKeys: DeclaredKeys;
  readonly #layouts: Layouts;
  readonly #traits = new Map<string, TraitNode>();
  readonly #definitions = new Map<string, Released>();
  readonly #unnamed = new Map<string, TraitNode>();
  readonly #recommendations = new Map<string, CompiledRecommendation>();
  /** Traits and unnamed aggregates so far. */
  #nodes = 0;
  readonly #compiling: string[] = [];
  readonly #rules: RuleNode[] = [];

  constructor(released: readonly Released[], zone: TimeZone, declaredKeys: DeclaredKeys) {
    this.#zone = zone;
    this.#declaredKeys = declaredKeys;
    this.#layouts = new Layouts(zone);
    for (const one of released) this.#definitions.set(`${one.definition.kind}:${one.definition.id}`, one);
    for (const trait of this.#of('trait')) this.#trait(trait.definition.id, `trait "${trait.definition.id}"`);
    this.#compileRules();
    const world = { zone, measured: (trait: MeasuredTrait) => this.#measured(trait) };
    for (const { definition, version } of this.#of('recommendation'))
      this.#recommendations.set(definition.id, compileRecommendation(definition, version, world));
  }

  /** For journeys: a condition over the same traits, tags and segments. */
  readonly compile: CompileCondition = (condition, path, scope) => {
    const node = this.#condition(condition, { path, scope });
    const viewOf = (view: unknown) => view as CustomerView;
    return {
      ofEvent: scope === 'event' ? eventTestOf(condition, this.#zone) : undefined,
      test: (view) => node.test(viewOf(view)),
      flipAt: (view) => {
        node.settle(viewOf(view));
        return viewOf(view).flipAt;
      },
      read: (view) => {
        const values = {};
        node.read(viewOf(view), values);
        return values;
      },
    };
  };

  build(edges: ReadonlyMap<string, readonly number[]>, { preparing, takenOver = NOTHING_TAKEN_OVER }: Collecting = {}): KnowPlan {
    const rules = inOrder(this.#rules);
    const table = tableOf(rules);
    const layouts = this.#layouts.build();
    const collected = preparing?.(layouts);
    for (const layout of collected?.layouts ?? []) layouts.set(layout.key, layout);
    const dependents = dependentsOf(rules);
    const touched = (reads: (inputs: Dependencies) => boolean) => rules.filter((rule) => reads(rule.inputs));
    const reactionTo = (event: string, isOwn: boolean): Reaction =>
      reactionOf((names) => asksFor(eventNamesOf(names), event, isOwn), { layouts, rules });
    const asked = [...layouts.values()].map((layout) => eventNamesOf(layout.event));
    const events = [...new Set(asked.flatMap(({ exact }) => exact))];
    const prefixes = [...new Set(asked.flatMap((names) => names.prefixes))];
    const scores = this.#of('trait').flatMap(({ definition }) => ('score' in definition ? [definition.id] : []));
    return {
      zone: this.#zone,
      traits: this.#traits,
      memo: new Memo(this.#nodes),
      edges,
      recommendations: this.#recommendations,
      models: NO_MODELS,
      declared: this.#of('trait').flatMap(({ definition }) =>
        'type' in definition ? [{ trait: definition, key: this.#keyOf(definition.id) }] : [],
      ),
      layouts,
      preparing: collected,
      takenOver,
      rules,
      table,
      reactionOf: new Map(events.map((event) => [event, reactionTo(event, false)])),
      reactionToOthers: reactionTo('', false),
      reactionOfOwn: new Map(events.map((event) => [event, reactionTo(event, true)])),
      reactionToOwnOthers: reactionTo('', true),
      reactionByPrefix: reactionsByPrefix(prefixes, reactionTo),
      rulesOfDeclared: touched((inputs) => inputs.declared.size > 0),
      rulesOfScore: new Map(scores.map((id) => [id, touched((inputs) => inputs.scores.has(id))])),
      dependents,
      compile: this.compile,
    };
  }

  #keyOf(declared: string): string {
    return this.#declaredKeys.get(declared) ?? declared;
  }

  #compileRules(): void {
    const groups = new Map<string, Released<TagDefinition>[]>();
    for (const tag of this.#of('tag')) {
      const key = this.#ruleKey('tag', tag.definition.id, '');
      groups.set(key, [...(groups.get(key) ?? []), tag]);
    }
    const tagRules = [...groups].map(([key, tags]) => ({
      key,
      tags: tags.sort(byPriority),
      nodes: tags.map((tag) => this.#conditionOf(tag.definition.rule, tag.definition)),
    }));
    const segments = this.#of('segment').map(({ definition, version }) => {
      const member = segmentMember(definition, { version, condition: this.#conditionOf(definition.condition, definition) });
      return ruleOf(`segment:${definition.id}`, [member]);
    });
    const readsOf = new Map<string, Dependencies>(segments.map((rule) => [rule.key, rule.dependencies]));
    for (const { key, nodes } of tagRules) {
      const reads = noDependencies();
      for (const node of nodes) addDependencies(reads, node.dependencies);
      readsOf.set(key, reads);
    }
    for (const { key, tags, nodes } of tagRules) {
      const touching = noDependencies();
      const members: Member[] = tags.map(({ definition, version }, i) => {
        const member = tagMember(definition, { version, condition: nodes[i]! });
        if (definition.expiry === undefined) return { ...member, touchedAt: () => undefined };
        const reads = transitive(nodes[i]!.dependencies, readsOf);
        addDependencies(touching, reads);
        return { ...member, touchedAt: touchReader(reads, this.#layouts) };
      });
      this.#rules.push(ruleOf(key, members, touching));
    }
    this.#rules.push(...segments);
  }

  #conditionOf(condition: Condition, owner: TagDefinition | SegmentDefinition): ConditionNode {
    return this.#condition(condition, { path: `${owner.kind} "${owner.id}"`, scope: 'customer' });
  }

  #condition(condition: Condition, place: Place): ConditionNode {
    const world = {
      layouts: this.#layouts,
      zone: this.#zone,
      trait: (id: string, path: string) => this.#trait(id, path),
      computed: (trait: MeasuredTrait) => this.#measured(trait),
      bucket: (name: string) => this.#bucket(name),
      rule: (kind: 'tag' | 'segment', id: string, path: string) => this.#ruleKey(kind, id, path),
    };
    return compileCondition(condition, world, place);
  }

  /** Equal aggregates in rules share one node. */
  #measured(trait: MeasuredTrait): TraitNode {
    const key = JSON.stringify(trait);
    const known = this.#unnamed.get(key);
    if (known) return known;
    const node = this.#computed(trait, this.#nodes++);
    this.#unnamed.set(key, node);
    return node;
  }

  #bucket(name: string): TraitNode {
    const key = `bucket:${name}`;
    const node = this.#unnamed.get(key) ?? bucketNode(name, this.#nodes++);
    this.#unnamed.set(key, node);
    return node;
  }

  #computed(trait: MeasuredTrait, index: number): TraitNode {
    return { ...compileComputed(trait, index, { layouts: this.#layouts, zone: this.#zone }), drift: driftOf(trait) };
  }

  #ruleKey(kind: 'tag' | 'segment', id: string, path: string): string {
    const found = this.#definitions.get(`${kind}:${id}`)?.definition;
    if (!found) throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind, id });
    const group =
      found.kind === 'tag' && found.group !== undefined ? this.#definitions.get(`tag_group:${found.group}`)?.definition : undefined;
    return group?.kind === 'tag_group' && group.exclusive ? `group:${group.id}` : `${kind}:${id}`;
  }

  #trait(id: string, path: string): TraitNode {
    const known = this.#traits.get(id);
    if (known) return known;
    const found = this.#definitions.get(`trait:${id}`)?.definition;
    if (found?.kind !== 'trait') throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path, kind: 'trait', id });
    if (this.#compiling.includes(id))
      throw new VolanoError('VOLANO_DEFINITION_CYCLE', { cycle: [...this.#compiling, id].map((one) => `trait "${one}"`).join(' -> ') });
    this.#compiling.push(id);
    const make = this.#compileTrait(found);
    this.#compiling.pop();
    const node = make(this.#nodes++);
    this.#traits.set(id, node);
    return node;
  }

  /** Compiles what it reads first, so that its index comes after theirs. */
  #compileTrait(trait: TraitDefinition): (index: number) => TraitNode {
    if ('type' in trait) return (index) => compileDeclared({ trait, key: this.#keyOf(trait.id) }, index, this.#zone);
    if ('aggregate' in trait) return (index) => this.#computed(trait, index);
    if ('score' in trait) {
      const of = this.#trait(trait.score.of, `trait "${trait.id}"`);
      return (index) => compileScore(trait, index, of);
    }
    const world = {
      zone: this.#zone,
      trait: (id: string, path: string) => this.#trait(id, path),
      condition: (condition: Condition, path: string) => this.#condition(condition, { path, scope: 'customer' }),
    };
    const node = compileFormula(trait, 0, world);
    return (index) => ({ ...node, index });
  }

  #of<K extends Definition['kind']>(kind: K): Released<Extract<Definition, { kind: K }>>[] {
    return [...this.#definitions.values()].filter((one): one is Released<Extract<Definition, { kind: K }>> => one.definition.kind === kind);
  }
}

function byPriority(a: Released<TagDefinition>, b: Released<TagDefinition>): number {
  return (b.definition.priority ?? 0) - (a.definition.priority ?? 0) || (a.definition.id < b.definition.id ? -1 : 1);
}

/** What is read through tags and segments, too. */
function transitive(start: Dependencies, readsOf: ReadonlyMap<string, Dependencies>): Dependencies {
  const all = noDependencies();
  addDependencies(all, start);
  for (const key of all.rules) {
    const reads = readsOf.get(key);
    if (reads) addDependencies(all, reads);
  }
  return all;
}

/** Numbers the members, in order of evaluation. */
function tableOf(rules: readonly RuleNode[]): RuleTable {
  const members = rules.flatMap((rule) => rule.members);
  members.forEach((member, place) => {
    member.place = place;
  });
  return new RuleTable(
    members.map(({ kind, id }) => `${kind}:${id}`),
    rules.map(({ key }) => key),
  );
}

/** Of each rule, those that read its result, in order. */
function dependentsOf(rules: readonly RuleNode[]): Map<RuleNode, readonly RuleNode[]> {
  return new Map(rules.map((rule) => [rule, rules.filter((other) => other.dependencies.rules.has(rule.key))]));
}
