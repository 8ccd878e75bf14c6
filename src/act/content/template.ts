/**
 * A template made ready: parsed once, its variables known before anything is sent. What is wrong with a template is found here, when
 * a release is planned, and not when a customer waits for a message.
 */
import type { Liquid, Template } from 'liquidjs';
import { VolanoError } from '../../base/index.ts';
import type { TemplateContent, TemplateDefinition, TemplateVariables } from '../../define/index.ts';
import { createEngine, type Escaping } from './engine.ts';
import { certainOf } from './required.ts';
import { unsafePlaceOf } from './unsafe.ts';

/** `html` when the body holds a markup tag, else `text`. Values are escaped in HTML only. */
export type ContentFormat = Escaping;

export interface ParsedField {
  readonly engine: Liquid;
  readonly nodes: Template[];
}

const FIELDS = ['subject', 'preview', 'body'] as const;
type Field = (typeof FIELDS)[number];

/** One language of a template. */
export interface CompiledContent {
  readonly format: ContentFormat;
  /** The tag under which the template has it; absent for its default. */
  readonly locale?: string;
  readonly subject?: ParsedField;
  readonly preview?: ParsedField;
  readonly body: ParsedField;
  /** Hosts of the http(s) addresses that are written out in the body, lower case, with the port when there is one. */
  readonly linkHosts: readonly string[];
}

export interface CompiledTemplate {
  readonly content: CompiledContent;
  /** By tag as `localeKey` writes it. */
  readonly locales: ReadonlyMap<string, CompiledContent>;
}

/** One engine for plain text (subjects too), one for HTML: escaping belongs to the engine in liquidjs. */
export type Engines = Readonly<Record<Escaping, Liquid>>;

export function createEngines(timeZone: () => string): Engines {
  return { text: createEngine('text', timeZone), html: createEngine('html', timeZone) };
}

const analysisEngines: Engines = createEngines(() => 'UTC');

/** Throws VOLANO_TEMPLATE_INVALID. */
export function compileTemplate(template: TemplateDefinition, engines: Engines): CompiledTemplate {
  const compile = (content: TemplateContent, locale?: string): CompiledContent =>
    compileContent({ id: template.id, content, locale, engines });
  const locales = Object.entries(template.locales ?? {}).map(([tag, content]) => [localeKey(tag), compile(content, tag)] as const);
  return { content: compile(template), locales: new Map(locales) };
}

/** The content whose tag is the longest that begins the locale, subtag by subtag; the default when none does. */
export function contentFor(template: CompiledTemplate, locale: string | undefined): CompiledContent {
  let tag = localeKey(locale ?? '');
  while (tag !== '') {
    const found = template.locales.get(tag);
    if (found) return found;
    tag = tag.slice(0, Math.max(tag.lastIndexOf('-'), 0));
  }
  return template.content;
}

/**
 * Which traits and event properties a template may read, in any of its languages, and which of the properties it cannot do without.
 * Throws VOLANO_TEMPLATE_INVALID, also for a variable nobody provides.
 */
export function variablesOf(template: TemplateDefinition): TemplateVariables {
  const compiled = compileTemplate(template, analysisEngines);
  const found = { trait: new Set<string>(), event: new Set<string>(), required: new Set<string>() };
  for (const content of [compiled.content, ...compiled.locales.values()]) {
    for (const field of FIELDS) {
      const parsed = content[field];
      if (!parsed) continue;
      addVariables(found, parsed, { id: template.id, field: placeOf(field, content.locale) });
      for (const [root, name] of certainOf(parsed)) if (root === 'event') found.required.add(String(name));
    }
  }
  return {
    traits: [...found.trait].sort(),
    properties: [...found.event].sort(),
    ...(found.required.size === 0 ? {} : { requiredProperties: [...found.required].sort() }),
  };
}

interface Found {
  readonly trait: Set<string>;
  readonly event: Set<string>;
}

const PROVIDED = new Set(['customer.id', 'message.id', 'message.unsubscribe_url']);

function addVariables(found: Found, parsed: ParsedField, { id, field }: { id: string; field: string }): void {
  for (const [root, name] of parsed.engine.globalVariableSegmentsSync(parsed.nodes)) {
    if (root === 'trait' || root === 'event') {
      if (typeof name !== 'string') throw invalid(id, field, `write ${root}.<name>: "${String(root)}" alone names no value`);
      found[root].add(name);
      continue;
    }
    const path = typeof name === 'string' ? `${String(root)}.${name}` : String(root);
    if (PROVIDED.has(path)) continue;
    const known = 'trait.<id>, event.<property>, customer.id, message.id or message.unsubscribe_url';
    throw invalid(id, field, `"${path}" is no variable. Use ${known}`);
  }
}

interface ContentSource {
  readonly id: string;
  readonly content: TemplateContent;
  readonly locale: string | undefined;
  readonly engines: Engines;
}

function compileContent({ id, content, locale, engines }: ContentSource): CompiledContent {
  const format = formatOf(content.body);
  const parse = (field: Field, engine: Liquid): ParsedField | undefined => {
    const source = content[field];
    if (source === undefined) return undefined;
    try {
      return { engine, nodes: engine.parse(source) };
    } catch (cause) {
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field: placeOf(field, locale), problem: firstLine(cause) }, { cause });
    }
  };
  const body = parse('body', engines[format])!;
  const unsafe = format === 'html' ? unsafePlaceOf(content.body) : undefined;
  if (unsafe !== undefined) throw invalid(id, placeOf('body', locale), unsafe);
  const subject = parse('subject', engines.text);
  const preview = parse('preview', engines.text);
  return {
    format,
    ...(locale === undefined ? {} : { locale }),
    ...(subject ? { subject } : {}),
    ...(preview ? { preview } : {}),
    body,
    linkHosts: linkHostsOf(content.body),
  };
}

function placeOf(field: Field, locale: string | undefined): string {
  return locale === undefined ? field : `locales.${locale}.${field}`;
}

function localeKey(tag: string): string {
  return tag.trim().replaceAll('_', '-').toLowerCase();
}

/** A host counts when nothing that the template computes can be part of it: what follows it ends it. */
function linkHostsOf(body: string): readonly string[] {
  const literal = body.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, '{');
  const hosts = [...literal.matchAll(/https?:\/\/([a-z0-9.-]+(?::\d+)?)(?=[/?#"'\s<>)]|$)/gi)].map(([, host]) => host!.toLowerCase());
  return [...new Set(hosts)].sort();
}

function formatOf(body: string): ContentFormat {
  const markup = body.replace(/\{%.*?%\}|\{\{.*?\}\}/gs, '');
  return /<(?:!doctype|\/?[a-z][a-z0-9-]*)(?:\s[^<>]*)?\/?>/i.test(markup) ? 'html' : 'text';
}

function invalid(id: string, field: string, problem: string): VolanoError {
  return new VolanoError('VOLANO_TEMPLATE_INVALID', { id, field, problem });
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
