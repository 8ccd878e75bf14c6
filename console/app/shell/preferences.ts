/** What somebody prefers, kept by this browser: language and colors. */
import { createContext, useContext } from 'react';
import { LANGUAGES, type Language } from '../i18n.ts';

export type Theme = 'system' | 'light' | 'dark';
export type Scheme = 'light' | 'dark';

export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly scheme: Scheme;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
}

const LANGUAGE = 'volano.language';
const THEME = 'volano.theme';

export const PreferencesContext = createContext<Preferences | undefined>(undefined);

export function usePreferences(): Preferences {
  const preferences = useContext(PreferencesContext);
  if (!preferences) throw new Error('outside of the console');
  return preferences;
}

/** The colors at hand. */
export function useScheme(): Scheme {
  return useContext(PreferencesContext)?.scheme ?? 'light';
}

/** Chosen before, or else the first of the browser's languages that there are texts in. */
export function keptLanguage(store: Storage, wanted: readonly string[]): Language {
  const kept = store.getItem(LANGUAGE);
  const known = (text: string | null): Language | undefined => LANGUAGES.find((one) => text?.toLowerCase().startsWith(one));
  return known(kept) ?? wanted.map(known).find((one) => one !== undefined) ?? 'en';
}

export function keptTheme(store: Storage): Theme {
  const kept = store.getItem(THEME);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
}

export function keepLanguage(store: Storage, language: Language): void {
  store.setItem(LANGUAGE, language);
}

export function keepTheme(store: Storage, theme: Theme): void {
  store.setItem(THEME, theme);
}
