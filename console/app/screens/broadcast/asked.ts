/** What is asked of the server about a broadcast. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/index.ts';
import type { MessageClass, Wish } from './wish.ts';

/** How often counts are asked for anew. */
const OFTEN_MS = 10_000;

export const groupsQuery = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/groups', { signal })),
  refetchInterval: OFTEN_MS,
});

/** A template as somebody would read it of whom nothing is known: as it is released, or as it was left where it never was. */
export const faceQuery = (template: string) =>
  queryOptions({
    queryKey: ['broadcast', 'face', template],
    queryFn: async ({ signal }) => {
      const definition = (await definitionOf(template, signal)) as never;
      return answerOf(api.POST('/v1/content/preview', { body: { definition, event: {} }, signal }));
    },
    // Its page is kept for some minutes only.
    gcTime: 60_000,
    retry: false,
  });

async function definitionOf(template: string, signal: AbortSignal): Promise<unknown> {
  const params = { path: { kind: 'template' as const, id: template } };
  const { versions } = await answerOf(api.GET('/v1/definitions/{kind}/{id}', { params, signal }));
  return versions[0]?.definition ?? (await answerOf(api.GET('/v1/changes/{kind}/{id}', { params, signal }))).change?.definition;
}

/** What it would be; nothing is kept. */
export const planQuery = (wish: Wish) =>
  queryOptions({
    queryKey: ['broadcast', 'plan', wish],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/broadcasts', { body: { broadcast: wish, dryRun: true }, signal })),
    retry: false,
  });

export interface Foretold {
  readonly segment: string;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
  /** Ms. */
  readonly at: number;
}

export const forecastQuery = (question: Foretold) =>
  queryOptions({
    queryKey: ['broadcast', 'forecast', question],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/forecast', { body: question, signal })),
    retry: false,
  });
