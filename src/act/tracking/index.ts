export { type Composer, composeMessage } from './compose.ts';
export { loadLinkKeys } from './keys.ts';
export type { LinkKind, LinkPayload } from './token.ts';
export { createTracker, type Decoration, type Tracker, type TrackerOptions } from './tracker.ts';
