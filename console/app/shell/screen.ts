/** What a screen says of itself: the default of its navigation, its addresses, and what it takes to see it. */

export const AREAS = [
  'home',
  'customers',
  'segments',
  'journeys',
  'content',
  'messages',
  'records',
  'measure',
  'releases',
  'approvals',
  'settings',
] as const;
export type Area = (typeof AREAS)[number];

/** Lies in `screens/NAME/screen.ts`; the screen itself in `screens/NAME/index.tsx`, as `Screen`. */
export interface ScreenDefinition {
  readonly area: Area;
  /** Place within its area, ascending. */
  readonly order: number;
  readonly title: { readonly en: string; readonly zh: string };
  /** The first is that of the navigation; `$name` stands for a part that varies. */
  readonly paths: readonly [string, ...string[]];
  /** What one must be allowed to, to see it; absent: nothing. */
  readonly permission?: string;
  /** Addresses that the browser suite and the screenshots look at, beside the first path. */
  readonly visits?: readonly string[];
}
