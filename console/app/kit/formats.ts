/** Formats in the language and the time zone at hand. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../api/index.ts';
import type { Language } from '../i18n.ts';
import { createFormats, type Formats } from './format.ts';
import { serverNow } from './live.ts';

export const workspaceQuery = queryOptions({
  queryKey: ['workspace'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/workspace', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** Before the workspace is known, times are of UTC. */
export function useFormats(): Formats {
  const language = useLanguage();
  const { timeZone = 'UTC', currency = 'CNY' } = useQuery(workspaceQuery).data ?? {};
  return useMemo(() => createFormats({ language, timeZone, currency }), [language, timeZone, currency]);
}

/** The present by the server's clock, ms, anew every `everyMs`: for times that are told relative to it. */
export function useNow(everyMs = 10_000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
