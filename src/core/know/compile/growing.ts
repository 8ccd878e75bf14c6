/** Values that only grow with time, in whole numbers (how long ago something was): where a comparison with one changes. */
import type { Rule, Scalar } from '../../../define/index.ts';

/**
 * The whole numbers at which the comparison may come out otherwise than just below, ascending; undefined for operators of which that is not known.
 * A wake-up at the next of them is enough: none is needed for the steps between.
 */
export function edgesOf({ operator, value }: Rule): readonly number[] | undefined {
  const operands = (Array.isArray(value) ? value : [value]) as readonly (Scalar | undefined)[];
  switch (operator) {
    case 'null':
    case 'notNull':
      return [];
    case '<':
    case '>=':
      return operands.flatMap(from);
    case '>':
    case '<=':
      return operands.flatMap(beyond);
    case 'between':
    case 'notBetween':
      return [...from(operands[0]), ...beyond(operands[1])].sort(ascending);
    case '=':
    case '!=':
    case 'in':
    case 'notIn':
      return operands.flatMap(about).sort(ascending);
    default:
      return undefined;
  }
}

/** The first whole number that is not less. What is no number compares with none. */
function from(operand: Scalar | undefined): number[] {
  return typeof operand === 'number' ? [Math.ceil(operand)] : [];
}

/** The first that is greater. */
function beyond(operand: Scalar | undefined): number[] {
  return typeof operand === 'number' ? [Math.floor(operand) + 1] : [];
}

/** Itself and the next one. */
function about(operand: Scalar | undefined): number[] {
  return Number.isInteger(operand) ? [operand as number, (operand as number) + 1] : [];
}

function ascending(a: number, b: number): number {
  return a - b;
}
