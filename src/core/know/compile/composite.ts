/** Comparisons that look at more than one value (docs/conditions.md 2.14, 2.15). */
import { circleOf, isWithin, type TimeZone, VolanoError } from '../../../base/index.ts';
import { COMPOSITE_OPERATORS, type Condition, type DistanceValue, fieldsOf, type Rule } from '../../../define/index.ts';
import type { JsonObject } from '../../entry.ts';
import { said } from '../../said.ts';
import type { Value } from '../value.ts';
import { type EventAtHand, elementsReader, eventReader } from './event-path.ts';
import { addDependencies, type ConditionNode, conditionOf, noDependencies, type TraitNode } from './node.ts';
import { plainValue } from './trait-rule.ts';

export function isComposite({ operator }: Rule): boolean {
  return (COMPOSITE_OPERATORS as readonly string[]).includes(operator);
}

/** Of an event. `compile` makes the test of an element, as if its own fields were properties of an event. */
export function compositeTest(
  rule: Rule,
  zone: TimeZone,
  compile: (where: Condition, zone: TimeZone) => (event: EventAtHand) => boolean,
): (event: EventAtHand) => boolean {
  const wanted = isPositive(rule);
  const [path, beside = ''] = fieldsOf(rule).map((field) => field.slice(field.indexOf('.') + 1));
  if (isDistance(rule)) {
    const [latitude, longitude] = [eventReader(path!, zone), eventReader(beside, zone)];
    const near = nearness(rule);
    return (event) => near(latitude(event), longitude(event)) === wanted;
  }
  const elements = elementsReader(path!);
  const test = compile(rule.value as Condition, zone);
  return (event) => elements(event).some((element) => isObject(element) && test({ properties: element })) === wanted;
}

/** Of two traits. Throws VOLANO_DEFINITION_INVALID: a trait holds no objects. */
export function compositeTraitRule(rule: Rule, trait: (field: string) => TraitNode): ConditionNode {
  if (!isDistance(rule))
    throw new VolanoError('VOLANO_DEFINITION_INVALID', {
      path: rule.field,
      problem: said`operator "${rule.operator}" reads lists of events`,
    });
  const wanted = isPositive(rule);
  const fields = fieldsOf(rule);
  const [latitude, longitude] = fields.map(trait) as [TraitNode, TraitNode];
  const near = nearness(rule);
  const dependencies = noDependencies();
  for (const node of [latitude, longitude]) addDependencies(dependencies, node.dependencies);
  return conditionOf({
    dependencies,
    timed: latitude.timed || longitude.timed,
    test: (view) => near(plainValue(latitude, view), plainValue(longitude, view)) === wanted,
    flipAt: (view) => Math.min(latitude.changesAt(view), longitude.changesAt(view)),
    read: (view, into) => {
      into[fields[0]!] = plainValue(latitude, view) ?? null;
      into[fields[1]!] = plainValue(longitude, view) ?? null;
    },
  });
}

function isDistance({ operator }: Rule): boolean {
  return operator === 'withinDistance' || operator === 'notWithinDistance';
}

function isPositive({ operator }: Rule): boolean {
  return operator === 'withinDistance' || operator === 'anyElementWhere';
}

function nearness({ value }: Rule): (latitude: Value, longitude: Value) => boolean {
  const { of, meters } = value as DistanceValue;
  const circle = circleOf(of, meters);
  return (latitude, longitude) => typeof latitude === 'number' && typeof longitude === 'number' && isWithin(circle, latitude, longitude);
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
