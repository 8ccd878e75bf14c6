/**
 * A template made ready: parsed once, its variables known before anything is sent. What is wrong with a template is found here, when
 * a release is planned, and not when a customer waits for a message.
 */
import type { Liquid, Template } from 'liquidjs';
import { VolanoError } from '../../base/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';
import { createEngine, type Escaping } from './engine.ts';

/** What a decision must capture for a template: ids of traits, and top-level properties of the triggering event. Sorted. */
export interface TemplateVariables {
  readonly traits: readonly string[];
  readonly properties: readonly string[];
}

/** `html` when the body holds a markup tag, else `text`. Values are escaped in HTML only. */
export type ContentFormat = Escaping;

export interface ParsedField {
  readonly engine: Liquid;
  readonly nodes: Template[];
}

export interface CompiledTemplate {
  readonly format: ContentFormat;
  readonly subject?: ParsedField;
  readonly body: ParsedField;
}

/** One engine for plain text (subjects too), one for HTML: escaping belongs to the engine in liquidjs. */
export type Engines = Readonly<Record<Escaping, Liquid>>;

export function createEngines(timeZone: () => string): Engines {
  return { text: createEngine('text', timeZone), html: createEngine('html', timeZone) };
}

const analysisEngines: Engines = createEngines(() => 'UTC');

/** Throws VOLANO_TEMPLATE_INVALID. */
export function compileTemplate(template: TemplateDefinition, engines: Engines): CompiledTemplate {
  const format = formatOf(template.body);
  const parse = (field: 'subject' | 'body', source: string, engine: Liquid): ParsedField => {
    try {
      return { engine, nodes: engine.parse(source) };
    } catch (cause) {
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id: template.id, field, problem: firstLine(cause) }, { cause });
    }
  };
  const body = parse('body', template.body, engines[format]);
  if (template.subject === undefined) return { format, body };
  return { format, body, subject: parse('subject', template.subject, engines.text) };
}

/** Which traits and event properties a template may read. Throws VOLANO_TEMPLATE_INVALID, also for a variable nobody provides. */
export function variablesOf(template: TemplateDefinition): TemplateVariables {
  const compiled = compileTemplate(template, analysisEngines);
  const found = { trait: new Set<string>(), event: new Set<string>() };
  const fields = [['subject', compiled.subject] as const, ['body', compiled.body] as const];
  for (const [field, parsed] of fields) {
    if (!parsed) continue;
    for (const [root, name] of parsed.engine.globalVariableSegmentsSync(parsed.nodes)) {
      if (root === 'trait' || root === 'event') {
        if (typeof name !== 'string') throw invalid(template.id, field, `write ${root}.<name>: "${String(root)}" alone names no value`);
        found[root].add(name);
      } else if (!((root === 'customer' || root === 'message') && name === 'id')) {
        const path = typeof name === 'string' ? `${String(root)}.${name}` : String(root);
        throw invalid(template.id, field, `"${path}" is no variable. Use trait.<id>, event.<property>, customer.id or message.id`);
      }
    }
  }
  return { traits: [...found.trait].sort(), properties: [...found.event].sort() };
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
