/** Rendering of messages from what was captured at the decision. A rendering that cannot be right is a failure with its reason. */
import { UndefinedVariableError } from 'liquidjs';
import { saidIn, VolanoError } from '../../base/index.ts';
import type { Json, JsonObject } from '../../core/index.ts';
import type { ContentField, TemplateContent, TemplateDefinition, WordFinder } from '../../define/index.ts';
import { renderWithin } from './engine.ts';
import { mapHrefs } from './hrefs.ts';
import { type CompiledContent, type CompiledTemplate, type ContentFormat, compileTemplate, contentFor, createEngines } from './template.ts';
import { SENSITIVE_WORD, withheldFor } from './wording.ts';

export interface RenderedContent {
  readonly format: ContentFormat;
  /** One line, plain text. */
  readonly subject?: string;
  /** One line, plain text: what mail programs show after the subject. */
  readonly preview?: string;
  readonly body: string;
  /** Of e-mail in HTML: the plain-text part, where the template gives one. */
  readonly text?: string;
  /** Tag of the template's language that was taken; absent for its default. */
  readonly locale?: string;
  /** Where this customer unsubscribes from this message's purpose; set where links are tracked. */
  readonly unsubscribeUrl?: string;
}

export type RenderOutcome =
  /** `linkHosts`: hosts that the template itself links to, none of them from a value. `written`: what it was rendered from. */
  | { readonly ok: true; readonly content: RenderedContent; readonly linkHosts: readonly string[]; readonly written: TemplateContent }
  /** It can be rendered and must not go out, by a rule; `read`: the word, its list and severity, the field. */
  | { readonly ok: false; readonly withheld: true; readonly reason: typeof SENSITIVE_WORD; readonly read: JsonObject }
  /** `reason` starts with `template_unknown`, `template_invalid`, `variable_missing` or `template_failed`, then what exactly. */
  | { readonly ok: false; readonly withheld?: never; readonly reason: string };

export interface RenderRequest {
  readonly template: string;
  readonly version: number;
  readonly message: string;
  readonly customer: string;
  /** `{ trait: {...}, event: {...}, recommend: {...} }` as captured; null and absent are both missing. */
  readonly variables: JsonObject;
  /** Of the template; without one its own content. */
  readonly variant?: string | undefined;
  /** Of the customer, BCP 47: picks the template's language. */
  readonly locale?: string | undefined;
  /** Through which it goes, for sensitive words of some channels only. */
  readonly channel?: string | undefined;
  /** What `message.unsubscribe_url` says; without it, a template that prints it fails. */
  readonly unsubscribeUrl?: string | undefined;
}

export interface RendererOptions {
  /** The definition of a template at a version, while any message may still need it. */
  readonly templateOf: (id: string, version: number) => TemplateDefinition | undefined;
  /** Zone of the `date` filter: the workspace's. */
  readonly timeZone: () => string;
  /** Sensitive words as they are now; without it none keeps a message back. */
  readonly words?: () => WordFinder | undefined;
  /** Compiled templates kept; default 1,000. */
  readonly cacheSize?: number;
}

export interface Renderer {
  render(request: RenderRequest): RenderOutcome;
}

/** Renders with the templates that `templateOf` knows. Needs no closing. */
export function createRenderer(options: RendererOptions): Renderer {
  const engines = createEngines(options.timeZone);
  const cacheSize = options.cacheSize ?? 1_000;
  const cache = new Map<string, CompiledTemplate>();
  const compiled = (id: string, version: number): CompiledTemplate | undefined => {
    const key = `${version}@${id}`;
    const known = cache.get(key);
    if (known) return known;
    const definition = options.templateOf(id, version);
    if (!definition) return undefined;
    const template = compileTemplate(definition, engines);
    // A version never changes its content, so an entry can only be in the way, never wrong.
    if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
    cache.set(key, template);
    return template;
  };
  return {
    render(request) {
      try {
        const template = compiled(request.template, request.version);
        if (!template) return { ok: false, reason: `template_unknown: ${request.template} version ${request.version}` };
        const chosen = contentFor(template, request);
        const { linkHosts, written } = chosen;
        const content = renderFields(chosen, request);
        const finder = options.words?.();
        const read = finder && withheldFor(content, { finder, channels: request.channel === undefined ? [] : [request.channel], written });
        if (read) return { ok: false, withheld: true, reason: SENSITIVE_WORD, read };
        return { ok: true, content, linkHosts, written };
      } catch (error) {
        return { ok: false, reason: reasonOf(error) };
      }
    },
  };
}

function renderFields(chosen: CompiledContent, request: RenderRequest): RenderedContent {
  const render = (field: ContentField): string | undefined => {
    const parsed = chosen[field];
    return parsed && renderWithin(parsed.engine, parsed.nodes, scopeOf(request));
  };
  const subject = render('subject');
  const preview = render('preview');
  const text = chosen.format === 'html' ? render('text') : undefined;
  return {
    format: chosen.format,
    ...(subject === undefined ? {} : { subject: oneLine(subject) }),
    ...(preview === undefined ? {} : { preview: oneLine(preview) }),
    body: chosen.format === 'html' ? mapHrefs(render('body')!, withoutCode) : render('body')!,
    ...(text === undefined ? {} : { text }),
    ...(chosen.locale === undefined ? {} : { locale: chosen.locale }),
  };
}

/** Escaping keeps a value inside its attribute; it does not keep an address from being a program. */
function withoutCode(address: string): string | undefined {
  return /^(?:javascript|vbscript|data):/i.test(address.replace(/[\p{Cc}\s]+/gu, '')) ? '#' : undefined;
}

/** A fresh scope for each field: what a template assigns must not leak. */
function scopeOf(request: RenderRequest): object {
  return {
    trait: withoutNull(request.variables.trait ?? {}),
    event: withoutNull(request.variables.event ?? {}),
    recommend: withoutNull(request.variables.recommend ?? {}),
    customer: { id: request.customer },
    message: { id: request.message, ...(request.unsubscribeUrl === undefined ? {} : { unsubscribe_url: request.unsubscribeUrl }) },
  };
}

/** Null means missing, as in conditions; liquidjs would print nothing for it and complain only about undefined. */
function withoutNull(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutNull);
  const kept = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(kept.map(([key, member]) => [key, withoutNull(member)]));
}

/** A line break in a subject would start a new header of an e-mail. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

function reasonOf(error: unknown): string {
  if (error instanceof VolanoError) return `template_invalid: ${saidIn(error.details.problem ?? '')}`;
  const text = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  const missing = /undefined variable: ([^\s,]+)/.exec(text)?.[1];
  if (missing !== undefined && isUndefinedVariable(error)) return `variable_missing: ${missing}`;
  return `template_failed: ${text}`;
}

function isUndefinedVariable(error: unknown): boolean {
  if (UndefinedVariableError.is(error)) return true;
  return error instanceof Error && 'originalError' in error && isUndefinedVariable(error.originalError);
}
