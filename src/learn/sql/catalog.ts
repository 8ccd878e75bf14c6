/** The definitions that know about customers, by kind and id. */
import { VolanoError } from '../../base/index.ts';
import type { Definition, SegmentDefinition, TagDefinition, TraitDefinition } from '../../define/index.ts';

export class Catalog {
  readonly traits: ReadonlyMap<string, TraitDefinition>;
  readonly tags: ReadonlyMap<string, TagDefinition>;
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  /** Of the workspace; UTC without one. */
  readonly zone: string;
  readonly #exclusive: ReadonlySet<string>;

  constructor(definitions: readonly Definition[]) {
    const kind = <K extends Definition['kind']>(wanted: K): Extract<Definition, { kind: K }>[] =>
      definitions.filter((definition): definition is Extract<Definition, { kind: K }> => definition.kind === wanted);
    const byId = <D extends Definition>(list: readonly D[]): ReadonlyMap<string, D> => new Map(list.map((one) => [one.id, one]));
    this.traits = byId(kind('trait'));
    this.tags = byId(kind('tag'));
    this.segments = byId(kind('segment'));
    this.zone = kind('workspace')[0]?.timeZone ?? 'UTC';
    const groups = kind('tag_group').filter((group) => group.exclusive);
    this.#exclusive = new Set(groups.map((group) => group.id));
  }

  trait(id: string): TraitDefinition {
    return found(this.traits.get(id), 'trait', id);
  }

  tag(id: string): TagDefinition {
    return found(this.tags.get(id), 'tag', id);
  }

  segment(id: string): SegmentDefinition {
    return found(this.segments.get(id), 'segment', id);
  }

  /** The tags of the tag's exclusive group, itself included; the tag alone when it is in none. */
  companions(tag: TagDefinition): TagDefinition[] {
    if (tag.group === undefined || !this.#exclusive.has(tag.group)) return [tag];
    return [...this.tags.values()].filter((other) => other.group === tag.group);
  }

  /** Those of them that win over it when they are eligible too. */
  rivals(tag: TagDefinition): TagDefinition[] {
    return this.companions(tag).filter((other) => outranks(other, tag));
  }
}

/** By higher priority, then smaller id. */
function outranks(a: TagDefinition, b: TagDefinition): boolean {
  const difference = (a.priority ?? 0) - (b.priority ?? 0);
  return difference > 0 || (difference === 0 && a.id < b.id);
}

function found<D>(definition: D | undefined, kind: 'segment' | 'tag' | 'trait', id: string): D {
  if (definition) return definition;
  throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path: 'conditions', kind, id });
}
