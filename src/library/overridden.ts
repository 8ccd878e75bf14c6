import type { Definition } from '../define/index.ts';

/**
 * The definitions, those replaced whose kind and id another one has; what is new comes behind them. Where several replace the same, the last one counts.
 */
export function overridden<D extends Definition>(definitions: readonly D[], ...others: readonly D[]): readonly D[] {
  const byName = new Map<string, D>();
  for (const one of [...definitions, ...others]) byName.set(`${one.kind} ${one.id}`, one);
  return [...byName.values()];
}
