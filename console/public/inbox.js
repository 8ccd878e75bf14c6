/**
 * The in-app inbox of one customer, for pages of the brand: live, and reconnecting by itself. See inbox.d.ts.
 *
 *   import { connect } from 'https://volano.shop.example/inbox.js';
 *   const inbox = connect({ url: 'https://volano.shop.example', token: () => fetch('/my/inbox-token').then((answer) => answer.text()) });
 *   inbox.onMessages(({ unread, messages }) => draw(unread, messages));
 */

const FIRST_DELAY_MS = 500;
const LAST_DELAY_MS = 30_000;

/** @type {typeof import('./inbox.d.ts').connect} */
export function connect({ url, token, onError = () => undefined }) {
  const base = url.replace(/\/+$/, '');
  /** @type {Set<(view: import('./inbox.d.ts').InboxView) => void>} */
  const listeners = new Set();
  const ending = new AbortController();
  /** @type {import('./inbox.d.ts').InboxView | undefined} */
  let latest;
  let failures = 0;
  /** @type {(() => void) | undefined} */
  let hurry;

  /** @param {string} path @param {RequestInit} [init] */
  const ask = async (path, init = {}) => {
    const bearer = typeof token === 'function' ? await token() : token;
    const headers = { authorization: `Bearer ${bearer}`, ...(init.body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(base + path, { ...init, headers, signal: ending.signal });
    if (answer.ok) return answer;
    const { code, reason } = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(reason ?? `The inbox answered ${answer.status}`), { status: answer.status, code });
  };

  /** @param {string} block */
  const take = (block) => {
    const data = block
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice(5));
    if (data.length === 0) return;
    failures = 0;
    const view = JSON.parse(data.join('\n'));
    latest = view;
    for (const listener of listeners) listener(view);
  };

  const listen = async () => {
    const { body } = await ask('/inbox/stream');
    const reader = /** @type {ReadableStream<BufferSource>} */ (body).pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (text + value).split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach(take);
    }
  };

  /** @param {number} delayMs */
  const pause = (delayMs) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      hurry = () => {
        clearTimeout(timer);
        resolve(undefined);
      };
    });

  const run = async () => {
    while (!ending.signal.aborted) {
      try {
        await listen();
      } catch (error) {
        if (ending.signal.aborted) return;
        onError(error);
        // The same token again would be refused again.
        if (/** @type {{ status?: number }} */ (error).status === 401 && typeof token !== 'function') return;
      }
      // Half of the delay is chance, so that the pages of many customers do not come back at one moment.
      await pause(Math.min(FIRST_DELAY_MS * 2 ** failures++, LAST_DELAY_MS) * (0.5 + Math.random() / 2));
    }
  };
  const online = () => hurry?.();
  globalThis.addEventListener?.('online', online);
  void run();

  /** @param {string} id @param {string} name @param {object} [body] */
  const act = (id, name, body) =>
    ask(`/inbox/messages/${encodeURIComponent(id)}/${name}`, {
      method: 'POST',
      // A page that a click leads away from still says so.
      keepalive: true,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).then(() => undefined);

  return {
    onMessages(listener) {
      listeners.add(listener);
      if (latest) listener(latest);
      return () => void listeners.delete(listener);
    },
    open: (id) => act(id, 'open'),
    click: (id, link) => act(id, 'click', link === undefined ? {} : { link }),
    archive: (id) => act(id, 'archive'),
    older: (before) => ask(`/inbox/messages?before=${before}`).then((answer) => answer.json()),
    close() {
      listeners.clear();
      globalThis.removeEventListener?.('online', online);
      ending.abort();
      hurry?.();
    },
  };
}
