/** How answers are kept: fresh for a few seconds, asked again when the window is looked at, tried again only where that can help. */
import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './errors.ts';

const FRESH_MS = 5_000;
const RETRIES_MAX = 2;

export function createQueries(onSignedOut: () => void): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => {
          if (error instanceof ApiError && error.status === 401) onSignedOut();
          return mayHelp(error) && failures < RETRIES_MAX;
        },
      },
      mutations: { retry: false },
    },
  });
}

/** Whether asking again may bring another answer. */
export function mayHelp(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 502;
}
