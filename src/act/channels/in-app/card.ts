/** A message in an app: title, text, picture, one main link. Pure: the inbox and the previews show the same. */
import { type RenderedContent, unescapeHtml } from '../../content/index.ts';

export interface Card {
  readonly title?: string;
  readonly format: 'html' | 'text';
  readonly body: string;
  /** Addresses of http(s) only: anything else would run in the customer's page. */
  readonly link?: string;
  readonly image?: string;
}

/** A body of JSON, `{ "title", "body", "link", "image" }`, is taken apart; any other is the text itself, under the subject. */
export function cardOf({ subject, body, format }: RenderedContent): Card {
  const given = objectIn(body);
  if (!given) return { ...(subject !== undefined && { title: subject }), format, body };
  const title = textOf(given.title) ?? subject;
  const [link, image] = [addressOf(given.link), addressOf(given.image)];
  return {
    ...(title !== undefined && { title }),
    format: 'text',
    body: textOf(given.body) ?? textOf(given.text) ?? '',
    ...(link !== undefined && { link }),
    ...(image !== undefined && { image }),
  };
}

/** Where a card can lead, each once, the main link first. */
export function linksOf({ link, body, format }: Pick<Card, 'link' | 'body' | 'format'>): readonly string[] {
  const found =
    format === 'html' ? [...body.matchAll(/\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/gi)].map(([, a, b]) => unescapeHtml(a ?? b ?? '')) : [];
  const plain = format === 'text' ? [...body.matchAll(/https?:\/\/[^\s<>"'，。！？；）】]+/g)].map(([address]) => address) : [];
  return [...new Set([...(link === undefined ? [] : [link]), ...found, ...plain])].filter((address) => addressOf(address) !== undefined);
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  if (!body.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function addressOf(value: unknown): string | undefined {
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) ? value : undefined;
}
