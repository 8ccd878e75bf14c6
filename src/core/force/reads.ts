/** What definitions read of one another. */
import { type Definition, type Released, referencesOf } from '../../define/index.ts';

/** `trait:x`, `tag:x`, `journey:x`, ... */
export function nameOf({ kind, id }: Pick<Definition, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** The definitions of a release, and which of them each one leans on. */
export class Reads {
  readonly #byName: ReadonlyMap<string, Released>;
  /** Tags of a group in which only one holds: each reads all. */
  readonly #mates = new Map<string, string[]>();
  readonly #of = new Map<string, readonly string[]>();

  constructor(definitions: readonly Released[]) {
    this.#byName = new Map(definitions.map((one) => [nameOf(one.definition), one]));
    for (const { definition } of definitions) {
      if (definition.kind !== 'tag' || definition.group === undefined) continue;
      const group = this.#byName.get(`tag_group:${definition.group}`)?.definition;
      if (group?.kind !== 'tag_group' || !group.exclusive) continue;
      const mates = this.#mates.get(definition.group) ?? [];
      mates.push(nameOf(definition));
      this.#mates.set(definition.group, mates);
    }
  }

  get(name: string): Released | undefined {
    return this.#byName.get(name);
  }

  names(): Iterable<string> {
    return this.#byName.keys();
  }

  /** Names of what the definition leans on directly, whether there is such a one or not. */
  of(name: string): readonly string[] {
    let reads = this.#of.get(name);
    if (!reads) {
      reads = this.#read(this.#byName.get(name)!);
      this.#of.set(name, reads);
    }
    return reads;
  }

  #read({ definition, uses }: Released): readonly string[] {
    const names = referencesOf(definition).map(nameOf);
    for (const trait of uses?.traits ?? []) names.push(`trait:${trait}`);
    if (definition.kind === 'tag' && definition.group !== undefined) names.push(...(this.#mates.get(definition.group) ?? []));
    return [...new Set(names)];
  }

  /** The definition, and all that it leans on by way of others. */
  closureOf(name: string): readonly string[] {
    const found = new Set([name]);
    for (const one of found) if (this.#byName.has(one)) for (const read of this.of(one)) if (this.#byName.has(read)) found.add(read);
    return [...found];
  }

  /** Whether any of the definitions leans on one of these. */
  anyReads(names: ReadonlySet<string>): boolean {
    for (const one of this.#byName.values()) if (this.#read(one).some((name) => names.has(name))) return true;
    return false;
  }

  /** These, and all that leans on them by way of others. */
  readersOf(names: ReadonlySet<string>): Set<string> {
    const found = new Set(names);
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const name of this.#byName.keys()) if (!found.has(name) && this.of(name).some((read) => found.has(read))) found.add(name);
    }
    return found;
  }
}
