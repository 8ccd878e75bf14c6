/** When the language is another: what the server says in words is asked for anew, and nothing that is being edited is lost over it. */
import type { QueryClient } from '@tanstack/react-query';
import type { ChangeDraft } from './draft.ts';

/** First of the keys of definitions that are edited. */
export const CHANGE = 'change';

export async function saidAnew(queries: QueryClient): Promise<void> {
  // A draft that was asked for again would be another one, without what has just been written and what can be undone.
  const drafts = queries.getQueriesData<ChangeDraft>({ queryKey: [CHANGE] });
  const others = queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== CHANGE });
  await Promise.all([others, ...drafts.map(([, draft]) => draft?.reread())]);
}
