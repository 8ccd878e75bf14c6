/** What differs between two sets of definitions: the content of `volano plan`. */
import type { Definition, DefinitionKind } from '../../define/index.ts';
import { canonicalText } from './canonical.ts';
import { type DiffLine, diffLines } from './lines.ts';

export interface Change {
  readonly action: 'added' | 'changed' | 'removed';
  readonly kind: DefinitionKind;
  readonly id: string;
  /** The definition as indented JSON, line by line, each kept, added or removed. */
  readonly lines: readonly DiffLine[];
}

/** Sorted by kind in the order of the loop (settings, identity, knowledge, content, journeys), then by id. */
export function changesBetween(before: readonly Definition[], after: readonly Definition[]): readonly Change[] {
  const old = byName(before);
  const now = byName(after);
  const changes: Change[] = [];
  for (const [name, definition] of new Map([...old, ...now])) {
    const was = old.get(name);
    const is = now.get(name);
    if (was && is && canonicalText(was) === canonicalText(is)) continue;
    const { kind, id } = definition;
    const action = was ? (is ? 'changed' : 'removed') : 'added';
    changes.push({ action, kind, id, lines: diffLines(linesOf(was), linesOf(is)) });
  }
  return changes.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

const KINDS: readonly DefinitionKind[] = [
  'workspace',
  'namespace',
  'event',
  'purpose',
  'policy',
  'trait',
  'tag_group',
  'tag',
  'segment',
  'recommendation',
  'block',
  'template',
  'journey',
  'placement',
  'benefit',
];

/** The key under which a definition is known. */
export function nameOf({ kind, id }: { readonly kind: DefinitionKind; readonly id: string }): string {
  return `${kind} ${id}`;
}

function byName(definitions: readonly Definition[]): ReadonlyMap<string, Definition> {
  return new Map(definitions.map((definition) => [nameOf(definition), definition]));
}

function linesOf(definition: Definition | undefined): readonly string[] {
  return definition ? canonicalText(definition, 2).split('\n') : [];
}
