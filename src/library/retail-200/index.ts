/**
 * retail-200: over 200 ready tags in fourteen groups, with the computed traits that they need, over Segment's e-commerce events and those of stores, service
 * and community. What a project knows better it replaces with `overridden`; docs/tag-library.md lists all of them.
 */
import {
  type Definition,
  defineTagGroup,
  referencesOf,
  type TagDefinition,
  type TagGroupDefinition,
  type TraitDefinition,
} from '../../define/index.ts';
import { GROUPS, type Group, type Retail200Options } from './options.ts';
import { ABSENT, type Shop, shopOf } from './shop.ts';
import { TAG_GROUPS } from './tags/index.ts';
import { traitsOf } from './traits/index.ts';

export type { Amounts, Category, EventRole, Group, Place, PropertyRole, Retail200Options, Words } from './options.ts';

/** What the library gives. */
export type LibraryDefinition = TraitDefinition | TagGroupDefinition | TagDefinition;

/** Groups of which one tag holds at a time. */
const EXCLUSIVE: readonly Group[] = ['rfm'];

/**
 * Tag groups, tags and the traits that they need: all of them, or what the options leave. A tag that needs an event or a property which the project does
 * not have (`false`), or a tag that was left out, is left out too. Ids never change from version to version.
 */
export function retail200(options: Retail200Options = {}): readonly LibraryDefinition[] {
  const shop = shopOf(options);
  const { only = GROUPS, except = [] } = options;
  const groups = GROUPS.filter((group) => only.includes(group) && !except.includes(group));
  const definitions = new Map<string, LibraryDefinition>(
    [...traitsOf(shop), ...allTags(shop)].map((definition) => [`${definition.kind} ${definition.id}`, definition]),
  );
  const chosen = groups.flatMap((group) => TAG_GROUPS[group].tags(shop)).filter(({ id }) => !except.includes(id));
  const closures = chosen.flatMap((tag) => {
    const needed = neededBy(tag, definitions, except);
    return needed ? [{ tag, needed }] : [];
  });
  const tags = new Set([...closures.map(({ tag }) => tag), ...closures.flatMap(({ needed }) => needed.filter(isTag))]);
  const traits = new Set(closures.flatMap(({ needed }) => needed.filter(isTrait)));
  const ids = new Set([...tags].map(({ id }) => id));
  const inOrder = GROUPS.filter((group) => [...tags].some((tag) => tag.group === group));
  return [
    ...[...definitions.values()].filter((one) => isTrait(one) && traits.has(one)),
    ...inOrder.map((group) => defineTagGroup({ id: group, name: TAG_GROUPS[group].name, exclusive: EXCLUSIVE.includes(group) })),
    ...[...definitions.values()]
      .filter((one): one is TagDefinition => isTag(one) && tags.has(one))
      .map((tag) => withContradictions(tag, ids)),
  ];
}

function allTags(shop: Shop): readonly TagDefinition[] {
  return GROUPS.flatMap((group) => TAG_GROUPS[group].tags(shop));
}

/** All that a tag reads, itself included; undefined when some of it is not there. */
function neededBy(
  tag: TagDefinition,
  definitions: ReadonlyMap<string, LibraryDefinition>,
  except: readonly string[],
): readonly LibraryDefinition[] | undefined {
  const found = new Map<string, LibraryDefinition>();
  const open: Definition[] = [definitions.get(`tag ${tag.id}`)!];
  for (let one = open.pop(); one; one = open.pop()) {
    const key = `${one.kind} ${one.id}`;
    if (found.has(key)) continue;
    if (JSON.stringify(one).includes(ABSENT) || (one.kind === 'tag' && except.includes(one.id))) return undefined;
    found.set(key, one as LibraryDefinition);
    for (const { kind, id } of referencesOf(one).filter((reference) => reference.kind !== 'tag_group')) {
      const next = definitions.get(`${kind} ${id}`);
      if (next) open.push(next);
    }
  }
  return [...found.values()];
}

function withContradictions(tag: TagDefinition, ids: ReadonlySet<string>): TagDefinition {
  if (!tag.contradicts) return tag;
  const { contradicts, ...rest } = tag;
  const there = contradicts.filter((id) => ids.has(id));
  return there.length === 0 ? rest : { ...rest, contradicts: there };
}

function isTag(one: LibraryDefinition): one is TagDefinition {
  return one.kind === 'tag';
}

function isTrait(one: LibraryDefinition): one is TraitDefinition {
  return one.kind === 'trait';
}
