/** What the server says to "why, and why not" of every journey. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Explanation } from '../../api/index.ts';

export const explainQuery = (customer: string) =>
  queryOptions({
    queryKey: ['customers', customer, 'explain'],
    queryFn: ({ signal }): Promise<Explanation> => answerOf(api.GET('/v1/explain', { params: { query: { customer } }, signal })),
  });
