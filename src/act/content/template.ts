/**
 * A template made ready: parsed once, its variables known before anything is sent. What is wrong with a template is found here, when
 * a release is planned, and not when a customer waits for a message.
 */
import type { Liquid, Template } from 'liquidjs';
import { type Said, VolanoError } from '../../base/index.ts';
import {
  CONTENT_FIELDS,
  type ContentAt,
  type ContentField,
  contentsOf,
  forLocale,
  formatOf,
  localeKey,
  type TemplateContent,
  type TemplateDefinition,
  type TemplateVariables,
} from '../../define/index.ts';
import { createEngine, type Escaping } from './engine.ts';
import { certainOf } from './required.ts';
import { liquidSaid, said } from './said.ts';
import { unsafePlaceOf } from './unsafe.ts';

/** `html` when the body holds a markup tag, else `text`. Values are escaped in HTML only. */
export type ContentFormat = Escaping;

export interface ParsedField {
  readonly engine: Liquid;
  readonly nodes: Template[];
}

/** One language of a template. */
export interface CompiledContent {
  readonly format: ContentFormat;
  /** The tag under which the template has it; absent for its default. */
  readonly locale?: string;
  readonly subject?: ParsedField;
  readonly preview?: ParsedField;
  readonly body: ParsedField;
  /** Of HTML: its plain-text part, where one is given. */
  readonly text?: ParsedField;
  /** As it is written, in Liquid. */
  readonly written: TemplateContent;
  /** Hosts of the http(s) addresses that are written out in the body, lower case, with the port when there is one. */
  readonly linkHosts: readonly string[];
}

export interface CompiledLanguages {
  readonly content: CompiledContent;
  /** By tag as `localeKey` writes it. */
  readonly locales: ReadonlyMap<string, CompiledContent>;
}

export interface CompiledTemplate extends CompiledLanguages {
  readonly variants: ReadonlyMap<string, CompiledLanguages>;
}

/** One engine for plain text (subjects too), one for HTML: escaping belongs to the engine in liquidjs. */
export type Engines = Readonly<Record<Escaping, Liquid>>;

export function createEngines(timeZone: () => string): Engines {
  return { text: createEngine('text', timeZone), html: createEngine('html', timeZone) };
}

const analysisEngines: Engines = createEngines(() => 'UTC');

/** Throws VOLANO_TEMPLATE_INVALID. Of a template with blocks or MJML, the built one is given. */
export function compileTemplate(template: TemplateDefinition, engines: Engines): CompiledTemplate {
  const compiled = contentsOf(template).map((at) => ({ at, content: compileContent(template.id, at, engines) }));
  const languagesOf = (variant: string | undefined): CompiledLanguages => {
    const own = compiled.filter(({ at }) => at.variant === variant);
    const locales = own.flatMap(({ at, content }) => (at.locale === undefined ? [] : [[localeKey(at.locale), content] as const]));
    return { content: own.find(({ at }) => at.locale === undefined)!.content, locales: new Map(locales) };
  };
  const variants = Object.keys(template.variants ?? {}).map((id) => [id, languagesOf(id)] as const);
  return { ...languagesOf(undefined), variants: new Map(variants) };
}

/** The variant's content (without one the template's own) whose tag is the longest that begins the locale, subtag by subtag; its default when none does. */
export function contentFor(
  template: CompiledTemplate,
  { locale, variant }: { readonly locale?: string | undefined; readonly variant?: string | undefined },
): CompiledContent {
  const { content, locales } = (variant === undefined ? undefined : template.variants.get(variant)) ?? template;
  return locales.size === 0 ? content : (forLocale(locales, locale) ?? content);
}

/**
 * Which traits and event properties a template may read, in any of its languages, and which of the properties it cannot do without.
 * Throws VOLANO_TEMPLATE_INVALID, also for a variable nobody provides.
 */
