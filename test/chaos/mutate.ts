/** Changes the text of a module. */
import type { Mutation } from './sabotages.ts';

/** Throws when the statement is not there exactly once: then somebody has to look how the rule is kept now. */
export function mutated(source: string, { file, statement, instead }: Mutation, path: string = file): string {
  const parts = source.split(statement);
  if (parts.length !== 2) throw new Error(`${path} has ${parts.length - 1} times the statement that the sabotage replaces: ${statement}`);
  return parts.join(instead);
}
