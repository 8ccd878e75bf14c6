/** What the running release calls things, and what is new and unpublished, in the language at hand. Ids stand in where it has no name. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../api/index.ts';
import { useLanguage } from './formats.ts';

export interface Naming {
  /** `kind`: of a definition, e.g. `journey`. */
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
  const { data } = useQuery(namesQuery);
  return useMemo(() => {
    const of = (kind: string, id: string): string => data?.[kind]?.[id]?.[language] ?? id;
    return {
      of,
      all: (kind) =>
        Object.keys(data?.[kind] ?? {})
          .map((id) => ({ id, name: of(kind, id) }))
          .sort((a, b) => a.name.localeCompare(b.name, language)),
    };
  }, [data, language]);
}
