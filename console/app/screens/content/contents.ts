/** The single contents of what is being written: each of its languages, and those of its variants. Pure. */

export type Kind = 'template' | 'block';

/** One content, in one language. Of a template `subject`, `preview`, `body`, `text`; of a block the others too. */
export interface Content {
  readonly subject?: string;
  readonly preview?: string;
  readonly body?: string;
  readonly text?: string;
  readonly link?: string;
  readonly image?: string;
  readonly mjml?: string;
}

export interface Variant extends Content {
  readonly share?: number;
  readonly when?: unknown;
  readonly locales?: Readonly<Record<string, Content>>;
}

/** As it is written; it may be incomplete. */
export interface Written extends Content {
  readonly kind: Kind;
  readonly id: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly type?: string;
  readonly locales?: Readonly<Record<string, Content>>;
  readonly variants?: Readonly<Record<string, Variant>>;
  readonly approval?: { readonly by: string; readonly on: string; readonly content: string };
}

export type Field = keyof Content;
export const FIELDS: readonly Field[] = ['subject', 'preview', 'body', 'text', 'link', 'image', 'mjml'];

/** Which content is meant; without both the one at the top. */
export interface Place {
  readonly variant?: string | undefined;
  readonly locale?: string | undefined;
}

/** How problems name the fields of a place. */
export function pathOf({ variant, locale }: Place): string {
  return `${variant === undefined ? '' : `variants.${variant}.`}${locale === undefined ? '' : `locales.${locale}.`}`;
}

/** Undefined where it has no such variant or language. */
export function contentAt(written: Written, { variant, locale }: Place): Content | undefined {
  const languages = variant === undefined ? written : written.variants?.[variant];
  return locale === undefined ? languages : languages?.locales?.[locale];
}

/** Tags of the languages of a variant, or of the content without one. */
export function localesAt(written: Written, { variant }: Place): readonly string[] {
  const languages = variant === undefined ? written : written.variants?.[variant];
  return Object.keys(languages?.locales ?? {});
}

/** With some fields of a place changed; `undefined` and, of all but the body of a template, nothing written take one out. */
export function withContent(written: Written, { variant, locale }: Place, change: Content): Written {
  if (variant !== undefined) {
    const one = written.variants?.[variant] ?? {};
    return { ...written, variants: { ...written.variants, [variant]: withLanguage(one, locale, { change, kind: written.kind }) } };
  }
  return withLanguage(written, locale, { change, kind: written.kind });
}

function withLanguage<Languages extends Variant>(
  languages: Languages,
  locale: string | undefined,
  { change, kind }: { readonly change: Content; readonly kind: Kind },
): Languages {
  if (locale === undefined) return trimmed({ ...languages, ...change }, kind);
  const content = trimmed({ ...languages.locales?.[locale], ...change }, kind);
  return { ...languages, locales: { ...languages.locales, [locale]: content } };
}

function trimmed<C extends Content>(content: C, kind: Kind): C {
  const needed = (field: string): boolean => kind === 'template' && field === 'body';
  const kept = Object.entries(content).filter(
    ([field, value]) => !FIELDS.includes(field as Field) || (value !== undefined && (value !== '' || needed(field))),
  );
  return Object.fromEntries(kept) as unknown as C;
}

/** With a language that begins as the content beside it stands. */
export function withLocale(written: Written, { variant }: Place, locale: string): Written {
  const { subject, preview, body, text, link, image, mjml } = contentAt(written, { variant }) ?? {};
  return withContent(written, { variant, locale }, { subject, preview, body, text, link, image, mjml } as Content);
}

/** Without a language. */
export function withoutLocale(written: Written, { variant }: Place, locale: string): Written {
  const without = <Languages extends Variant>(languages: Languages): Languages => {
    const { [locale]: _gone, ...locales } = languages.locales ?? {};
    const { locales: _all, ...rest } = languages;
    return (Object.keys(locales).length === 0 ? rest : { ...rest, locales }) as Languages;
  };
  if (variant === undefined) return without(written);
  return { ...written, variants: { ...written.variants, [variant]: without(written.variants?.[variant] ?? {}) } };
}

/** Languages that somebody of the workspace reads and that are not there: a longer tag takes the shorter one. The first one of the workspace is the default. */
export function missingLocales(wanted: readonly string[], there: readonly string[]): readonly string[] {
  const known = there.map((tag) => tag.toLowerCase());
  return wanted.slice(1).filter((tag) => {
    const one = tag.toLowerCase();
    return !known.some((other) => one === other || one.startsWith(`${other}-`));
  });
}
