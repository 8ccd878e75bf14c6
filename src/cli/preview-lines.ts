/** A preview as lines for people. */
import type { Preview } from '../runtime/index.ts';
import { tableOf } from './table.ts';
import { rulesOfLocale } from './texts/explain.ts';
import type { World } from './world.ts';

/** Rows of the overlap that are shown, and characters of a value. */
const OVERLAPS_MAX = 10;
const VALUE_MAX = 40;

type Why = NonNullable<Preview['match']>['why'];

export function linesOfPreview(preview: Preview, world: World): readonly string[] {
  const { kind, id, count, customers, share, sample, overlap, reach, match } = preview;
  const { say } = world;
  const head = say('preview.head', {
    kind: say(`preview.${kind}`),
    id,
    count: grouped(count),
    customers: grouped(customers),
    share: percent(share),
  });
  return [
    head,
    ...(match
      ? ['', say(match.holds ? 'preview.matches' : 'preview.matches_not', { customer: match.customer }), ...treeOf(match.why, world, 1)]
      : []),
    ...(sample?.length ? ['', say('preview.sample_title'), ...linesOfSample(sample, world)] : []),
    ...(overlap?.length ? ['', say('preview.overlap_title'), ...linesOfOverlap(overlap, world)] : []),
    ...(reach ? ['', ...linesOfReach(reach, world)] : []),
  ];
}

function linesOfSample(sample: NonNullable<Preview['sample']>, { say }: World): readonly string[] {
  const fields = [...new Set(sample.flatMap(({ read }) => Object.keys(read)))];
  return tableOf(
    [say('preview.customer_head'), say('identity.identifiers'), ...fields],
    sample.map(({ customer, identifiers, read }) => [
      customer,
      cut(identifiers.map((one) => one.join(':')).join(' ')),
      ...fields.map((field) => cut(shown(read[field]))),
    ]),
  );
}

function linesOfOverlap(overlap: NonNullable<Preview['overlap']>, { say }: World): readonly string[] {
  return tableOf(
    [say('preview.with'), say('preview.members'), say('preview.both'), say('preview.jaccard')],
    overlap
      .slice(0, OVERLAPS_MAX)
      .map(({ kind, id, members, both, jaccard }) => [`${kind}.${id}`, grouped(members), grouped(both), percent(jaccard)]),
  );
}

function linesOfReach({ asked, isEstimate, channels, purposes }: NonNullable<Preview['reach']>, { say, locale }: World): readonly string[] {
  const rules = rulesOfLocale(locale);
  const rows = (title: string, list: typeof channels): string[][] =>
    list.map(({ id, reachable, refused }) => [
      `${title} ${id}`,
      grouped(reachable),
      Object.entries(refused)
        .map(([rule, n]) => `${grouped(n)}: ${rules(rule)}`)
        .join(', '),
    ]);
  return [
    say(isEstimate ? 'preview.reach_estimated' : 'preview.reach_title', { asked: grouped(asked) }),
    ...tableOf(
      [say('preview.where'), say('preview.reachable'), say('preview.refused')],
      [...rows(say('preview.channel'), channels), ...rows(say('preview.purpose'), purposes)],
    ),
  ];
}

/** Each rule with what it read; what stands below a rule is why its tag or segment holds. */
function treeOf(why: Why, world: World, depth: number): string[] {
  const { say } = world;
  const mark = why.holds ? '✓' : '✗';
  const indent = '  '.repeat(depth);
  if ('rules' in why) {
    const title = say(why.combinator === 'and' ? 'preview.all_of' : 'preview.any_of');
    const line = `${indent}${mark} ${why.not ? `${say('preview.not')} ` : ''}${title}`;
    return [line, ...why.rules.flatMap((rule) => treeOf(rule, world, depth + 1))];
  }
  const { rule, read, of } = why;
  const value = rule.value === undefined ? '' : ` ${JSON.stringify(rule.value)}`;
  const values = Object.entries(read).map(([field, one]) => `${field} = ${shown(one)}`);
  return [`${indent}${mark} ${rule.field} ${rule.operator}${value}  (${values.join(', ')})`, ...(of ? treeOf(of, world, depth + 1) : [])];
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX - 1)}…` : text;
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
