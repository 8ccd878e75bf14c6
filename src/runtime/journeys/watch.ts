/** Whether what is counted of journeys adds up, looked at again and again while somebody asks for the figures of the loop. */
import { type JourneyCounts, waitingIn, wrongIn } from '../engine/index.ts';
import type { JourneyMeasures } from '../figures.ts';
import type { Releases } from '../releases.ts';
import type { ReadCounts } from './figures.ts';

export interface JourneyWatchWorld {
  readonly journeyCounts: ReadCounts;
  readonly releases: Pick<Releases, 'list'>;
  readonly now: () => number;
}

/** Figures are asked for once a second while somebody watches; these need not be read as often. */
const EVERY_MS = 5_000;

/** Resolves to what was read at most five seconds ago. A store that gives no answer is told of elsewhere: then it is what was read last. */
export function createJourneyWatch({ journeyCounts, releases, now }: JourneyWatchWorld): () => Promise<JourneyMeasures> {
  let last: JourneyMeasures = { versions: [], wrong: [] };
  let readAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (now() - readAt < EVERY_MS) return last;
    readAt = now();
    const counts = await journeyCounts().catch(() => undefined);
    if (!counts) return last;
    const live = liveVersions(releases);
    const isOf = (one: JourneyCounts): boolean => live.has(`${one.journey}@${one.version}`) || waitingIn(one) > 0;
    last = { versions: counts.filter(isOf), wrong: wrongIn(counts) };
    return last;
  };
}

function liveVersions({ list }: Pick<Releases, 'list'>): ReadonlySet<string> {
  const { definitions = [] } = list.at(-1) ?? {};
  return new Set(definitions.flatMap(({ version, definition }) => (definition.kind === 'journey' ? [`${definition.id}@${version}`] : [])));
}
