/** Starts the page: language, bar, and being the customer, or what stands before it. */
import { ApiError, isRefusal } from './api.js';
import { fill } from './element.js';
import { loadNames } from './names.js';
import { applyTheme, createBar, signInNote, tokenForm } from './shell.js';
import { failed, loading } from './states.js';
import { loadLanguage, preferredLanguage, storeLanguage, t } from './text.js';
import { tryPage } from './try-page.js';

const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));
const main = /** @type {HTMLElement} */ (document.getElementById('main'));

let shown = new AbortController();

async function open() {
  shown.abort();
  shown = new AbortController();
  const { signal } = shown;
  const shell = createBar({ onLanguage: changeLanguage });
  bar.replaceChildren(...shell.elements);
  fill(/** @type {Element} */ (document.getElementById('skip')), t('skip'));
  document.title = `${t('try.title')} · Volano`;
  fill(main, loading());
  try {
    await loadNames();
  } catch (error) {
    if (!signal.aborted && !askWho(error)) fill(main, failed(error, open));
    return;
  }
  if (signal.aborted) return;
  fill(
    main,
    tryPage({
      signal,
      onRefused: askWho,
      onState: (state) => shell.show(state, t(`state.${state}`)),
      onConnection: (state) => state !== 'live' && shell.show(state, t(`connection.${state}`)),
    }),
  );
}

/** Asks for the token, or says where to sign in, and returns true when the server wants that. @param {unknown} error */
function askWho(error) {
  if (!(error instanceof ApiError) || !isRefusal(error)) return false;
  shown.abort();
  const asksToken = error.code.startsWith('VOLANO_ADMIN_TOKEN');
  fill(main, asksToken ? tokenForm({ wrong: error.code === 'VOLANO_ADMIN_TOKEN_WRONG', onDone: open }) : signInNote());
  return true;
}

/** @param {'en' | 'zh'} language */
async function changeLanguage(language) {
  storeLanguage(language);
  await loadLanguage(language);
  open();
}

applyTheme();
await loadLanguage(preferredLanguage());
await open();
