/** runtime/verify: is the live state really what the log says? */
export type { Difference } from './difference.ts';
export { type VerifyOptions, type VerifyOutcome, type VerifyProgress, verify } from './verify.ts';
