/** The single contents of a template: each of its languages, and those of its variants. */
import type { TemplateContent, TemplateDefinition } from '../template.ts';

/** One content and where it stands. */
export interface ContentAt {
  readonly content: TemplateContent;
  readonly variant?: string;
  /** Absent for the default of the template or the variant. */
  readonly locale?: string;
  /** `` for the default, else e.g. `locales.zh.` or `variants.short.locales.zh.` */
  readonly path: string;
}

/** The fields that say something. */
export const CONTENT_FIELDS = ['subject', 'preview', 'body', 'text'] as const;
/** One of them. */
export type ContentField = (typeof CONTENT_FIELDS)[number];

/** The default first. */
export function contentsOf(template: TemplateDefinition): readonly ContentAt[] {
  return [
    { content: template, path: '' },
    ...localesOf(template.locales, ''),
    ...Object.entries(template.variants ?? {}).flatMap(([variant, one]) => {
      const path = `variants.${variant}.`;
      return [{ content: one, variant, path }, ...localesOf(one.locales, path).map((at) => ({ ...at, variant }))];
    }),
  ];
}

function localesOf(locales: TemplateDefinition['locales'], path: string): readonly ContentAt[] {
  return Object.entries(locales ?? {}).map(([locale, content]) => ({ content, locale, path: `${path}locales.${locale}.` }));
}

/** What is under the longest tag that begins the locale, subtag by subtag; undefined when none does. Keys as `localeKey` writes them. */
export function forLocale<T>(choices: ReadonlyMap<string, T>, locale: string | undefined): T | undefined {
  let tag = localeKey(locale ?? '');
  while (tag !== '') {
    const found = choices.get(tag);
    if (found !== undefined) return found;
    tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0));
  }
  return undefined;
}

/** One writing of a tag. */
export function localeKey(tag: string): string {
  return tag.trim().replaceAll('_', '-').toLowerCase();
}
