/**
 * A project cut into parts that the warehouse can be asked about one at a time: all traits, tags and segments in one statement would need
 * more memory than a small machine gives.
 */
import { type Definition, referencesOf } from '../../define/index.ts';

export interface Slice {
  /** The definitions asked about, as `kind id`. */
  readonly targets: ReadonlySet<string>;
  /** They, and all they depend on. */
  readonly definitions: readonly Definition[];
}

export function keyOf({ kind, id }: Pick<Definition, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

/** `size`: how many traits, tags and segments are asked about at a time; `isAsked`: default all of them. */
export function slicesOf(
  definitions: readonly Definition[],
  size: number,
  isAsked: (definition: Definition) => boolean = ({ kind }) => kind === 'trait' || kind === 'tag' || kind === 'segment',
): readonly Slice[] {
  const byKey = new Map(definitions.map((definition) => [keyOf(definition), definition]));
  const asked = definitions.filter(isAsked);
  const slices: Slice[] = [];
  for (let from = 0; from < asked.length; from += size) {
    const targets = asked.slice(from, from + size).map(keyOf);
    const needed = new Set<string>();
    for (const target of targets) need(target, needed, byKey);
    slices.push({
      targets: new Set(targets),
      definitions: definitions.filter((definition) => definition.kind === 'workspace' || needed.has(keyOf(definition))),
    });
  }
  return slices;
}

function need(key: string, needed: Set<string>, byKey: ReadonlyMap<string, Definition>): void {
  const definition = byKey.get(key);
  if (!definition || needed.has(key)) return;
  needed.add(key);
  for (const reference of referencesOf(definition)) need(`${reference.kind} ${reference.id}`, needed, byKey);
  // In an exclusive group each tag depends on the others.
  if (definition.kind !== 'tag' || definition.group === undefined) return;
  for (const other of byKey.values()) if (other.kind === 'tag' && other.group === definition.group) need(keyOf(other), needed, byKey);
}
