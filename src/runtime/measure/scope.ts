/** The customers that a member is bound to, as SQL: by the evaluator that segments are counted with. */
import type { Condition, Rule, Scalar, SegmentDefinition } from '../../define/index.ts';
import { drawnSql, exceptionIdsSql } from '../../learn/index.ts';
import type { DataScope } from '../members/index.ts';
import { evaluatedFor, needed } from '../preview/index.ts';
import type { Releases } from '../releases.ts';

const EVERYBODY = 2 ** 32 - 1;

/** Rows `{ customer }`. A trait that no definition of the release makes holds of nobody. */
export function scopeSql(scope: DataScope, releases: Pick<Releases, 'list' | 'plan'>, now: number): string {
  const release = releases.list.at(-1);
  const condition = conditionOf(scope);
  const target: SegmentDefinition = { kind: 'segment', id: '_scope', name: { en: 'Scope', zh: '范围' }, condition };
  const known = new Set(release?.definitions.flatMap(({ definition }) => (definition.kind === 'trait' ? [definition.id] : [])));
  if (!release || traitsIn(scope).some((trait) => !known.has(trait))) return "SELECT '' AS customer WHERE 0";
  const definitions = needed(target, [...release.definitions, { version: 1, definition: target }]);
  const options = evaluatedFor(condition, definitions, { edges: releases.plan.know.edges, now });
  const candidate = { condition, definitions: definitions.map(({ definition }) => definition) };
  // It holds of customers without any events only where a trait says something of everybody.
  return options.holdsOfOthers ? drawnSql(candidate, { ...options, limit: EVERYBODY }) : exceptionIdsSql(candidate, options);
}

function traitsIn({ traits = {}, own }: DataScope): readonly string[] {
  return [...Object.keys(traits), ...(own ? [own.trait] : [])];
}

/** As `isWithin` of the API has it: each trait is, or holds, one of its values, written as a text. */
function conditionOf({ traits = {}, own }: DataScope): Condition {
  const wanted = [...Object.entries(traits), ...(own ? [[own.trait, [own.value]] as const] : [])];
  return { combinator: 'and', rules: wanted.map(([trait, values]) => anyOf(`trait.${trait}`, values.flatMap(readings))) };
}

function anyOf(field: string, values: readonly Scalar[]): Condition {
  const rules: Rule[] = values.flatMap((value): Rule[] => [
    { field, operator: '=', value },
    { field, operator: 'anyElement', value: { operator: '=', value } },
  ]);
  return { combinator: 'or', rules };
}

/** What is written like this: the text, and the number or truth value that reads so. */
function readings(text: string): readonly Scalar[] {
  const number = Number(text);
  return [
    text,
    ...(text !== '' && String(number) === text ? [number] : []),
    ...(text === 'true' ? [true] : text === 'false' ? [false] : []),
  ];
}
