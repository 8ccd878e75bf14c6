/** The second evaluator: traits, tags and segments computed by the warehouse from raw events, as docs/conditions.md says. */
export type { KnowledgeOptions } from './builder.ts';
export { type Knowledge, type KnownScalar, type KnownValue, readKnowledge, scoreEdgesSql } from './knowledge.ts';
