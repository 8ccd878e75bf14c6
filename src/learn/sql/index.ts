/** The second evaluator: traits, tags and segments computed by the warehouse from raw events, as docs/conditions.md says. */
export { boundOf } from './bound.ts';
export type { KnowledgeOptions } from './builder.ts';
export { type HeldTagsOptions, heldTags } from './held-tags.ts';
export { EVALUATOR_SETTINGS, type Knowledge, type KnownScalar, type KnownValue, readKnowledge, scoreEdgesSql } from './knowledge.ts';
export { textLiteral } from './literal.ts';
export { matchingEventsSql, matchingValuesSql } from './matching.ts';
export { asksForAny, namedSql } from './named.ts';
export { type Candidate, type CandidateOptions, drawnSql, exceptionIdsSql, exceptionsSql, overlapSql } from './preview.ts';
export { slicesOf } from './slices.ts';
