/** Differences of definitions in words and as JSON. */
export { ChangeCounts, Changes, useKindName, useNameOfChange } from './changes.tsx';
export { type Plain, sidesOf } from './sides.ts';
export { placedSteps, stepText } from './steps.ts';
