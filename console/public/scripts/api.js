/** Requests to the server. A token, where one is needed, lives in this tab only. */

const STORE = 'volano.token';

/** An answer that is no success, with the server's code and reason. */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} reason
   */
  constructor(code, reason) {
    super(reason);
    this.code = code;
  }
}

/** Whether the server wants to know first who asks. @param {ApiError} error */
export function isRefusal({ code }) {
  return code.startsWith('VOLANO_ADMIN_TOKEN') || code === 'VOLANO_ACCESS_SIGN_IN_REQUIRED';
}

/** @param {string} token */
export function storeToken(token) {
  sessionStorage.setItem(STORE, token);
}

/** @returns {Record<string, string>} */
function headers() {
  const token = sessionStorage.getItem(STORE);
  return token ? { authorization: `Bearer ${token}` } : {};
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export async function get(path, signal) {
  const answer = await ask(path, signal);
  return answer.json();
}

/**
 * A call to the door, with a write key; or any other request that changes something.
 * @param {string} path
 * @param {unknown} body
 * @param {string} [writeKey]
 * @returns {Promise<any>}
 */
export async function post(path, body, writeKey) {
  const access = writeKey === undefined ? { ...headers(), ...(await csrf()) } : { authorization: `Basic ${btoa(`${writeKey}:`)}` };
  const answer = await fetch(path, {
    method: 'POST',
    headers: { ...access, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return read(answer);
}

/** What a session sends along with everything that changes something; nothing without one. @returns {Promise<Record<string, string>>} */
async function csrf() {
  const session = await get('/v1/session');
  return session.csrf ? { 'x-volano-csrf': session.csrf } : {};
}

/** Takes the customer out of a message's purpose, as its mail program would. @param {string} address */
export async function unsubscribe(address) {
  const { pathname, search } = new URL(address, location.origin);
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  const answer = await fetch(`${pathname}${search}`, { method: 'POST', body });
  if (!answer.ok) throw new ApiError('VOLANO_REQUEST_FAILED', answer.statusText);
}

/** Asks for a tracked link as the customer's browser would, without going where it leads. @param {string} address */
export async function followLink(address) {
  const { pathname } = new URL(address, location.origin);
  const answer = await fetch(pathname, { redirect: 'manual' });
  if (answer.type !== 'opaqueredirect') throw new ApiError('VOLANO_REQUEST_FAILED', answer.statusText);
}

/**
 * Server-sent events over fetch: EventSource cannot send a token. Comes back by itself after a break.
 * @param {string} path
 * @param {{ onUpdate: (update: any) => void, onState: (state: 'connecting' | 'live' | 'lost') => void, onRefused: (error: ApiError) => void, signal: AbortSignal }} options
 */
export async function follow(path, { onUpdate, onState, onRefused, signal }) {
  onState('connecting');
  while (!signal.aborted) {
    try {
      const answer = await ask(path, signal);
      onState('live');
      await readEvents(answer, onUpdate);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiError && isRefusal(error)) return onRefused(error);
    }
    if (signal.aborted) return;
    onState('lost');
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

/**
 * @param {Response} answer
 * @param {(update: any) => void} onUpdate
 */
async function readEvents(answer, onUpdate) {
  const body = answer.body;
  if (!body) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    text += value;
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const line = event.split('\n').find((part) => part.startsWith('data: '));
      if (line) onUpdate(JSON.parse(line.slice(6)));
    }
  }
}

/**
 * @param {string} path
 * @param {AbortSignal} [signal]
 */
async function ask(path, signal) {
  const answer = await fetch(path, { headers: headers(), ...(signal ? { signal } : {}) });
  return succeeded(answer);
}

/** @param {Response} answer */
async function read(answer) {
  return (await succeeded(answer)).json();
}

/** @param {Response} answer */
async function succeeded(answer) {
  if (answer.ok) return answer;
  const { code = 'VOLANO_REQUEST_FAILED', reason = answer.statusText } = await answer.json().catch(() => ({}));
  throw new ApiError(code, reason);
}
