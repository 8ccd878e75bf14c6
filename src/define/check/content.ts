/** Rules of the single kinds that no schema can state. Each yields what is wrong and where inside the definition. */
import { assertTimeZone, durationMs, messageOf, type Said, type VolanoError } from '../../base/index.ts';
import type { Condition, FixedWindow, Window } from '../condition.ts';
import { eventPathOf } from '../event-path.ts';
import type { MemberDefinition, PolicyDefinition, PurchaseDefinition } from '../policy.ts';
import type { Definition } from '../project.ts';
import { typeWord } from '../said/places.ts';
import { allOf, eitherOf, said } from '../said/said.ts';
import type { MessageClass } from '../step.ts';
import type { ComputedTrait, Expression, TraitDefinition } from '../trait.ts';
import { eventFaults } from './dictionary.ts';
import { eventPathFaults, LIST_BESIDE } from './event-paths.ts';
import { namespaceFaults } from './identity.ts';
import { placementFaults } from './placements.ts';
import { recommendationFaults } from './recommendations.ts';
import { sensitiveWordFaults } from './sensitive-words.ts';
import { blockFaults, templateFaults } from './templates.ts';
import { typeOfExpression, type ValueType } from './types.ts';
import { expressionsOf, rulesIn } from './walk.ts';

export interface Fault {
  readonly path: string;
  readonly text: Said;
}

export function* contentFaults(definition: Definition, typeOf: (trait: string) => ValueType): Generator<Fault> {
  if (definition.kind === 'trait') yield* traitFaults(definition, typeOf);
  if (definition.kind === 'event') yield* eventFaults(definition);
  if (definition.kind === 'namespace') yield* namespaceFaults(definition);
  if (definition.kind === 'policy') yield* policyFaults(definition, typeOf);
  if (definition.kind === 'template') yield* templateFaults(definition);
  if (definition.kind === 'recommendation') yield* recommendationFaults(definition);
  if (definition.kind === 'placement') yield* placementFaults(definition, typeOf);
  if (definition.kind === 'block') yield* blockFaults(definition);
  if (definition.kind === 'workspace') {
    try {
      assertTimeZone(definition.timeZone);
    } catch (error) {
      const { code, details, message } = error as VolanoError;
      yield { path: 'timeZone', text: { en: message, zh: messageOf(code, details, 'zh') } };
    }
    if (definition.purchase) yield* purchaseFaults(definition.purchase);
    yield* memberFaults(definition.approval?.members ?? []);
  }
}

/** Two members are two people. */
function* memberFaults(members: readonly MemberDefinition[]): Generator<Fault> {
  for (const [index, { id, token }] of members.entries()) {
    const path = `approval.members[${index}]`;
    const earlier = members.slice(0, index);
    if (earlier.some((one) => one.id === id)) yield { path: `${path}.id`, text: said`another member has the id "${id}" already` };
    else if (earlier.some((one) => one.token === token))
      yield { path: `${path}.token`, text: said`another member has this token already; give each one of their own` };
  }
}

function* traitFaults(trait: TraitDefinition, typeOf: (trait: string) => ValueType): Generator<Fault> {
  if ('aggregate' in trait) yield* computedFaults(trait);
  if ('score' in trait) {
    const type = typeOf(trait.score.of);
    if (type !== 'number' && type !== 'scalar')
      yield { path: 'score.of', text: said`expected a trait of type number, "${trait.score.of}" is a ${typeWord(type)}` };
  }
  if ('formula' in trait) {
    for (const { expression, path } of expressionsOf(trait.formula)) yield* expressionFaults(expression, path, typeOf);
  }
}

const NEED_PROPERTY: readonly string[] = ['sum', 'average', 'min', 'max', 'most_frequent', 'distinct_count', 'distinct_list'];

/** Windows that nothing can lie in. */
export function* windowFaults(window: Window | undefined): Generator<Said> {
  if (window === undefined || window === 'ever') return;
  if ('last' in window && window.except !== undefined && durationMs(window.except) >= durationMs(window.last))
    yield said`"except" is not shorter than "last": nothing lies between`;
  // A date stands for its start in UTC here: near enough to tell which of two comes first.
  const [from, to] = [fixedEnd(window, 'from'), fixedEnd(window, 'to')];
  if (from >= to) yield said`"from" is not before "to": nothing lies between`;
}

function fixedEnd(window: Exclude<Window, 'ever'>, end: 'from' | 'to'): number {
  const time = (window as FixedWindow)[end];
  return typeof time === 'string' ? Date.parse(time) : (time ?? Number.NaN);
}

/** What is wrong with an aggregate, of a trait or in a rule. */
export function* computedFaults(trait: Omit<ComputedTrait, 'kind' | 'id' | 'name' | 'event'>): Generator<Fault> {
  for (const text of windowFaults(trait.window)) yield { path: 'window', text };
  const { aggregate, property, unit } = trait;
  if (NEED_PROPERTY.includes(aggregate) && property === undefined) {
    yield { path: 'property', text: said`aggregate "${aggregate}" needs the property that it reads` };
  }
  if (unit !== undefined && aggregate !== 'streak' && aggregate !== 'time_since') {
    yield { path: 'unit', text: said`aggregate "${aggregate}" has no unit; leave it out` };
  }
  if (aggregate === 'streak' && (unit === 'minute' || unit === 'hour'))
    yield { path: 'unit', text: said`a streak counts days, weeks or months` };
  if (aggregate === 'time_since' && unit === 'month') yield { path: 'unit', text: said`a month is no fixed time; count days` };
  if (trait.calendar !== undefined && (aggregate !== 'time_since' || (unit !== undefined && unit !== 'day'))) {
    yield { path: 'calendar', text: said`only "time_since" in days can count calendar days` };
  }
  if (property?.includes('[]') && eventPathOf(property)) yield { path: 'property', text: LIST_BESIDE };
  if (property !== undefined) for (const text of eventPathFaults(property, 'property')) yield { path: 'property', text };
  const lists = new Set([...(property === undefined ? [] : listIn(property)), ...(trait.where ? listsIn(trait.where) : [])]);
  if (lists.size > 1) yield { path: 'where', text: said`one list at a time: this reads ${allOf([...lists])}` };
}

