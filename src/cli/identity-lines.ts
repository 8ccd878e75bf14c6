/** Histories and previews of identity, as lines for people. */
import type { BindPreviewed, IdentityHistory, LearntFrom, PartedCustomer, UnmergePreview } from '../runtime/index.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

/** Customers of one profile that are shown. */
const SIDES_MAX = 8;
/** Identifiers and values of one customer that are shown. */
const SHOWN_MAX = 12;

export function linesOfHistory({ customer, links, merges, apart }: IdentityHistory, { say }: World): readonly string[] {
  const learnt = (from: LearntFrom): string[] => [
    instant(from.at),
    from.event ?? from.said ?? '',
    from.source ?? from.by ?? '',
    from.message ?? '',
  ];
  const origin = [say('identity.at'), say('identity.event'), say('identity.source'), say('identity.message')];
  const linked = tableOf(
    [say('identity.identifier'), say('identity.first'), ...origin],
    links.map((link) => [link.identifier.join(':'), link.customer, ...learnt(link)]),
  );
  const merged = tableOf(
    [say('identity.absorbed'), say('identity.into'), ...origin, say('identity.named')],
    merges.map((merge) => [merge.from, merge.into, ...learnt(merge), shortened((merge.identifiers ?? []).map((one) => one.join(':')))]),
  );
  return [
    say('identity.customer', { customer }),
    '',
    ...linked,
    '',
    ...(merges.length === 0 ? [say('identity.no_merges')] : merged),
    ...apart.map(([own, other]) => say('identity.apart', { own, other })),
  ];
}

export function linesOfPreview({ before, after }: UnmergePreview, world: World): readonly string[] {
  const { say } = world;
  const sides = after.map((one) => [say('identity.would_be', { customer: one.customer, events: String(one.events) }), one] as const);
  return [
    say('identity.preview', { customer: before.customer, count: String(after.length) }),
    ...linesOfSides([[say('identity.now', { events: String(before.events) }), before], ...sides], world),
  ];
}

export function linesOfBinding({ customer, before, after }: BindPreviewed, world: World): readonly string[] {
  const { say } = world;
  const now = before.map((one) => [say('identity.is', { customer: one.customer, events: String(one.events) }), one] as const);
  const then = [say('identity.would_be', { customer: after.customer, events: String(after.events) }), after] as const;
  return [say('identity.customer', { customer }), ...linesOfSides([...now, then], world)];
}

/** Customers as they are and as they would be, each under its title, with the traits in which they differ. */
function linesOfSides(sides: readonly (readonly [title: string, one: PartedCustomer])[], { say }: World): readonly string[] {
  const lines: string[] = [];
  const show = (title: string, one: PartedCustomer, changed: readonly string[]): void => {
    lines.push(`  ${title}`);
    const entry = (key: Parameters<typeof say>[0], values: readonly string[]): void => {
      if (values.length > 0) lines.push(`    ${say(key)}: ${shortened(values)}`);
    };
    entry(
      'identity.identifiers',
      one.identifiers.map((identifier) => identifier.join(':')),
    );
    entry('identity.tags', one.tags);
    entry('identity.segments', one.segments);
    entry('identity.journeys', one.journeys);
    entry(
      'identity.traits',
      changed.map((id) => `${id} ${JSON.stringify(one.traits[id] ?? null)}`),
    );
  };
  const [[, first]] = sides as [readonly [string, PartedCustomer]];
  const changed = [...new Set(sides.flatMap(([, { traits }]) => Object.keys(traits)))]
    .sort()
    .filter((id) => sides.some(([, { traits }]) => JSON.stringify(traits[id]) !== JSON.stringify(first.traits[id])));
  for (const [title, one] of sides.slice(0, SIDES_MAX + 1)) show(title, one, changed);
  const more = sides.length - SIDES_MAX - 1;
  if (more > 0) lines.push(`  ${say('identity.more', { count: String(more) })}`);
  return [...lines, ''];
}

function shortened(values: readonly string[]): string {
  const more = values.length - SHOWN_MAX;
  return values.slice(0, SHOWN_MAX).join(', ') + (more > 0 ? ` (+${more})` : '');
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
