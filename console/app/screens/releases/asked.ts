/** What is asked of the server about releases. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Release } from '../../api/index.ts';

/** A release never changes. */
const FOR_EVER = Number.POSITIVE_INFINITY;
const OFTEN_MS = 10_000;

export const releasesQuery = queryOptions({
  queryKey: ['releases'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/releases', { signal })),
});

export function releaseQuery(number: number) {
  return queryOptions({
    queryKey: ['release', number],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/v1/releases/{number}', { params: { path: { number: String(number) } }, signal }))) as unknown as Release,
    staleTime: FOR_EVER,
  });
}

/** `since`: number of the release that it is compared with; 0: none. */
export function releaseChangesQuery(number: number, since: number) {
  return queryOptions({
    queryKey: ['release', number, 'changes', since],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/v1/releases/{number}/changes', { params: { path: { number: String(number) }, query: { since } }, signal })),
    staleTime: FOR_EVER,
  });
}

export const standingQuery = queryOptions({
  queryKey: ['releases', 'status'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/releases/status', { signal })),
  refetchInterval: OFTEN_MS,
});

export const rolloutsQuery = queryOptions({
  queryKey: ['rollouts'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/rollouts', { signal })),
  refetchInterval: OFTEN_MS,
});
