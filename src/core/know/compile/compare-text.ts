/** Comparisons of texts, and of what lists and texts have in common (docs/conditions.md section 2). */
import { compilePattern, versionKey } from '../../../base/index.ts';
import type { CompareOperator, LengthValue, Scalar } from '../../../define/index.ts';
import type { Value } from '../value.ts';
import type { Comparison } from './compare.ts';

/** A text with the part in it, case ignored; a list with the element. */
export function contains(operand: Scalar | undefined): Comparison {
  const inText = lowered(operand, (text, part) => text.includes(part));
  return (value) => (Array.isArray(value) ? (value as readonly (Scalar | undefined)[]).includes(operand) : inText(value));
}

export function beginsWith(operand: Scalar | undefined): Comparison {
  return lowered(operand, (text, part) => text.startsWith(part));
}

export function endsWith(operand: Scalar | undefined): Comparison {
  return lowered(operand, (text, part) => text.endsWith(part));
}

/** One of the texts. */
export function equalsIgnoringCase(operands: readonly (Scalar | undefined)[]): Comparison {
  const tests = operands.map((operand) => lowered(operand, (text, other) => text === other));
  return (value) => tests.some((test) => test(value));
}

function lowered(operand: Scalar | undefined, test: (text: string, operand: string) => boolean): Comparison {
  if (typeof operand !== 'string') return () => false;
  const other = operand.toLowerCase();
  return (value) => typeof value === 'string' && test(value.toLowerCase(), other);
}

/** A pattern that the schema has refused is none here either. */
export function matches(operand: Scalar | undefined): Comparison {
  const pattern = typeof operand === 'string' ? compilePattern(operand) : undefined;
  if (!pattern || 'problem' in pattern) return () => false;
  return (value) => typeof value === 'string' && pattern.test(value.toWellFormed());
}

const SIGNS: Partial<Record<CompareOperator, (a: string, b: string) => boolean>> = {
  versionEquals: (a, b) => a === b,
  versionBefore: (a, b) => a < b,
  versionAtMost: (a, b) => a <= b,
  versionAfter: (a, b) => a > b,
  versionAtLeast: (a, b) => a >= b,
};

export function versions(operator: CompareOperator, operand: Scalar | undefined): Comparison {
  const other = typeof operand === 'string' ? versionKey(operand) : undefined;
  const sign = SIGNS[operator]!;
  if (other === undefined) return () => false;
  return (value) => {
    const key = typeof value === 'string' ? versionKey(value) : undefined;
    return key !== undefined && sign(key, other);
  };
}

export function hasLength({ atLeast = 0, atMost = Number.POSITIVE_INFINITY }: LengthValue): Comparison {
  return (value) => {
    const length = lengthOf(value);
    return length !== undefined && length >= atLeast && length <= atMost;
  };
}

/** Code points of a text, elements of a list; other values have no length. */
export function lengthOf(value: Value): number | undefined {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'string') return undefined;
  let length = 0;
  for (const _ of value) length++;
  return length;
}
