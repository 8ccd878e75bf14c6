/** Conditions compiled to tests, with the instant at which time alone may flip them. */
import { type TimeZone, VolanoError } from '../../../base/index.ts';
import { type AggregateValue, type Condition, type EdgeValue, eventPathOf, fieldsOf, type Rule } from '../../../define/index.ts';
import type { Json, JsonObject } from '../../entry.ts';
import { said } from '../../said.ts';
import { parsePath, readPath } from '../property.ts';
import { timeOf } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { compileComparison } from './compare.ts';
import { timelyComparison } from './compare-time.ts';
import { compositeTraitRule, isComposite } from './composite.ts';
import type { MeasuredTrait } from './computed.ts';
import { eventReader } from './event-path.ts';
import { compileFilter } from './filter.ts';
import { GroupCondition } from './group.ts';
import { compileHistory } from './history.ts';
import { type ConditionNode, conditionOf, type Dependencies, NEVER, noDependencies, type TraitNode } from './node.ts';
import type { Layouts } from './source.ts';
import { compileTraitRule } from './trait-rule.ts';

export interface ConditionWorld {
  readonly layouts: Layouts;
  readonly zone: TimeZone;
  trait(id: string, path: string): TraitNode;
  /** The node of an aggregate that has no name. */
  computed(trait: MeasuredTrait): TraitNode;
  /** The node of what is drawn under this name. */
  bucket(name: string): TraitNode;
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
  return new GroupCondition(nodes, { all: condition.combinator === 'and', negated });
}

function compileRule(rule: Rule, world: ConditionWorld, place: Place): ConditionNode {
  const dot = rule.field.indexOf('.');
  const kind = rule.field.slice(0, dot);
  const id = rule.field.slice(dot + 1);
  if (kind === 'trait' && isComposite(rule)) return compositeTraitRule(rule, (field) => world.trait(field.slice(dot + 1), place.path));
  if (kind === 'trait') return compileTraitRule(rule, world.trait(id, place.path), world.zone);
  if (kind === 'tag' || kind === 'segment') return new MembershipRule(rule, { kind, id, key: world.rule(kind, id, place.path) });
  if (kind === 'bucket') return compileTraitRule(rule, world.bucket(id), world.zone);
  if (kind === 'event') return compileMeasured(rule, id, world) ?? compileHistory(rule, id, world.layouts);
  if (kind === 'recommend') return recommendRule(rule, id, world.zone);
  if (kind === 'property' && place.scope === 'event') return propertyRule(rule, id, world.zone);
  const problem =
    kind === 'property'
      ? said`field "${rule.field}" is read where no event is at hand`
      : said`field "${rule.field}" does not start with trait., tag., segment., bucket., event. or property.`;
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: place.path, problem });
}

/** Questions about a history that are comparisons of an aggregate. */
function compileMeasured({ field, operator, value }: Rule, event: string, world: ConditionWorld): ConditionNode | undefined {
  if (operator === 'aggregate') {
    const { is, within, ...aggregate } = value as AggregateValue;
    return compileTraitRule({ field, ...is }, world.computed({ event, ...aggregate, ...(within && { window: within }) }), world.zone);
  }
  if (operator !== 'firstPerformed' && operator !== 'lastPerformed') return undefined;
  const { within, ...edge } = value as EdgeValue;
  const node = world.computed({
    event,
    aggregate: operator === 'firstPerformed' ? 'first' : 'last',
    ...edge,
    ...(within && { window: within }),
  });
  return compileTraitRule({ field, operator: '=', value: true }, node, world.zone);
}

class MembershipRule implements ConditionNode {
  readonly dependencies: Dependencies = noDependencies();
  readonly timed = false;
  readonly isKept = undefined;
  readonly #field: string;
  readonly #wanted: boolean;
  readonly #name: string;
  #place = -1;

  constructor(rule: Rule, member: { kind: 'tag' | 'segment'; id: string; key: string }) {
    this.dependencies.rules.add(member.key);
    this.#field = rule.field;
    this.#wanted = (rule.value !== false) === (rule.operator !== '!=');
    this.#name = `${member.kind}:${member.id}`;
  }

  test(view: CustomerView): boolean {
    return this.#holds(view) === this.#wanted;
  }

  settle(view: CustomerView): boolean {
    view.flipAt = NEVER;
    return this.#holds(view) === this.#wanted;
  }

  read(view: CustomerView, into: Record<string, JsonObject[string]>): void {
    into[this.#field] = this.#holds(view);
  }

  #holds({ known: { roll } }: CustomerView): boolean {
    // The nodes of a plan are asked about customers on its table only.
    if (this.#place < 0) this.#place = roll.table.member(this.#name)!;
    return roll.isMember(this.#place);
  }
}

/** A property of the event at hand: the condition is asked while the event is there. */
function propertyRule(rule: Rule, id: string, zone: TimeZone): ConditionNode {
  if (isComposite(rule)) return compositeRule(rule, zone);
  const path = parsePath(id);
  const readEvent = eventReader(id, zone);
  const isOwn = eventPathOf(id) !== undefined;
  const timely = timelyComparison(rule, zone);
  const compare = timely ? undefined : compileComparison(rule, zone);
  const propertyOf = (view: CustomerView) => view.event && readEvent(view.event);
  return conditionOf({
    dependencies: noDependencies(),
    timed: timely !== undefined,
    test: (view) => compare?.(propertyOf(view)) ?? timely!.test(timeOf(propertyOf(view), zone), view.now),
    flipAt: (view) => timely?.flipAt(timeOf(propertyOf(view), zone), view.now) ?? NEVER,
    read: (view, into) => {
      const value: Json | undefined = isOwn ? propertyOf(view) : readPath(view.event?.properties, path.list ?? path.rest);
      into[rule.field] = value ?? null;
    },
  });
}

/** What is recommended now: asked at one moment, and never followed. */
function recommendRule(rule: Rule, id: string, zone: TimeZone): ConditionNode {
  const compare = compileComparison(rule, zone);
  const idsOf = (view: CustomerView) => view.recommended(id).map((item) => String(item.id));
  return conditionOf({
    dependencies: noDependencies(),
    timed: false,
    test: (view) => compare(idsOf(view)),
    flipAt: () => NEVER,
    read: (view, into) => {
      into[rule.field] = idsOf(view);
    },
  });
}

function compositeRule(rule: Rule, zone: TimeZone): ConditionNode {
  const test = compileFilter({ combinator: 'and', rules: [rule] }, zone);
  const readers = fieldsOf(rule).map((field) => [field, eventReader(field.slice('property.'.length), zone)] as const);
  return conditionOf({
    dependencies: noDependencies(),
    timed: false,
    test: (view) => view.event !== undefined && test(view.event),
    flipAt: () => NEVER,
    read: (view, into) => {
      for (const [field, read] of readers) into[field] = (view.event && read(view.event)) ?? null;
    },
  });
}
