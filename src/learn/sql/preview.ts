/**
 * Who would be a member, asked of no more than is needed: the events that the condition reads, as far back as it reads them, and only customers of whom
 * there are any. Of all the others the condition says the same, which the engine's evaluator knows.
 */
import type { Condition, Definition } from '../../define/index.ts';
import { Builder, type KnowledgeOptions } from './builder.ts';
import { EVALUATOR_SETTINGS } from './knowledge.ts';

export interface CandidateOptions extends Omit<KnowledgeOptions, 'onlySeen'> {
  /** Whether the condition holds of customers of whom there are none of the events it reads. */
  readonly holdsOfOthers: boolean;
}

/** The condition over these definitions. */
export interface Candidate {
  readonly condition: Condition;
  readonly definitions: readonly Definition[];
}

/** One row `{ exceptions }`: customers of whom the condition does not hold if it holds of others, else those of whom it does. */
export function exceptionsSql(candidate: Candidate, options: CandidateOptions): string {
  return `SELECT toFloat64(count()) AS exceptions FROM (${exceptions(candidate, options)}) ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ customer }`: those whom `exceptionsSql` counts. */
export function exceptionIdsSql(candidate: Candidate, options: CandidateOptions): string {
  return `${exceptions(candidate, options)} ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ customer }`: at most so many members, drawn by a hash of their ids, always the same ones. */
export function drawnSql(candidate: Candidate, { limit, ...options }: CandidateOptions & { readonly limit: number }): string {
  const { holdsOfOthers, ...evaluated } = options;
  const members = customersWhere(candidate, { holds: true, options: { ...evaluated, onlySeen: !holdsOfOthers } });
  return `SELECT customer FROM (${members}) ORDER BY sipHash64(customer), customer LIMIT ${limit} ${EVALUATOR_SETTINGS}`;
}

/** Rows `{ id, members, inside }` of every segment, or tag: how many it has now, and how many of these are exceptions. */
export function overlapSql(candidate: Candidate, { kind, ...options }: CandidateOptions & { readonly kind: 'segment' | 'tag' }): string {
  return `SELECT ${kind} AS id, toFloat64(count()) AS members, toFloat64(countIf(customer IN (${exceptions(candidate, options)}))) AS inside
FROM ${kind}_membership WHERE left_at IS NULL GROUP BY ${kind} ORDER BY ${kind} ${EVALUATOR_SETTINGS}`;
}

function exceptions(candidate: Candidate, { holdsOfOthers, ...options }: CandidateOptions): string {
  return customersWhere(candidate, { holds: !holdsOfOthers, options: { ...options, onlySeen: true } });
}

function customersWhere(
  { condition, definitions }: Candidate,
  { holds, options }: { readonly holds: boolean; readonly options: KnowledgeOptions },
): string {
  const builder = new Builder(definitions, options);
  const sql = builder.condition(condition);
  return `SELECT customer FROM (${builder.customers()}) WHERE ${holds ? sql : `NOT ${sql}`}`;
}
