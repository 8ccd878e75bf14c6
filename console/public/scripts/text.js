/** Texts, numbers and times in the reader's language. The catalogues are texts/en.json and texts/zh.json. */

const LANGUAGES = ['en', 'zh'];
const STORE = 'volano.language';

/** @type {Record<string, string>} */
let texts = {};
/** @type {'en' | 'zh'} */
let language = 'en';

/** The stored choice, else the browser's first language that we speak, else English. */
export function preferredLanguage() {
  const stored = localStorage.getItem(STORE);
  if (stored && LANGUAGES.includes(stored)) return /** @type {'en' | 'zh'} */ (stored);
  const spoken = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => LANGUAGES.includes(tag));
  return spoken === 'zh' ? 'zh' : 'en';
}

/** @param {'en' | 'zh'} wanted */
export async function loadLanguage(wanted) {
  const answer = await fetch(`/try/texts/${wanted}.json`);
  texts = await answer.json();
  language = wanted;
  document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
}

export function currentLanguage() {
  return language;
}

/** @param {'en' | 'zh'} wanted */
export function storeLanguage(wanted) {
  localStorage.setItem(STORE, wanted);
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/**
 * A text that may be missing, e.g. of a rule that a later version of the server knows.
 * @param {string} key
 * @param {string} fallback
 */
export function tOr(key, fallback) {
  return texts[key] ?? fallback;
}

/** A rule in words, also one for which it is not known whether the message went. @param {string} rule */
export function ruleText(rule) {
  const stale = staleIn(rule);
  return stale === undefined ? tOr(`rule.${rule}`, rule) : t('rule.outcome_unknown', { rule: tOr(`rule.${stale}`, stale) });
}

/** The rule that found a message stale of which nobody knows whether it went. @param {string} [reason] */
export function staleIn(reason = '') {
  return /^outcome_unknown: (.+)$/.exec(reason)?.[1];
}

/** @param {number} value */
export function count(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

/**
 * Short form: 万 and 亿 in Chinese, K and M in English, from 10,000 up.
 * @param {number} value
 */
export function short(value) {
  if (Math.abs(value) < 10_000) return new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  const text = new Intl.NumberFormat(locale(), { notation: 'compact', maximumFractionDigits: 1 }).format(value);
  return language === 'zh' ? text.replace(/(?<=\d)(?=[万亿])/, ' ') : text;
}

/** @param {number} share in [0, 1] */
export function percent(share) {
  // 99.99 % must not read as 100 %: what is missing is what matters.
  const digits = share >= 0.999 && share < 1 ? 3 : 1;
  const text = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: digits }).format(
    Math.floor(share * 10 ** (digits + 2)) / 10 ** (digits + 2),
  );
  return text.replace(/\s/g, '');
}

/** In the currency of the shop. @param {number} value */
export function money(value) {
  const options = /** @type {const} */ ({ style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol', minimumFractionDigits: 0 });
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** @param {number} ms */
export function duration(ms) {
  if (ms < 1_000) return t('unit.ms', { value: short(ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms)) });
  if (ms < 120_000) return t('unit.s', { value: new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(ms / 1_000) });
  return t('unit.min', { value: short(ms / 60_000) });
}

/** @param {number} ms since 1970 */
export function dateTime(ms) {
  return format(ms, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** Time of today, or date and time. @param {number} ms since 1970 */
export function clock(ms) {
  const today = new Date(ms).toDateString() === new Date().toDateString();
  if (today) return format(ms, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  return format(ms, { year: '2-digit', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit' });
}

/**
 * @param {number} ms
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(ms, options) {
  return new Intl.DateTimeFormat(locale(), { ...options, hourCycle: 'h23' }).format(ms);
}

function locale() {
  return language === 'zh' ? 'zh-CN' : 'en-US';
}
