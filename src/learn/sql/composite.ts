/** Comparisons that look at more than one value (docs/conditions.md 2.14, 2.15) as SQL that is 0 or 1, never NULL. */
import { type Circle, circleOf, HALF_DEGREE, SINE } from '../../base/index.ts';
import { COMPOSITE_OPERATORS, type DistanceValue, type Rule } from '../../define/index.ts';
import { asScalar, floatOfTagged, isNumber, type Value } from './value.ts';

export function isComposite({ operator }: Rule): boolean {
  return (COMPOSITE_OPERATORS as readonly string[]).includes(operator);
}

/** Whether the rule is the negation of its positive operator. */
export function isNegated({ operator }: Rule): boolean {
  return operator === 'notWithinDistance' || operator === 'noElementWhere';
}

/** The engine's arithmetic, operation by operation: see base/great-circle.ts. */
export function distanceSql(rule: Rule, latitude: Value, longitude: Value): string {
  const { of, meters } = rule.value as DistanceValue;
  const [north, east] = [asScalar(latitude), asScalar(longitude)];
  const within = `arrayMap((n, e) -> ${withinSql(circleOf(of, meters))}, [${floatOfTagged(north)}], [${floatOfTagged(east)}])[1]`;
  const near = `(${isNumber(north)} AND ${isNumber(east)} AND ${within})`;
  return isNegated(rule) ? `NOT ${near}` : near;
}

/** Over n and e, degrees. */
function withinSql({ latitude, longitude, cosLatitude, edge }: Circle): string {
  const apart = `abs(e - ${exact(longitude)})`;
  const northward = squared(sine(`abs(n - ${exact(latitude)}) * ${exact(HALF_DEGREE)}`));
  const eastward = squared(sine(`if(${apart} > 180, 360 - ${apart}, ${apart}) * ${exact(HALF_DEGREE)}`));
  const cosine = `(1 - 2 * ${squared(sine(`abs(n) * ${exact(HALF_DEGREE)}`))})`;
  return `(abs(n) <= 90 AND abs(e) <= 180 AND ${northward} + ((${cosine} * ${exact(cosLatitude)}) * ${eastward}) <= ${exact(edge)})`;
}

function sine(angle: string): string {
  const sum = SINE.reduceRight((inner, term) => `(${inner} + ${exact(term)}) * (x * x)`, 'toFloat64(0)');
  return `arrayMap(x -> x * (1 + ${sum}), [${angle}])[1]`;
}

function squared(value: string): string {
  return `arrayMap(s -> s * s, [${value}])[1]`;
}

/** The same double, bit for bit. */
function exact(value: number): string {
  return `reinterpretAsFloat64(toUInt64(${new BigUint64Array(new Float64Array([value]).buffer)[0]}))`;
}
