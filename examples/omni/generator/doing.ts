/** What a habit has at hand: somebody's own randomness, the year's plan, and a voice. */
import type { Properties } from './call.ts';
import type { Language } from './catalog.ts';
import type { Plan } from './life.ts';
import type { Random } from './random.ts';

export interface Doing {
  readonly random: Random;
  readonly plan: Plan;
  /** The day on which they first turn up. */
  readonly from: number;
  readonly index: number;
  readonly isHome: (part: 'store') => boolean;
  readonly city: string;
  readonly language: Language;
  /** That day as `YYYY-MM-DD`, in the year that is lived. */
  readonly dateOf: (day: number) => string;
  /** Says that it happened on that day; at most one minute after another of the same day. */
  readonly say: (day: number, event: string, properties: Properties) => void;
  /** By purpose: whether they may be written to for it. */
  readonly consent: (day: number, given: Readonly<Record<string, boolean>>) => void;
  readonly tell: (day: number, traits: Properties) => void;
}
