/** What is asked of the server about journeys. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type JourneyDefinition } from '../../api/index.ts';

/** How often counters are asked for. */
const LIVE_MS = 5_000;

export const journeysQuery = queryOptions({
  queryKey: ['journeys'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/journeys', { signal })),
  refetchInterval: LIVE_MS,
});

/** Counters of one journey, step by step. */
export const figuresQuery = (journey: string) =>
  queryOptions({
    queryKey: ['journeys', journey],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/journeys/{journey}', { params: { path: { journey } }, signal })),
    refetchInterval: LIVE_MS,
  });

/** Of the latest release, by id. Needs the permission `releases.read`. */
export const definitionsQuery = queryOptions({
  queryKey: ['definitions', 'journey'],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, JourneyDefinition>> => {
    const { definitions } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind: 'journey' } }, signal }));
    return new Map(definitions.map(({ definition }) => [definition.id, definition as JourneyDefinition]));
  },
});

export interface JourneyVersion {
  readonly version: number;
  readonly definition: JourneyDefinition;
  /** Numbers of the releases that have it, ascending. */
  readonly releases: readonly number[];
}

/** Newest first; none of one that was never released. Needs the permission `releases.read`. */
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['definitions', 'journey', id],
    queryFn: async ({ signal }): Promise<readonly JourneyVersion[]> => {
      const path = { kind: 'journey' as const, id };
      const { versions } = await answerOf(api.GET('/v1/definitions/{kind}/{id}', { params: { path }, signal }));
      return versions.map((one) => ({ ...one, definition: one.definition as JourneyDefinition }));
    },
  });

export const diagnosisQuery = queryOptions({
  queryKey: ['diagnosis'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/diagnosis', { signal })),
  refetchInterval: 60_000,
});

export const journeyDiagnosisQuery = (journey: string) =>
  queryOptions({
    queryKey: ['diagnosis', journey],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/journeys/{journey}/diagnosis', { params: { path: { journey } }, signal })),
    refetchInterval: 60_000,
  });

export const rolloutsQuery = queryOptions({
  queryKey: ['rollouts'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/rollouts', { signal })),
});

export interface ListedChange {
  readonly id: string;
  readonly name: JourneyDefinition['name'];
  readonly action: 'new' | 'changed' | 'removed';
}

/** Journeys that somebody has left unpublished. Needs the permission `releases.read`. */
export const changesQuery = queryOptions({
  queryKey: ['changes', 'journey'],
  queryFn: async ({ signal }): Promise<readonly ListedChange[]> => {
    const { changes } = await answerOf(api.GET('/v1/changes', { signal }));
    return changes.filter(({ kind }) => kind === 'journey').map(({ id, name, action }) => ({ id, name, action }));
  },
});
