export { type Decision, DecisionDesk, type DecisionQuestion } from './desk.ts';
export type { Whom } from './lookups.ts';
export { type RecommendationAnswer, RecommendationDesk, type RecommendationQuestion } from './recommendations.ts';
