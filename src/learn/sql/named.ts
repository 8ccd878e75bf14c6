/** Which rows are events that definitions ask for by name. */
import { eventNamesOf } from '../../define/index.ts';
import { anyOf, textLiteral } from './literal.ts';

/**
 * Over a column of names, and a condition that a source sent the event: 0 or 1. Written so that a table that is sorted by name is not read whole. `asked`: as
 * definitions have them.
 */
export function namedSql(asked: readonly string[], { name, sent }: { readonly name: string; readonly sent: string }): string {
  const all = asked.map(eventNamesOf);
  const exact = [...new Set(all.flatMap((one) => one.exact))].map(textLiteral);
  const prefixes = new Set(all.flatMap((one) => one.prefixes));
  return anyOf([
    ...(all.some(({ any }) => any) ? [sent] : []),
    ...(exact.length === 0 ? [] : [exact.length === 1 ? `${name} = ${exact[0]}` : `${name} IN (${exact.join(', ')})`]),
    ...[...prefixes].map((prefix) => `startsWith(${name}, ${textLiteral(prefix)})`),
  ]);
}

/** Whether any event that a source sent is asked for. */
export function asksForAny(asked: readonly string[]): boolean {
  return asked.some((one) => eventNamesOf(one).any);
}
