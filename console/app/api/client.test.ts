import { afterEach, expect, test, vi } from 'vitest';
import { answerOf, api } from './client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  document.documentElement.lang = '';
});

test('the server is asked in the language of the page, so that what it says is wrong is shown as it comes', async () => {
  const fetched = vi.fn(async (_request: Request) => Response.json({ changes: [] }));
  vi.stubGlobal('fetch', fetched);
  for (const language of ['zh-CN', 'en']) {
    document.documentElement.lang = language;
    await answerOf(api.GET('/v1/changes'));
  }
  expect(fetched.mock.calls.map(([request]) => request.headers.get('accept-language'))).toEqual(['zh-CN', 'en']);
});
