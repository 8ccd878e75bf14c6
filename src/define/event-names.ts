/**
 * Which events a definition asks for: a name, exact; `*`, any that a source sent; a beginning followed by `*`; or several of these joined by `|`. So no name that is
 * asked for can hold a `|` or end with `*`.
 */
export interface EventNames {
  readonly exact: readonly string[];
  /** How names begin. */
  readonly prefixes: readonly string[];
  /** Whether any that a source sent are meant. */
  readonly any: boolean;
}

/** Takes a text of a definition apart; spaces around `|` do not count. */
export function eventNamesOf(text: string): EventNames {
  const parts = text.includes('|')
    ? text
        .split('|')
        .map((part) => part.trim())
        .filter((part) => part !== '')
    : [text];
  return {
    exact: parts.filter((part) => !part.endsWith('*')),
    prefixes: parts.filter((part) => part.endsWith('*') && part !== '*').map((part) => part.slice(0, -1)),
    any: parts.includes('*'),
  };
}

/** Whether an event of this name is meant. `isOwn`: the product wrote it, and then `*` alone does not mean it. */
export function asksFor({ exact, prefixes, any }: EventNames, event: string, isOwn: boolean): boolean {
  return (any && !isOwn) || exact.includes(event) || prefixes.some((prefix) => event.startsWith(prefix));
}
