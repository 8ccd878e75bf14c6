/** Which event rows touch the rule of a tag with an expiry (docs/conditions.md 7.2). */
import { type AggregateValue, type Condition, type Expression, fieldsOf, type Rule } from '../../define/index.ts';
import { contributes, type Pass } from './aggregate.ts';
import type { Catalog } from './catalog.ts';
import { speaks } from './declared.ts';
import { historyEvents, questionOf, unnamed } from './history.ts';

/** Conditions over a row; the row touches the rule when any of them is true. */
export function touching(rule: Condition, catalog: Catalog, pass: Pass): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();

  const ofCondition = (condition: Condition): void => {
    for (const part of condition.rules) 'rules' in part ? ofCondition(part) : ofRule(part);
  };
  const ofRule = (asked: Rule): void => {
    const [field, beside] = fieldsOf(asked) as [string, string?];
    if (beside !== undefined) ofRule({ field: beside, operator: 'notNull' });
    const [kind, id] = splitField(field);
    if (kind === 'event') {
      const question = questionOf(asked);
      if (question.operator === 'aggregate') found.add(contributes({ ...unnamed(id), ...(question.value as AggregateValue) }, pass.rows));
      else for (const event of historyEvents(id, question)) found.add(`${pass.rows.match(event)} = 1`);
      return;
    }
    if (kind === 'bucket' || seen.has(field)) return;
    seen.add(field);
    if (kind === 'trait') ofTrait(id);
    else if (kind === 'segment') ofCondition(catalog.segment(id).condition);
    else for (const tag of catalog.companions(catalog.tag(id))) ofCondition(tag.rule);
  };
  const ofTrait = (id: string): void => {
    const trait = catalog.trait(id);
    if ('aggregate' in trait) found.add(contributes(trait, pass.rows));
    else if ('formula' in trait) ofExpression(trait.formula);
    else if ('score' in trait) ofTrait(trait.score.of);
    else found.add(speaks(trait, pass));
  };
  const ofExpression = (expression: Expression): void => {
    if ('trait' in expression) ofRule({ field: `trait.${expression.trait}`, operator: 'notNull' });
    else if ('args' in expression) expression.args.forEach(ofExpression);
    else if ('cases' in expression)
      [expression.of, ...expression.cases.map(({ then }) => then), expression.otherwise].forEach(ofExpression);
    else if ('when' in expression) {
      ofCondition(expression.when);
      ofExpression(expression.then);
      ofExpression(expression.otherwise);
    }
  };

  ofCondition(rule);
  return [...found];
}

/** `trait.x` as ['trait', 'x']. */
export function splitField(field: string): [kind: string, id: string] {
  const dot = field.indexOf('.');
  return [field.slice(0, dot), field.slice(dot + 1)];
}
