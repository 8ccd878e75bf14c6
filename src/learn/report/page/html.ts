/** HTML as text: every value that is put in is escaped, unless it is HTML already. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = Html | string | number | readonly Value[];

/** A template whose values are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(parts.reduce((text, part, i) => text + textOf(values[i - 1]!) + part));
}

/** What is HTML already: an SVG drawing, a stylesheet. */
export function raw(text: string): Html {
  return new Html(text);
}

export interface Cell {
  readonly text: string;
  /** Colours the cell, 0 to 1. */
  readonly heat?: number;
  /** Second line. */
  readonly note?: string;
  /** Marks the row, and says why. */
  readonly warning?: string;
}

export interface Table {
  readonly caption: string;
  readonly heads: readonly string[];
  /** How many columns from the left are words; the others are numbers. */
  readonly words: number;
  readonly rows: readonly (readonly (string | Cell)[])[];
}

/** The first cell of each row is its head. Where it is wider than the page it scrolls, with the keyboard too. */
export function table({ caption, heads, words, rows }: Table): Html {
  const kind = (column: number): string => (column < words ? 'word' : 'number');
  const cell = (value: string | Cell, column: number): Html => {
    const { text, heat, note, warning }: Cell = typeof value === 'string' ? { text: value } : value;
    const style = heat === undefined ? raw('') : raw(` style="--heat:${Math.round(heat * 100)}%"`);
    const mark = warning === undefined ? '' : html`<span class="mark" role="img" aria-label="${warning}" title="${warning}">⚠</span> `;
    const inside = html`${mark}${text}${note === undefined ? '' : html` <small>${note}</small>`}`;
    return column === 0
      ? html`<th scope="row" class="${kind(column)}"${style}>${inside}</th>`
      : html`<td class="${kind(column)}"${style}>${inside}</td>`;
  };
  const head = heads.map((text, column) => html`<th scope="col" class="${kind(column)}">${text}</th>`);
  const body = rows.map((row) => html`<tr>${row.map(cell)}</tr>`);
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function textOf(value: Value): string {
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return (value as readonly Value[]).map(textOf).join('');
  return String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
