/** A template as a customer would read it, and what of it nobody has a value for. */
import { createRenderer, plainTextOf, type RenderedContent } from '../../act/index.ts';
import { VolanoError, verbatim } from '../../base/index.ts';
import type { JsonObject } from '../../core/index.ts';
import { type SmsLength, smsLengthOf, type TemplateContent, type TemplateDefinition } from '../../define/index.ts';
import { type ShownWord, shownWords, type Watching } from './sensitive.ts';

export interface Rendered {
  readonly variant?: string;
  readonly locale?: string;
  readonly subject?: string;
  readonly preview?: string;
  readonly html?: string;
  readonly text: string;
  /** As an SMS, without signature and opt-out. */
  readonly sms: SmsLength;
  /** Variables that the customer or the event does not have and that no default stands in for: with one of them the message is not sent. They are shown as ⟨name⟩. */
  readonly missing: readonly string[];
  /** Sensitive words that the customer would read; absent where the project watches for none. */
  readonly words?: readonly ShownWord[];
}

export interface Rendering {
  readonly customer: string;
  /** `{ trait, event, recommend }`. */
  readonly scope: JsonObject;
  readonly zone: string;
  readonly locale?: string | undefined;
  readonly variant?: string | undefined;
  /** Sensitive words; absent where the project has no lists. */
  readonly watching?: Watching | undefined;
  /** Whether they are marked in its HTML. */
  readonly isMarked?: boolean;
}

/** More variables than this are not asked for one by one. */
const MISSING_MAX = 100;

/** `definition`: built. Throws VOLANO_TEMPLATE_INVALID. */
export function rendered(definition: TemplateDefinition, rendering: Rendering): Rendered {
  const { content, missing, written } = contentOf(definition, rendering);
  const watched = rendering.watching && shownWords(content, written, rendering.watching);
  const { format, body, subject, preview, locale } = content;
  const text = format === 'html' ? (content.text ?? plainTextOf(body)) : body;
  return {
    ...(rendering.variant !== undefined && { variant: rendering.variant }),
    ...(locale !== undefined && { locale }),
    ...(subject !== undefined && { subject }),
    ...(preview !== undefined && { preview }),
    ...(format === 'html' && { html: rendering.isMarked === true && watched ? watched.marked : body }),
    text,
    sms: smsLengthOf(text.trim()),
    missing: missing.filter((one) => !missing.some((other) => other.startsWith(`${one}.`))),
    ...(watched && { words: watched.words }),
  };
}

/** The content itself, as a channel takes it. Throws VOLANO_TEMPLATE_INVALID. */
export function contentOf(
  definition: TemplateDefinition,
  { customer, scope, zone, locale, variant }: Rendering,
): { readonly content: RenderedContent; readonly missing: readonly string[]; readonly written: TemplateContent } {
  const { id } = definition;
  const renderer = createRenderer({ templateOf: () => definition, timeZone: () => zone });
  const variables = structuredClone(scope) as Record<string, unknown>;
  const about = { template: id, version: 1, message: 'preview', customer, locale, variant, unsubscribeUrl: 'https://unsubscribe.example/' };
  const missing: string[] = [];
  for (;;) {
    const outcome = renderer.render({ ...about, variables: variables as JsonObject });
    if (outcome.ok) return { content: outcome.content, missing, written: outcome.written };
    const name = /^variable_missing: ((?:trait|event|recommend)\..+)$/.exec(outcome.reason)?.[1];
    if (name === undefined || missing.includes(name) || missing.length === MISSING_MAX)
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field: 'body', problem: verbatim(outcome.reason) });
    missing.push(name);
    put(variables, name.split('.'), `⟨${name}⟩`);
  }
}

function put(into: Record<string, unknown>, [key, ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    into[key!] = value;
    return;
  }
  const inner = into[key!];
  const object = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...(inner as Record<string, unknown>) } : {};
  put(object, rest, value);
  into[key!] = object;
}