export function variablesOf(template: TemplateDefinition): TemplateVariables {
  const found = { trait: new Set<string>(), event: new Set<string>(), recommend: new Set<string>(), required: new Set<string>() };
  for (const at of contentsOf(template)) {
    const content = compileContent(template.id, at, analysisEngines);
    for (const field of CONTENT_FIELDS) {
      const parsed = content[field];
      if (!parsed) continue;
      addVariables(found, parsed, { id: template.id, field: `${at.path}${field}` });
      for (const [root, name] of certainOf(parsed)) if (root === 'event') found.required.add(String(name));
    }
  }
  return {
    traits: [...found.trait].sort(),
    properties: [...found.event].sort(),
    ...(found.recommend.size === 0 ? {} : { recommendations: [...found.recommend].sort() }),
    ...(found.required.size === 0 ? {} : { requiredProperties: [...found.required].sort() }),
  };
}

interface Found {
  readonly trait: Set<string>;
  readonly event: Set<string>;
  readonly recommend: Set<string>;
}

const PROVIDED = new Set(['customer.id', 'message.id', 'message.unsubscribe_url']);
const READ = ['trait', 'event', 'recommend'] as const;

/** What is wrong with a variable, by its first two parts; undefined when a message can have it. */
export function unknownVariable(root: unknown, name: unknown): Said | undefined {
  if (READ.some((one) => one === root))
    return typeof name === 'string' ? undefined : said`write ${String(root)}.<name>: "${String(root)}" alone names no value`;
  const path = typeof name === 'string' ? `${String(root)}.${name}` : String(root);
  if (PROVIDED.has(path)) return undefined;
  return said`"${path}" is no variable. Use trait.<id>, event.<property>, recommend.<id>, customer.id, message.id or message.unsubscribe_url`;
}

function addVariables(found: Found, parsed: ParsedField, { id, field }: { id: string; field: string }): void {
  for (const [root, name] of parsed.engine.globalVariableSegmentsSync(parsed.nodes)) {
    const wrong = unknownVariable(root, name);
    if (wrong !== undefined) throw invalid(id, field, wrong);
    for (const one of READ) if (one === root) found[one].add(name as string);
  }
}

function compileContent(id: string, { content, locale, path }: ContentAt, engines: Engines): CompiledContent {
  const source = formatOf(content.body);
  if (source === 'mjml') throw invalid(id, `${path}body`, said`MJML is rendered once it is built; this content was not`);
  const parse = (field: ContentField, engine: Liquid): ParsedField | undefined => {
    const text = content[field];
    if (text === undefined) return undefined;
    try {
      return { engine, nodes: engine.parse(text) };
    } catch (cause) {
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field: `${path}${field}`, problem: liquidSaid(firstLine(cause)) }, { cause });
    }
  };
  const body = parse('body', engines[source])!;
  const unsafe = source === 'html' ? unsafePlaceOf(content.body) : undefined;
  if (unsafe !== undefined) throw invalid(id, `${path}body`, unsafe);
  const subject = parse('subject', engines.text);
  const preview = parse('preview', engines.text);
  const text = parse('text', engines.text);
  return {
    format: source,
    ...(locale === undefined ? {} : { locale }),
    ...(subject ? { subject } : {}),
    ...(preview ? { preview } : {}),
    body,
    ...(text ? { text } : {}),
    written: content,
    linkHosts: linkHostsOf(`${content.body} ${content.text ?? ''}`),
  };
}

/** A host counts when nothing that the template computes can be part of it: what follows it ends it. */
function linkHostsOf(body: string): readonly string[] {
  const literal = body.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, '{').replace(/<head\b[\s\S]*?<\/head\s*>|<html\b[^<>]*>/gi, ' ');
  const hosts = [...literal.matchAll(/https?:\/\/([a-z0-9.-]+(?::\d+)?)(?=[/?#"'\s<>)]|$)/gi)].map(([, host]) => host!.toLowerCase());
  return [...new Set(hosts)].sort();
}

function invalid(id: string, field: string, problem: Said): VolanoError {
  return new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field, problem });
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
