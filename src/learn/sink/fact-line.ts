/**
 * A fact as it waits for the warehouse: one line, a JSON list of the values of `FACT_COLUMNS`. Names of columns would be as long as what
 * they name, and would be written, summed up, stored, copied and looked up for each row.
 */
import type { Fact } from '../../core/index.ts';

/** What stands in a line, in order. */
export const FACT_COLUMNS = [
  'partition',
  'seq',
  'position',
  'ordinal',
  'kind',
  'action',
  'customer',
  'at',
  'name',
  'version',
  'journey',
  'step',
  'subject',
  'detail',
] as const;

/** What a fact may be without. */
const OPTIONAL: ReadonlySet<string> = new Set(['journey', 'step', 'subject', 'detail'] satisfies (typeof FACT_COLUMNS)[number][]);

/** Where a fact stands: its number, the entry that led to it, and which fact of that entry it is. */
export interface FactPlace {
  readonly partition: number;
  readonly seq: number;
  readonly position: number;
  readonly ordinal: number;
}

/** The line of a fact, with its newline; what the fact does not have is an empty text. */
export function factLine(fact: Fact, { partition, seq, position, ordinal }: FactPlace): string {
  const { kind, action, customer, at, name, version, journey, step, subject, detail } = fact;
  return `[${partition},${seq},${position},${ordinal},"${kind}","${action}",${JSON.stringify(customer)},${at},${JSON.stringify(name)},${version},${textOf(journey)},${textOf(step)},${textOf(subject)},${detail === undefined ? EMPTY : JSON.stringify(detail)}]\n`;
}

/** The same as a JSON object by column, without what is empty and may be; a line that is none stays as it is. */
export function factObject(line: string): string {
  let values: unknown;
  try {
    values = JSON.parse(line);
  } catch {
    return line;
  }
  if (!Array.isArray(values)) return line;
  const members = FACT_COLUMNS.map((column, i) => [column, values[i] as unknown] as const);
  return `${JSON.stringify(Object.fromEntries(members.filter(([column, value]) => value !== '' || !OPTIONAL.has(column))))}\n`;
}

const EMPTY = '""';

function textOf(text: string | undefined): string {
  return text === undefined ? EMPTY : JSON.stringify(text);
}
