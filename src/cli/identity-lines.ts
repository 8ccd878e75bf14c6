/** Histories and previews of identity, as lines for people. */
import type { IdentityHistory, LearntFrom, PartedCustomer, UnmergePreview } from '../runtime/index.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

/** Customers of one profile that are shown. */
const SIDES_MAX = 8;
/** Identifiers and values of one customer that are shown. */
const SHOWN_MAX = 12;

export function linesOfHistory({ customer, links, merges, apart }: IdentityHistory, { say }: World): readonly string[] {
  const learnt = (from: LearntFrom): string[] => [instant(from.at), from.event ?? '', from.source ?? '', from.message ?? ''];
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

export function linesOfPreview({ before, after }: UnmergePreview, { say }: World): readonly string[] {
  const lines = [say('identity.preview', { customer: before.customer, count: String(after.length) })];
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
  const changed = [...new Set([before, ...after].flatMap(({ traits }) => Object.keys(traits)))]
    .sort()
    .filter((id) => after.some(({ traits }) => JSON.stringify(traits[id]) !== JSON.stringify(before.traits[id])));
  show(say('identity.now', { events: String(before.events) }), before, changed);
  for (const one of after.slice(0, SIDES_MAX))
    show(say('identity.would_be', { customer: one.customer, events: String(one.events) }), one, changed);
  if (after.length > SIDES_MAX) lines.push(`  ${say('identity.more', { count: String(after.length - SIDES_MAX) })}`);
  return [...lines, ''];
}

function shortened(values: readonly string[]): string {
  const more = values.length - SHOWN_MAX;
  return values.slice(0, SHOWN_MAX).join(', ') + (more > 0 ? ` (+${more})` : '');
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
