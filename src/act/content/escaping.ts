/**
 * Escaping in HTML, once: where a value is printed. What `{% capture %}` collects is a value like any other, so outputs inside it are not
 * escaped; the filters that other Liquid engines need for escaping leave the value to the output.
 */
import { CaptureTag, type Context, filters, type Liquid, toValue } from 'liquidjs';

/** How many captures a rendering is inside of. */
const depths = new WeakMap<Context, number>();

/** A text whose line breaks become `<br>` where it is printed; any other filter sees the text. */
class Lines {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

interface Printing {
  readonly context: Context;
}

/** liquidjs' own, which counts what it makes in the rendering's memory. */
const escapeText = filters.escape as (this: Printing, text: string) => string;

/** liquidjs hands this every value that it prints. */
export function escapeOutput(this: Printing, value: unknown): string {
  const text = textOf(value);
  if ((depths.get(this.context) ?? 0) > 0) return text;
  const escaped = escapeText.call(this, text);
  return value instanceof Lines ? escaped.replaceAll(/\r?\n/g, '<br>\n') : escaped;
}

function textOf(value: unknown): string {
  const known: unknown = toValue(value);
  if (known === undefined || known === null) return '';
  return Array.isArray(known) ? known.map(textOf).join('') : String(known);
}

/** Makes an engine with `escapeOutput` escape once, whatever a template says besides. */
export function escapeOnce(engine: Liquid): void {
  for (const filter of ['escape', 'escape_once', 'xml_escape']) engine.registerFilter(filter, textOf);
  engine.registerFilter('newline_to_br', (value: unknown) => new Lines(textOf(value)));
  engine.registerTag('capture', CapturedText);
}

class CapturedText extends CaptureTag {
  override *render(context: Context): Generator<unknown, void, string> {
    const depth = depths.get(context) ?? 0;
    depths.set(context, depth + 1);
    try {
      yield* super.render(context);
    } finally {
      depths.set(context, depth);
    }
  }
}
