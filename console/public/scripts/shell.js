/** The bar at the top: the way to the console, health, language, color scheme. And what asks who is there. */
import { storeToken } from './api.js';
import { fill, h } from './element.js';
import { currentLanguage, t } from './text.js';

const THEMES = ['auto', 'light', 'dark'];
const STORE = 'volano.theme';

export function applyTheme() {
  const theme = themeOf();
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

function themeOf() {
  const stored = localStorage.getItem(STORE) ?? 'auto';
  return THEMES.includes(stored) ? stored : 'auto';
}

/** @param {{ onLanguage: (language: 'en' | 'zh') => void }} options */
export function createBar({ onLanguage }) {
  const state = h('span', { class: 'pill', role: 'status' }, t('connection.connecting'));
  const theme = h('button', { type: 'button', class: 'quiet-button theme', onclick: changeTheme });
  const labelTheme = () => {
    const label = t('theme.label', { theme: t(`theme.${themeOf()}`) });
    theme.title = label;
    theme.setAttribute('aria-label', label);
    theme.dataset.theme = themeOf();
  };
  function changeTheme() {
    localStorage.setItem(STORE, THEMES[(THEMES.indexOf(themeOf()) + 1) % THEMES.length] ?? 'auto');
    applyTheme();
    labelTheme();
  }
  labelTheme();
  const other = currentLanguage() === 'zh' ? 'en' : 'zh';
  const language = h(
    'button',
    { type: 'button', class: 'quiet-button language', 'aria-label': t('language.label'), lang: other, onclick: () => onLanguage(other) },
    t('language.switch'),
  );
  return {
    elements: [
      h('a', { class: 'brand', href: '/console/' }, h('img', { src: '/try/mark.svg', alt: '', width: 26, height: 26 }), 'Volano'),
      h('nav', { 'aria-label': t('nav.label') }, h('a', { href: '/console/' }, t('nav.console'))),
      state,
      h('span', { class: 'tools' }, language, theme),
    ],
    /**
     * @param {string} tone ok, degraded, stopped or lost
     * @param {string} label
     */
    show(tone, label) {
      state.className = `pill ${tone}`;
      fill(state, label);
    },
  };
}

/** @param {{ wrong: boolean, onDone: () => void }} options */
export function tokenForm({ wrong, onDone }) {
  const input = h('input', { type: 'password', required: true, autocomplete: 'off', id: 'token' });
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    storeToken(input.value.trim());
    onDone();
  };
  return h(
    'form',
    { class: 'card token', onsubmit: submit },
    h('h1', {}, t('token.title')),
    h('p', {}, t('token.explain')),
    wrong ? h('p', { class: 'warning', role: 'alert' }, t('token.wrong')) : null,
    h('label', { for: 'token' }, t('token.field')),
    input,
    h('button', { class: 'button primary', type: 'submit' }, t('token.submit')),
  );
}

/** Members sign in at one place. */
export function signInNote() {
  return h(
    'div',
    { class: 'card token' },
    h('h1', {}, t('signIn.title')),
    h('p', {}, t('signIn.explain')),
    h('a', { class: 'button primary', href: '/console/' }, t('signIn.go')),
  );
}
