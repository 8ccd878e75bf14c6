/** Conditions compiled to tests, with the instant at which time alone may flip them. */
import { type TimeZone, VolanoError } from '../../../base/index.ts';
import type { Condition, Rule } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import { parsePath, readPath, readValue } from '../property.ts';
import { ABSENT } from '../roll.ts';
import type { CustomerView } from '../view.ts';
import { compileComparison } from './compare.ts';
import { compileHistory } from './history.ts';
import { addDependencies, type ConditionNode, type Dependencies, NEVER, noDependencies, type TraitNode } from './node.ts';
import type { Layouts } from './source.ts';
import { compileTraitRule } from './trait-rule.ts';

export interface ConditionWorld {
  readonly layouts: Layouts;
  readonly zone: TimeZone;
  trait(id: string, path: string): TraitNode;
  /** Key of the rule that decides a tag's or segment's membership. */
  rule(kind: 'tag' | 'segment', id: string, path: string): string;
}

/** `path` names the place in the definitions, for errors. `property.` fields need an event at hand (`scope` event). */
export interface Place {
  readonly path: string;
  readonly scope: 'customer' | 'event';
}

export function compileCondition(condition: Condition, world: ConditionWorld, place: Place): ConditionNode {
  const nodes = condition.rules.map((rule, i) => {
    const at = { ...place, path: `${place.path}.rules[${i}]` };
    return 'rules' in rule ? compileCondition(rule, world, at) : compileRule(rule, world, at);
  });
  const negated = condition.not === true;
  if (nodes.length === 1 && !negated) return nodes[0]!;
  const dependencies = noDependencies();
  for (const node of nodes) addDependencies(dependencies, node.dependencies);
  const all = condition.combinator === 'and';
  const timed = nodes.some((node) => node.timed);
  return {
    dependencies,
    timed,
    test: (view) => groupHolds(nodes, view, all) !== negated,
    flipAt: timed ? (view) => groupFlipsAt(nodes, view, all) : () => NEVER,
    read: (view, into) => {
      for (const node of nodes) node.read(view, into);
    },
  };
}

/** `and`: no member fails; `or`: one holds. */
function groupHolds(nodes: readonly ConditionNode[], view: CustomerView, all: boolean): boolean {
  for (const node of nodes) if (node.test(view) !== all) return !all;
  return all;
}

/**
 * An `and` that is true flips with the first of its members, one that is false not before all its false members have flipped;
 * an `or` the other way round.
 */
function groupFlipsAt(nodes: readonly ConditionNode[], view: CustomerView, all: boolean): number {
  let first = NEVER;
  let allOpposed = 0;
  let opposed = false;
  for (const node of nodes) {
    const holds = node.test(view);
    if (holds === all && opposed) continue;
    const at = node.timed ? node.flipAt(view, holds) : NEVER;
    if (holds === all) first = Math.min(first, at);
    else {
      if (at === NEVER) return NEVER;
      opposed = true;
      allOpposed = Math.max(allOpposed, at);
    }
  }
  return opposed ? allOpposed : first;
}

function compileRule(rule: Rule, world: ConditionWorld, place: Place): ConditionNode {
  const dot = rule.field.indexOf('.');
  const kind = rule.field.slice(0, dot);
  const id = rule.field.slice(dot + 1);
  if (kind === 'trait') return compileTraitRule(rule, world.trait(id, place.path), world.zone);
  if (kind === 'tag' || kind === 'segment') return membershipRule(rule, { kind, id, key: world.rule(kind, id, place.path) });
  if (kind === 'event') return compileHistory(rule, id, world.layouts);
  if (kind === 'property' && place.scope === 'event') return propertyRule(rule, id);
  const problem =
    kind === 'property' ? 'is read where no event is at hand' : 'does not start with trait., tag., segment., event. or property.';
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: place.path, problem: `field "${rule.field}" ${problem}` });
}

function membershipRule(rule: Rule, member: { kind: 'tag' | 'segment'; id: string; key: string }): ConditionNode {
  const dependencies: Dependencies = noDependencies();
  dependencies.rules.add(member.key);
  const wanted = (rule.value !== false) === (rule.operator !== '!=');
  const name = `${member.kind}:${member.id}`;
  let place = -1;
  const holds = ({ known: { roll } }: CustomerView): boolean => {
    // The nodes of a plan are asked about customers on its table only.
    if (place < 0) place = roll.table.member(name)!;
    return roll.since[place] !== ABSENT;
  };
  return {
    dependencies,
    timed: false,
    test: (view) => holds(view) === wanted,
    flipAt: () => NEVER,
    read: (view, into) => {
      into[rule.field] = holds(view);
    },
  };
}

/** A property of the event at hand, which does not change: the condition is asked while the event is there. */
function propertyRule(rule: Rule, id: string): ConditionNode {
  const path = parsePath(id);
  const compare = compileComparison(rule);
  return {
    dependencies: noDependencies(),
    timed: false,
    test: (view) => compare(readValue(view.event, path)),
    flipAt: () => NEVER,
    read: (view, into) => {
      const value: JsonObject[string] | undefined = readPath(view.event, path.list ?? path.rest);
      into[rule.field] = value ?? null;
    },
  };
}
