/** Languages. Texts lie with what they belong to: the shell's in texts/, a screen's in screens/NAME/texts/, those of a large part in kit/NAME/texts/, loaded when first seen. */
import i18next, { type BackendModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of what the shell and the parts of `kit` say. */
export const SHELL = 'shell';

type Catalogue = { readonly default: Record<string, unknown> };

const shell = import.meta.glob<Catalogue>('./texts/*.json');
const ofParts = import.meta.glob<Catalogue>('./kit/*/texts/*.json');
const ofScreens = import.meta.glob<Catalogue>('./screens/*/texts/*.json');

const loader: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, callback) {
    const load =
      namespace === SHELL
        ? shell[`./texts/${language}.json`]
        : (ofParts[`./kit/${namespace}/texts/${language}.json`] ?? ofScreens[`./screens/${namespace}/texts/${language}.json`]);
    if (!load) return callback(new Error(`no texts of ${namespace} in ${language}`), false);
    load().then(
      (texts) => callback(null, texts.default),
      (error: Error) => callback(error, false),
    );
  },
};

/** A text that is missing stands as its key in these brackets: the browser suite looks for them. */
export const MISSING = ['⟦', '⟧'] as const;

export async function startTexts(language: Language): Promise<i18n> {
  const texts = i18next.createInstance().use(loader).use(initReactI18next);
  await texts.init({
    lng: language,
    fallbackLng: false,
    supportedLngs: LANGUAGES,
    ns: [SHELL],
    defaultNS: SHELL,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key, fallback?: string) => fallback ?? MISSING.join(key),
    react: { useSuspense: true },
  });
  return texts;
}
