/** In which of our two languages somebody is answered. */

export type Language = 'en' | 'zh';

/** The one of our two languages that the header `Accept-Language` prefers; English when it names neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: { readonly language: Language; readonly quality: number } = { language: 'en', quality: 0 };
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
    const quality = Number(/^\s*q=([\d.]+)/.exec(parameters.join(';'))?.[1] ?? 1);
    const language = /^(en|zh)\b/.exec(tag)?.[1] as Language | undefined;
    if (language && quality > best.quality) best = { language, quality };
  }
  return best.language;
}
