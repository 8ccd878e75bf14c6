/** A captured message as its receiver saw it, or that it is not kept. */
import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type CapturedMessage } from '../api/index.ts';

/** Null where it is not kept: the list is asked first, which has an answer for what is not there too, and so no browser tells of an error where nothing is wrong. */
export const keptQuery = (message: string) =>
  queryOptions({
    queryKey: ['outbox', 'message', message],
    queryFn: async ({ signal }): Promise<CapturedMessage | null> => {
      const { messages } = await answerOf(api.GET('/v1/outbox', { params: { query: { message } }, signal }));
      if (messages.length === 0) return null;
      return answerOf(api.GET('/v1/outbox/{message}', { params: { path: { message } }, signal }));
    },
  });
