/** Formula traits: arithmetic on decimals. A missing operand makes the result missing, except in `coalesce`. */
import { addScaled, divideScaled, fromScaled, multiplyScaled, type Scaled, type TimeZone, toScaled } from '../../../base/index.ts';
import type { Expression, FormulaTrait } from '../../../define/index.ts';
import type { Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { functionOf } from './function.ts';
import { addDependencies, type ConditionNode, type Dependencies, NEVER, noDependencies, type TraitNode } from './node.ts';
import { plainValue } from './trait-rule.ts';

export interface Term {
  readonly dependencies: Dependencies;
  readonly timed: boolean;
  /** Numbers are plain; arithmetic scales its operands. */
  value(view: CustomerView): Value;
  changesAt(view: CustomerView): number;
  /** As of a trait (`TraitNode`). */
  reaches?(view: CustomerView, k: number): number;
}

export interface FormulaWorld {
  readonly zone: TimeZone;
  trait(id: string, path: string): TraitNode;
  condition(condition: Extract<Expression, { op: 'if' }>['when'], path: string): ConditionNode;
}

export function compileFormula(trait: FormulaTrait, index: number, world: FormulaWorld): TraitNode {
  const term = compileTerm(trait.formula, world, `trait "${trait.id}"`);
  return { id: trait.id, index, scaled: false, isTime: false, ...term };
}

function compileTerm(expression: Expression, world: FormulaWorld, path: string): Term {
  if ('trait' in expression) return traitTerm(world.trait(expression.trait, path));
  if ('literal' in expression) {
    const { literal } = expression;
    return { dependencies: noDependencies(), timed: false, value: () => literal, changesAt: () => NEVER };
  }
  if (expression.op === 'if') return ifTerm(expression, world, path);
  if (expression.op === 'switch') return switchTerm(expression, world, path);
  const terms = expression.args.map((arg) => compileTerm(arg, world, path));
  const shared = {
    dependencies: union(terms.map((term) => term.dependencies)),
    timed: terms.some((term) => term.timed),
    changesAt: earliest(terms),
  };
  if (expression.op === 'coalesce') return { ...shared, value: (view) => first(terms, view) };
  if (expression.op === 'concat') return { ...shared, value: (view) => concat(terms, view) };
  if (!isArithmetic(expression)) return { ...shared, ...functionOf(expression, terms, world.zone) };
  const operate = OPERATIONS[expression.op];
  return { ...shared, value: (view) => fold(terms, view, operate) };
}

function isArithmetic(expression: Expression & { op: string }): expression is Extract<Expression, { op: keyof typeof OPERATIONS }> {
  return expression.op in OPERATIONS;
}

const OPERATIONS: Record<'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max', (a: Scaled, b: Scaled) => Scaled | undefined> = {
  add: addScaled,
  subtract: (a, b) => addScaled(a, -b),
  multiply: multiplyScaled,
  divide: divideScaled,
  min: Math.min,
  max: Math.max,
};

function traitTerm(node: TraitNode): Term {
  return {
    dependencies: node.dependencies,
    timed: node.timed,
    value: (view) => plainValue(node, view),
    changesAt: (view) => node.changesAt(view),
  };
}

function ifTerm(expression: Extract<Expression, { op: 'if' }>, world: FormulaWorld, path: string): Term {
  const when = world.condition(expression.when, path);
  const yes = compileTerm(expression.then, world, path);
  const no = compileTerm(expression.otherwise, world, path);
  return {
    dependencies: union([when.dependencies, yes.dependencies, no.dependencies]),
    timed: when.timed || yes.timed || no.timed,
    value: (view) => (when.test(view) ? yes : no).value(view),
    changesAt: (view) => {
      when.settle(view);
      return Math.min(view.flipAt, yes.changesAt(view), no.changesAt(view));
    },
  };
}

function switchTerm({ of, cases, otherwise }: Extract<Expression, { op: 'switch' }>, world: FormulaWorld, path: string): Term {
  const subject = compileTerm(of, world, path);
  const branches = cases.map(({ is, then }) => ({ is, term: compileTerm(then, world, path) }));
  const last = compileTerm(otherwise, world, path);
  const terms = [subject, ...branches.map(({ term }) => term), last];
  return {
    dependencies: union(terms.map((term) => term.dependencies)),
    timed: terms.some((term) => term.timed),
    value: (view) => {
      const value = subject.value(view);
      return (branches.find(({ is }) => is === value)?.term ?? last).value(view);
    },
    changesAt: earliest(terms),
  };
}

function fold(terms: readonly Term[], view: CustomerView, operate: (a: Scaled, b: Scaled) => Scaled | undefined): Value {
  let result: Scaled | undefined;
  for (let i = 0; i < terms.length; i++) {
    const value = terms[i]!.value(view);
    const operand = typeof value === 'number' ? toScaled(value) : undefined;
    if (operand === undefined) return undefined;
    result = i === 0 ? operand : operate(result!, operand);
    if (result === undefined) return undefined;
  }
  return result === undefined ? undefined : fromScaled(result);
}

function first(terms: readonly Term[], view: CustomerView): Value {
  for (const term of terms) {
    const value = term.value(view);
    if (value !== undefined) return value;
  }
  return undefined;
}

function concat(terms: readonly Term[], view: CustomerView): Value {
  let text = '';
  for (const term of terms) {
    const value = term.value(view);
    if (value === undefined || Array.isArray(value)) return undefined;
    if (typeof value !== 'number') text += String(value);
    else {
      const scaled = toScaled(value);
      if (scaled === undefined) return undefined;
      text += plainText(scaled);
    }
  }
  return text;
}

/** A decimal without trailing zeros and without an exponent. */
function plainText(scaled: Scaled): string {
  const digits = String(Math.abs(scaled)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${scaled < 0 ? '-' : ''}${digits.slice(0, -4)}${fraction && `.${fraction}`}`;
}

function earliest(terms: readonly Term[]): (view: CustomerView) => number {
  return (view) => {
    let soonest = NEVER;
    for (const term of terms) soonest = Math.min(soonest, term.changesAt(view));
    return soonest;
  };
}

function union(all: readonly Dependencies[]): Dependencies {
  const result = noDependencies();
  for (const one of all) addDependencies(result, one);
  return result;
}
