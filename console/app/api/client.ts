/** The one way to the server. Every answer that is no success is thrown as an ApiError, so queries and mutations see it. */
import createClient, { type Middleware } from 'openapi-fetch';
import { ApiError, errorOf } from './errors.ts';
import type { paths } from './schema.ts';

const TOKEN = 'volano.token';

let csrf: string | undefined;

/** Sent with everything that changes something; of the session. */
export function keepCsrf(token: string | undefined): void {
  csrf = token;
}

/** An installation without members that listens beyond this machine asks for its admin token; it lives in this tab only. */
export function storeToken(token: string | undefined): void {
  if (token === undefined) sessionStorage.removeItem(TOKEN);
  else sessionStorage.setItem(TOKEN, token);
}

/** What shows who asks, beside the session's cookie. */
export function credentials(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

const access: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(credentials())) request.headers.set(name, value);
    // Refusals, and what is wrong with a definition, are answered in the language of the page, which need not be the browser's.
    request.headers.set('accept-language', document.documentElement.lang || 'en');
    if (csrf !== undefined && request.method !== 'GET') request.headers.set('x-volano-csrf', csrf);
  },
  async onResponse({ response }) {
    if (!response.ok) throw await errorOf(response);
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === 'AbortError') return;
    return error instanceof ApiError ? error : new ApiError('VOLANO_CONSOLE_OFFLINE', '', 0);
  },
};

export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  fetch: (request) => globalThis.fetch(request),
});
api.use(access);

/** The answer of a request. */
export async function answerOf<Answer>(asked: Promise<{ readonly data?: Answer }>): Promise<Answer> {
  const { data } = await asked;
  return data as Answer;
}