function listIn(path: string): readonly string[] {
  const end = path.indexOf('[]');
  return end < 0 ? [] : [path.slice(0, end + 2)];
}

function listsIn(where: Condition): readonly string[] {
  return [...rulesIn({ condition: where, path: '', scope: 'property' })].flatMap(({ rule }) =>
    listIn(rule.field.replace(/^property\./, '')),
  );
}

/** Types as they stand in sentences. */
const WORDS: Readonly<Partial<Record<ValueType, Said>>> = {
  number: said`numbers`,
  string: said`texts`,
  list: said`lists`,
  time: said`times`,
};

/** What the operands of an operation may be; others take anything. */
const OPERANDS: Readonly<Record<string, readonly ValueType[]>> = {
  ...Object.fromEntries(
    ['add', 'subtract', 'multiply', 'divide', 'min', 'max', 'modulo', 'round', 'floor', 'ceil', 'abs'].map((op) => [op, ['number']]),
  ),
  lower: ['string'],
  substring: ['string'],
  length: ['string', 'list'],
  date_part: ['time', 'string', 'number'],
  elapsed: ['time', 'string', 'number'],
  age: ['time', 'string', 'number'],
};

function* expressionFaults(expression: Expression, path: string, typeOf: (trait: string) => ValueType): Generator<Fault> {
  if (!('args' in expression)) return;
  const { op } = expression;
  if (op === 'elapsed' && expression.calendar && expression.unit !== undefined && expression.unit !== 'day')
    yield { path: `${path}.calendar`, text: said`only days can be counted by the calendar` };
  if (op === 'includes') {
    const type = typeOfExpression(expression.args[0], typeOf);
    if (type !== 'list' && type !== 'scalar')
      yield { path: `${path}.args[0]`, text: said`"includes" looks into a list, this is a ${typeWord(type)}` };
  }
  const types = OPERANDS[op];
  if (!types) return;
  for (const [index, part] of expression.args.entries()) {
    const type = typeOfExpression(part, typeOf);
    const wanted = eitherOf(types.map((one) => WORDS[one] ?? typeWord(one)));
    if (type !== 'scalar' && !types.includes(type))
      yield { path: `${path}.args[${index}]`, text: said`"${op}" needs ${wanted}, this is a ${typeWord(type)}` };
  }
}

/** The report sums over all purchases, so it filters by plain comparisons only. */
const PURCHASE_OPERATORS: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'notIn', 'null', 'notNull'];

function* purchaseFaults({ where, order }: PurchaseDefinition): Generator<Fault> {
  if (order?.includes('[]'))
    yield { path: 'purchase.order', text: said`the key of an order stands outside of lists, "${order}" is inside one` };
  if (!where) return;
  for (const { rule, path } of rulesIn({ condition: where, path: 'purchase.where', scope: 'property' })) {
    if (rule.field.includes('[]'))
      yield { path: `${path}.field`, text: said`a purchase is filtered outside of lists, "${rule.field}" is inside one` };
    if (!PURCHASE_OPERATORS.includes(rule.operator)) {
      yield { path: `${path}.operator`, text: said`a purchase is filtered by ${PURCHASE_OPERATORS.join(', ')}, not by "${rule.operator}"` };
    }
  }
}

function* policyFaults(policy: PolicyDefinition, typeOf: (trait: string) => ValueType): Generator<Fault> {
  const { quietHours, caps = [], acceptedFrequency } = policy;
  if (quietHours && quietHours.from === quietHours.to)
    yield { path: 'quietHours', text: said`they begin and end at the same time; leave them out` };
  if (quietHours) yield* exemptFaults(quietHours, 'quietHours');
  for (const [index, cap] of caps.entries()) {
    if (caps.findIndex(({ id }) => id === cap.id) < index)
      yield { path: `caps[${index}].id`, text: said`another cap has the id "${cap.id}" already` };
    yield* exemptFaults(cap, `caps[${index}]`);
  }
  yield* sensitiveWordFaults(policy.sensitiveWords ?? []);
  const { arbitration } = policy;
  if (arbitration?.classes) yield* exemptFaults({ classes: arbitration.classes }, 'arbitration');
  if (arbitration?.collect !== undefined && durationMs(arbitration.collect) > durationMs(arbitration.window))
    yield { path: 'arbitration.collect', text: said`it is longer than the window; at most as long as that` };
  if (!acceptedFrequency) return;
  yield* exemptFaults(acceptedFrequency, 'acceptedFrequency');
  const type = typeOf(acceptedFrequency.trait);
  if (type !== 'number' && type !== 'scalar')
    yield {
      path: 'acceptedFrequency.trait',
      text: said`expected a trait of type number, "${acceptedFrequency.trait}" is a ${typeWord(type)}`,
    };
}

function* exemptFaults({ classes }: { readonly classes: readonly MessageClass[] }, path: string): Generator<Fault> {
  if (classes.includes('transactional'))
    yield { path: `${path}.classes`, text: said`transactional messages are always exempt; leave "transactional" out` };
}
