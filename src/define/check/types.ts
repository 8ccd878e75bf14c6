/** The type of a trait's value, as far as the definitions tell. */
import type { Definition } from '../project.ts';
import type { ComputedTrait, Expression, TraitDefinition, TraitType } from '../trait.ts';

/** `scalar`: a number, text or boolean, whichever the events bring. */
export type ValueType = TraitType | 'scalar';

/** Types of all traits of the definitions, by id. */
export function traitTypes(definitions: readonly Definition[]): (id: string) => ValueType {
  const traits = new Map<string, TraitDefinition>();
  for (const definition of definitions) if (definition.kind === 'trait') traits.set(definition.id, definition);
  const known = new Map<string, ValueType>();
  const typeOf = (id: string): ValueType => {
    const type = known.get(id);
    if (type) return type;
    // Also the answer inside a circle, which is reported on its own.
    known.set(id, 'scalar');
    const trait = traits.get(id);
    if (trait) known.set(id, typeOfTrait(trait, typeOf));
    return known.get(id) ?? 'scalar';
  };
  return typeOf;
}

function typeOfTrait(trait: TraitDefinition, typeOf: (id: string) => ValueType): ValueType {
  if ('type' in trait) return trait.type;
  if ('score' in trait) return 'number';
  if ('formula' in trait) return typeOfExpression(trait.formula, typeOf);
  return typeOfAggregate(trait);
}

/** The type of what an aggregate gives. */
export function typeOfAggregate({ aggregate, property }: Pick<ComputedTrait, 'aggregate' | 'property'>): ValueType {
  switch (aggregate) {
    case 'first':
    case 'last':
      return property === undefined ? 'time' : 'scalar';
    case 'most_frequent':
      return 'scalar';
    case 'distinct_list':
      return 'list';
    default:
      return 'number';
  }
}

export function typeOfExpression(expression: Expression, typeOf: (id: string) => ValueType): ValueType {
  if ('trait' in expression) return typeOf(expression.trait);
  if ('literal' in expression) return typeof expression.literal as 'number' | 'string' | 'boolean';
  switch (expression.op) {
    case 'concat':
    case 'lower':
    case 'substring':
      return 'string';
    case 'compare':
    case 'includes':
      return 'boolean';
    case 'if':
      return joined([expression.then, expression.otherwise], typeOf);
    case 'switch':
      return joined([...expression.cases.map(({ then }) => then), expression.otherwise], typeOf);
    case 'coalesce':
      return joined(expression.args, typeOf);
    default:
      return 'number';
  }
}

function joined(parts: readonly Expression[], typeOf: (id: string) => ValueType): ValueType {
  const types = new Set(parts.map((part) => typeOfExpression(part, typeOf)));
  return types.size === 1 ? [...types][0]! : 'scalar';
}
