/** retail-200: the growth project that the benchmarks run, in any number of rules and journeys. */
import {
  defineNamespace,
  definePolicy,
  defineProject,
  definePurpose,
  defineTrait,
  defineWorkspace,
  type Project,
  type TraitDefinition,
} from '../../src/define/index.ts';
import { joinedJourney, journeysOf, narrowJourneysOf, templates } from './journeys.ts';
import { placements } from './placements.ts';
import { rulesOf } from './rules.ts';
import { joinedSegment, loyalSegment, segments } from './segments.ts';

export interface ProjectSize {
  /** Computed traits and tag rules together; 200 in retail-200. At least 20. */
  readonly rules?: number;
  /** 20 in retail-200. */
  readonly journeys?: number;
  /** Whether each journey is for its own share of events, so that more of them are entered no more often. */
  readonly narrow?: boolean;
  /** Whether there is a segment more, over orders of 90 days. */
  readonly loyal?: boolean;
  /** Whether there is a placement. */
  readonly placement?: boolean;
}

/** Event that makes a customer wait: once for a window to pass, once in a journey. Both take `JOINED_MS`. */
export const JOINED = 'Loyalty Joined';

export function project({ rules = 200, journeys = 20, loyal = false, placement = false, narrow = false }: ProjectSize = {}): Project {
  return defineProject(
    defineWorkspace({ id: 'bench', name: both('Bench shop'), timeZone: 'Europe/London', currency: 'GBP', seed: 'bench' }),
    defineNamespace({ id: 'user_id', name: both('User'), priority: 1, limit: 1 }),
    defineNamespace({ id: 'anonymous_id', name: both('Device'), priority: 2, limit: 10 }),
    definePurpose({ id: 'offers', name: both('Offers'), basis: 'opt_out' }),
    definePurpose({ id: 'care', name: both('Care'), basis: 'opt_out' }),
    definePolicy({
      quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] },
      caps: [
        { id: 'marketing_week', max: 3, per: '7d', classes: ['marketing'] },
        { id: 'marketing_month', max: 8, per: { this: 'month' }, classes: ['marketing'] },
        { id: 'service_day', max: 20, per: { this: 'day' }, classes: ['service'] },
      ],
      globalControl: 0.02,
    }),
    DECLARED,
    rulesOf(rules),
    segments,
    joinedSegment(JOINED),
    loyal ? [loyalSegment] : [],
    templates,
    placement ? placements : [],
    narrow ? narrowJourneysOf(journeys) : journeysOf(journeys),
    joinedJourney(JOINED),
  );
}

const DECLARED: readonly TraitDefinition[] = [
  defineTrait({ id: 'tier', name: both('Tier'), type: 'string' }),
  defineTrait({ id: 'country', name: both('Country'), type: 'string' }),
];

function both(text: string): { en: string; zh: string } {
  return { en: text, zh: text };
}
