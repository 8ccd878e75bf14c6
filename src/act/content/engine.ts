/**
 * The Liquid engine as the product allows it: no file system, no partials, no clock, strict variables and filters, escaping unless the
 * content is plain text, and limits that count work and never time, so that a slow machine renders what a fast one does.
 */
import { Context, Liquid, type Template } from 'liquidjs';
import { escapeOnce, escapeOutput } from './escaping.ts';

/** Characters of one template source. */
const SOURCE_LENGTH_MAX = 100_000;
/** Objects and characters that filters and ranges may make in one rendering. */
const MEMORY_MAX = 1_000_000;
/** Nodes that one rendering may visit, loops unrolled. */
const NODES_MAX = 50_000;

/** They read files, or keep state between places of a template. */
const FORBIDDEN_TAGS = ['include', 'render', 'layout', 'block', 'increment', 'decrement'];
/** `raw` would let a customer's words become markup; the other date filters know neither milliseconds nor the zone. */
const FORBIDDEN_FILTERS = ['raw', 'date_to_xmlschema', 'date_to_rfc822', 'date_to_string', 'date_to_long_string'];

export type Escaping = 'html' | 'text';

/** `timeZone` gives the zone of the `date` filter at the moment of rendering. */
export function createEngine(escaping: Escaping, timeZone: () => string): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    locale: 'en-US',
    parseLimit: SOURCE_LENGTH_MAX,
    memoryLimit: MEMORY_MAX,
    ...(escaping === 'html' ? { outputEscape: escapeOutput } : {}),
  });
  if (escaping === 'html') escapeOnce(engine);
  for (const tag of FORBIDDEN_TAGS) delete engine.tags[tag];
  for (const filter of FORBIDDEN_FILTERS) engine.unregisterFilter(filter);
  replaceDateFilter(engine, timeZone);
  return engine;
}

/** Throws what liquidjs throws, without stack: it makes an error for each variable that a `default` stands in for. */
export function renderWithin(engine: Liquid, parsed: Template[], scope: object): string {
  const context = new Context(scope, engine.options, { sync: true }, { liquid: engine });
  context.renderLimit = nodeLimit(context.renderLimit);
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return String(engine.renderSync(parsed, context));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** liquidjs asks its render limit before every node; ours counts the questions and ignores the time in them. */
function nodeLimit(limiter: Context['renderLimit']): Context['renderLimit'] {
  let visited = 0;
  limiter.check = () => {
    visited += 1;
    if (visited > NODES_MAX) throw new Error(`more than ${NODES_MAX} nodes to render: shorten the loops`);
  };
  return limiter;
}

/** Times of the product are milliseconds; liquidjs would take a number for seconds, and "now" for the clock. */
function replaceDateFilter(engine: Liquid, timeZone: () => string): void {
  const original = engine.filters.date;
  if (typeof original !== 'function') throw new Error('liquidjs has no filter "date"');
  engine.registerFilter('date', function (value: unknown, format: unknown, zone: unknown) {
    if (value === 'now' || value === 'today') throw new Error('the filter "date" does not read the clock: give it a trait or a property');
    const instant = typeof value === 'number' ? new Date(value) : value;
    return original.call(this, instant, format ?? '%Y-%m-%d', zone ?? timeZone());
  });
}
