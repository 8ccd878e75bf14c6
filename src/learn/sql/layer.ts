/**
 * A query is a stack of layers, each a SELECT over the one below. An expression is written once and gets a column; whoever needs the
 * same expression again gets the same column.
 */
import { column } from './literal.ts';

export class Layer {
  readonly #prefix: string;
  readonly #columns = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  /** The column that holds this expression, over the columns of the layers below. */
  add(expression: string): string {
    const known = this.#columns.get(expression);
    if (known) return known;
    const name = `${this.#prefix}${this.#columns.size}`;
    this.#columns.set(expression, name);
    return name;
  }

  /** `AS` items of the SELECT list, in the order of their making. */
  items(): string[] {
    return [...this.#columns].map(([expression, name]) => `${expression} AS ${column(name)}`);
  }

  /** The layer's SELECT over an inner query, keeping the columns below; the inner query itself when the layer is empty. */
  over(inner: string): string {
    const items = this.items();
    return items.length === 0 ? inner : `SELECT *, ${items.join(', ')} FROM (${inner})`;
  }
}
