/** Unpublished changes, as the server keeps them. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answerOf, api, type ReleaseSummary, type Rollout } from '../../api/index.ts';
import type { ChangeKey } from '../changes/index.ts';
import type { Wish } from './plan-drawer.tsx';

/** First of the keys of plans. */
export const PLAN = 'plan';

/** After a release: whatever is shown may be another. But for the plan that led to it, which nobody needs any more. */
export function allAnew(queries: QueryClient): Promise<void> {
  return queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PLAN });
}

/** How journeys that change reach customers; undefined: as each journey says. */
export type Reach = Rollout | 'at_once' | undefined;

/** Needs the permission `releases.read`. */
export const changesQuery = queryOptions({
  queryKey: ['changes'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/changes', { signal })),
});

/** What a release of them would come to. Needs the permission `releases.write`. */
export function planQuery(only: readonly ChangeKey[] | undefined, reach: Reach) {
  return queryOptions({
    queryKey: [PLAN, 'changes', only, reach],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/changes/plan', { body: { ...picked(only), ...reaching(reach) }, signal })),
    gcTime: 0,
  });
}

export interface Released extends Wish {
  readonly only: readonly ChangeKey[] | undefined;
  readonly reach: Reach;
  /** Number of the release that was looked at. */
  readonly on: number;
}

/** A release, or the id of the draft where a second person is asked for. */
export async function release({ only, reach, on, ...wish }: Released): Promise<ReleaseSummary | { readonly draft: string }> {
  return await answerOf(api.POST('/v1/changes/release', { body: { ...picked(only), ...reaching(reach), ...wish, on } }));
}

export async function discard({ kind, id }: ChangeKey): Promise<void> {
  await answerOf(api.DELETE('/v1/changes/{kind}/{id}', { params: { path: { kind, id } } }));
}

function picked(only: readonly ChangeKey[] | undefined): { only?: ChangeKey[] } {
  return only ? { only: only.map(({ kind, id }) => ({ kind, id })) } : {};
}

function reaching(reach: Reach): { rollout?: Exclude<Reach, undefined> } {
  return reach === undefined ? {} : { rollout: reach };
}
