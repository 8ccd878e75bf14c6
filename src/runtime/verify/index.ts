/** runtime/verify: is the live state really what the log says? */
export { clusterPlaces } from '../places/index.ts';
export { compareStates } from './compare.ts';
export type { Difference } from './difference.ts';
export { type ReplayOptions, replay } from './replay.ts';
export { type VerifyOptions, type VerifyOutcome, type VerifyProgress, verify } from './verify.ts';
