/** What the screen asks the server. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type ContentDraftPreview, type ContentItem, type ContentVersions } from '../../api/index.ts';
import type { Written } from './contents.ts';

export type { ContentItem, ContentVersions };
export type Draft = ContentDraftPreview;
export type Problem = Draft['problems'][number];

export const contentQuery = queryOptions({
  queryKey: ['content'],
  queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/content', { signal }))).content,
});

/** Languages of the workspace, the default first; none where it names none. */
export const localesQuery = queryOptions({
  queryKey: ['definitions', 'workspace', 'locales'],
  queryFn: async ({ signal }) => {
    const { definitions } = await answerOf(api.GET('/v1/definitions', { params: { query: { kind: 'workspace' } }, signal }));
    return (definitions[0]?.definition as { readonly locales?: readonly string[] } | undefined)?.locales ?? [];
  },
});

export interface Whom {
  readonly customer?: string;
  readonly namespace?: string;
  readonly value?: string;
}

export interface PreviewQuestion {
  readonly definition: Written;
  readonly whom: Whom;
  readonly locale?: string | undefined;
  readonly variant?: string | undefined;
  readonly event: Readonly<Record<string, unknown>>;
}

export const draftQuery = ({ definition, whom, locale, variant, event }: PreviewQuestion) =>
  queryOptions({
    queryKey: ['content', 'draft', definition, whom, locale, variant, event],
    queryFn: ({ signal }) => {
      const body = {
        definition: definition as never,
        ...whom,
        ...(locale !== undefined && { locale }),
        ...(variant !== undefined && { variant }),
        event,
      };
      return answerOf(api.POST('/v1/content/preview', { body, signal }));
    },
    // Its page is kept for some minutes only.
    gcTime: 60_000,
  });

export const versionsQuery = (template: string, from: number | undefined, to: number | undefined) =>
  queryOptions({
    queryKey: ['content', 'versions', template, from, to],
    queryFn: ({ signal }) => {
      const query = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      return answerOf(api.GET('/v1/content/{template}/versions', { params: { path: { template }, query }, signal }));
    },
  });
