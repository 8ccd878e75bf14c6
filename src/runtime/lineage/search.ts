/** The latest event that touched each trait: events come from the latest backwards, each is shown only to the traits that read its name and still look for one. */
import { OWN_SOURCE, type PastEvent, type Touching, touchingOf } from '../../core/index.ts';
import {
  asksFor,
  type Definition,
  type EventNames,
  eventNamesOf,
  type Release,
  referencesOf,
  type TraitDefinition,
} from '../../define/index.ts';

export interface TraitSource {
  readonly trait: TraitDefinition;
  readonly version: number;
  /** Declared and computed traits that it is made of; itself when it is one. */
  readonly roots: readonly string[];
  /** What a formula or score reads itself. */
  readonly reads: readonly string[];
}

/** What a release says about where traits come from. */
export interface Sources {
  readonly traits: readonly TraitSource[];
  /** Of each declared and computed trait. */
  readonly touching: ReadonlyMap<string, Touching>;
}

const known = new WeakMap<Release, Sources>();

/** Made once for each release. */
export function sourcesOf(release: Release, zone: Parameters<typeof touchingOf>[1]): Sources {
  const made = known.get(release);
  if (made) return made;
  const definitions = new Map(release.definitions.map(({ definition }) => [`${definition.kind} ${definition.id}`, definition]));
  const touching = new Map<string, Touching>();
  const traits: TraitSource[] = [];
  for (const { definition, version } of release.definitions) {
    if (definition.kind !== 'trait') continue;
    if ('type' in definition || 'aggregate' in definition) touching.set(definition.id, touchingOf(definition, zone));
    const reads = referencesOf(definition).flatMap(({ kind, id }) => (kind === 'trait' ? [id] : []));
    traits.push({ trait: definition, version, roots: rootsOf(definition, definitions), reads: [...new Set(reads)] });
  }
  const sources = { traits, touching };
  known.set(release, sources);
  return sources;
}

/** Through formulas, scores, and the rules of tags and segments. */
function rootsOf(start: Definition, definitions: ReadonlyMap<string, Definition>): string[] {
  const seen = new Set<Definition>();
  const visit = (definition: Definition | undefined): void => {
    if (!definition || seen.has(definition)) return;
    seen.add(definition);
    for (const { kind, id } of referencesOf(definition)) visit(definitions.get(`${kind} ${id}`));
  };
  visit(start);
  return [...seen].flatMap((one) => (one.kind === 'trait' && ('type' in one || 'aggregate' in one) ? [one.id] : []));
}

export class TouchSearch<Row extends PastEvent> {
  readonly found: Map<string, Row> = new Map();
  /** By the names that are asked for: traits that have found nothing yet. */
  readonly #open = new Map<string, { readonly names: EventNames; readonly traits: Map<string, Touching> }>();

  constructor(traits: Iterable<readonly [id: string, touching: Touching]>) {
    for (const [id, touching] of traits) {
      const { event } = touching;
      const open = this.#open.get(event) ?? { names: eventNamesOf(event), traits: new Map<string, Touching>() };
      open.traits.set(id, touching);
      this.#open.set(event, open);
    }
  }

  /** The names of events that are still looked for, as definitions have them. */
  get wanted(): readonly string[] {
    return [...this.#open.keys()];
  }

  /** The next event, no later than the one before. */
  take(row: Row): void {
    for (const [text, { names, traits: open }] of this.#open) {
      if (!asksFor(names, row.event, row.source === OWN_SOURCE)) continue;
      for (const [id, touching] of open) {
        if (!touching.touches(row)) continue;
        this.found.set(id, row);
        open.delete(id);
      }
      if (open.size === 0) this.#open.delete(text);
    }
  }
}
