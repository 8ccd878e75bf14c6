/** Publishing, rolling back, and the plan of either. */
export { changesQuery, discard } from './changes.ts';
export { Plan } from './plan.tsx';
export { Publish, type PublishProps } from './publish.tsx';
export { Rollback } from './rollback.tsx';
export { useStageWords } from './rollout-text.tsx';
