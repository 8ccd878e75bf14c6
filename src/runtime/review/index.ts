/** runtime/review: what a release of a project would come to, before it is made. */

export { type Draft, Drafts } from './drafts.ts';
export { type Edits, type GroupReview, type JourneyReview, type Review, reviewOf, type StepReview } from './review.ts';
export { asRollback, projectBackTo } from './rollback.ts';
export { assertSound } from './sound.ts';
