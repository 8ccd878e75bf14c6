/** What the running release calls things, and what is new and unpublished, in the language at hand. Ids stand in where it has no name. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/index.ts';
import { SHELL } from '../i18n.ts';
import { ownEventName } from './event-names.ts';
import { useLanguage } from './formats.ts';

export interface Naming {
  /** `kind`: of a definition, e.g. `journey`. Of an `event` the product's own word where the dictionary has none. */
  readonly of: (kind: string, id: string) => string;
  /** Everything of a kind that has a name, by name. */
  readonly all: (kind: string) => readonly { readonly id: string; readonly name: string }[];
}

const namesQuery = queryOptions({
  queryKey: ['names'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/names', { signal })),
  staleTime: 60_000,
});

export function useNaming(): Naming {
  const language = useLanguage();
  const { t } = useTranslation(SHELL);
  const { data } = useQuery(namesQuery);
  return useMemo(() => {
    const own = (kind: string, id: string): string | undefined => (kind === 'event' ? ownEventName(id, t) : undefined);
    const of = (kind: string, id: string): string => data?.[kind]?.[id]?.[language] ?? own(kind, id) ?? id;
    return {
      of,
      all: (kind) =>
        Object.keys(data?.[kind] ?? {})
          .map((id) => ({ id, name: of(kind, id) }))
          .sort((a, b) => a.name.localeCompare(b.name, language)),
    };
  }, [data, language, t]);
}
