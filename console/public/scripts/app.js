/** Starts the console: language, bar, and the page of the address. Links inside the console change the page without a reload. */
import { ApiError, health } from './api.js';
import { customersPage } from './customers-page.js';
import { deadLettersPage } from './dead-letters-page.js';
import { fill, h } from './element.js';
import { livePage } from './live-page.js';
import { loadNames } from './names.js';
import { outboxPage } from './outbox-page.js';
import { applyTheme, createBar, tokenForm } from './shell.js';
import { failed, loading } from './states.js';
import { currentLanguage, loadLanguage, preferredLanguage, storeLanguage, t } from './text.js';
import { tryPage } from './try-page.js';

const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));
const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const HEALTH_EVERY_MS = 5_000;

let shown = new AbortController();
/** @type {((url: URL) => boolean) | undefined} */
let follow;

/** @param {string} path */
function go(path) {
  history.pushState(null, '', path);
  show();
  main.focus({ preventScroll: true });
}

async function show() {
  // A page that can show the new address itself keeps what it has.
  if (follow?.(new URL(location.href))) return;
  await open();
}

async function open() {
  follow = undefined;
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const url = new URL(location.href);
  const page = pageOf(url.pathname);
  const shell = createBar({ page, onLanguage: changeLanguage });
  bar.replaceChildren(...shell.elements);
  fill(/** @type {Element} */ (document.getElementById('skip')), t('skip'));
  fill(main, loading());
  try {
    await loadNames();
  } catch (error) {
    if (signal.aborted || askForToken(error)) return;
    fill(main, failed(error, open));
    return;
  }
  if (signal.aborted) return;
  const onRefused = (/** @type {unknown} */ error) => askForToken(error);
  const context = { url, signal, go, onRefused, onState: (/** @type {string} */ state) => shell.show(state, t(`state.${state}`)) };
  document.title = page === 'live' ? 'Volano' : `${page === 'unknown' ? t('notFound.title') : t(`${page}.title`)} · Volano`;
  const fed = {
    ...context,
    onConnection: (/** @type {string} */ state) => state !== 'live' && shell.show(state, t(`connection.${state}`)),
  };
  if (page === 'live' || page === 'try') {
    fill(main, page === 'live' ? livePage(fed) : tryPage(fed));
    return;
  }
  keepHealth(shell, signal);
  if (page === 'outbox') {
    const outbox = outboxPage(context);
    follow = outbox.follow;
    fill(main, outbox.element);
  } else if (page === 'letters') fill(main, deadLettersPage(context));
  else if (page === 'customers') fill(main, customersPage(context));
  else
    fill(
      main,
      h('div', { class: 'state' }, h('p', { class: 'state-title' }, t('notFound.title')), h('a', { href: '/' }, t('notFound.back'))),
    );
}

/** @param {string} path */
function pageOf(path) {
  if (path === '/') return 'live';
  const name = path.split('/')[1] ?? '';
  return ['try', 'outbox', 'customers', 'letters'].includes(name) ? name : 'unknown';
}

/**
 * @param {{ show: (tone: string, label: string) => void }} shell
 * @param {AbortSignal} signal
 */
function keepHealth(shell, signal) {
  const refresh = async () => {
    try {
      const { status } = await health(currentLanguage());
      if (!signal.aborted) shell.show(status, t(`state.${status}`));
    } catch {
      if (!signal.aborted) shell.show('lost', t('connection.lost'));
    }
  };
  refresh();
  const timer = setInterval(refresh, HEALTH_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Shows the form and returns true when the server wants a token. @param {unknown} error */
function askForToken(error) {
  if (!(error instanceof ApiError) || !error.code.startsWith('VOLANO_ADMIN_TOKEN')) return false;
  shown.abort();
  follow = undefined;
  fill(main, tokenForm({ wrong: error.code === 'VOLANO_ADMIN_TOKEN_WRONG', onDone: open }));
  return true;
}

/** @param {'en' | 'zh'} language */
async function changeLanguage(language) {
  storeLanguage(language);
  await loadLanguage(language);
  open();
}

document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.origin !== location.origin || link.target || link.hash) return;
  event.preventDefault();
  go(`${link.pathname}${link.search}`);
});
addEventListener('popstate', () => show());

applyTheme();
await loadLanguage(preferredLanguage());
await open();
