/** The health of tags as lines for people. */
import type { TagAudit, TagFigures, TagsFigures } from '../runtime/index.ts';
import type { TagDetail } from './management.ts';
import { grouped } from './progress.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

const PAIRS_SHOWN = 15;
const OVERDUE_SHOWN = 10;
const DIFFERENCES_SHOWN = 20;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

type Share = NonNullable<TagFigures['completeness']>;

export function linesOfTags(figures: TagsFigures, { say, locale }: World): readonly string[] {
  const { tags, customers, drawn, completeness } = figures;
  if (tags.length === 0) return [say('tags.none')];
  const heads = ['id', 'name', 'state', 'holders', 'complete', 'age', 'stale', 'contradicted', 'audited', 'judged'] as const;
  const rows = tags.map(({ id, name, state, holders, completeness: complete, freshness, contradicted, audited, judged }) => [
    id,
    name[locale],
    say(`tags.${state}`),
    grouped(holders),
    percent(complete),
    freshness?.medianMs === undefined ? '' : spanOf(freshness.medianMs),
    percent(freshness?.stale),
    contradicted && contradicted.count > 0 ? percent(contradicted) : '',
    percent(audited?.agreement),
    percent(judged?.accuracy),
  ]);
  return [
    ...tableOf(
      heads.map((head) => say(`tags.${head}`)),
      rows,
    ),
    '',
    say('tags.drawn', { customers: grouped(customers), drawn: grouped(drawn) }),
    ...(completeness === undefined ? [] : [say('tags.completeness', { share: percentOf(completeness) })]),
    ...overdueLines(tags, { say }),
    ...contradictionLines(figures, { say }),
  ];
}

export function linesOfTag({ tag, contradictions }: TagDetail, { say, locale }: World): readonly string[] {
  const { id, name, version, owner, state, inputs, completeness, freshness, contradicted, audited, judged } = tag;
  const age =
    freshness?.medianMs === undefined || freshness.oldestMs === undefined
      ? []
      : [say('tags.line.age', { median: spanOf(freshness.medianMs), oldest: spanOf(freshness.oldestMs) })];
  const lines = [
    say('tags.owner', { owner, version }),
    `${say('tags.holders')}: ${grouped(tag.holders)}`,
    ...(inputs.length === 0 ? [] : [say('tags.inputs', { inputs: inputs.join(', ') })]),
    ...(completeness ? [say('tags.line.complete', interval(completeness, say))] : []),
    ...(freshness ? [say('tags.line.touched', interval(freshness.touched, say))] : []),
    ...(freshness?.stale ? [say('tags.line.stale', interval(freshness.stale, say))] : []),
    ...age,
    ...(contradicted ? [say('tags.line.contradicted', interval(contradicted, say))] : []),
    ...contradictions.map(({ tags: [one, other], customers }) => `  ${say('tags.pair', { tag: one, other, count: grouped(customers) })}`),
    ...(audited ? [say('tags.line.audited', { ...interval(audited.agreement, say), at: new Date(audited.at).toISOString() })] : []),
    ...(judged
      ? [say('tags.line.judged', { ...interval(judged.accuracy, say), at: new Date(judged.at).toISOString(), rows: grouped(judged.rows) })]
      : []),
    ...overdueLines([tag], { say }),
  ];
  return [`${id} · ${name[locale]} · ${say(`tags.${state}`)}`, ...lines.map((line) => `  ${line}`)];
}

export function linesOfAudit(audit: TagAudit, { say }: Pick<World, 'say'>): readonly string[] {
  const { agreement, compared, moved, evaluating, tags, disagreements, disagreeing } = audit;
  const word = (holds: boolean): string => say(holds ? 'tags.audit.yes' : 'tags.audit.no');
  const shown = disagreements.slice(0, DIFFERENCES_SHOWN);
  const summary = agreement
    ? say('tags.audit.done', { ...interval(agreement, say), compared: grouped(compared), tags: grouped(tags.length) })
    : say('tags.audit.nobody');
  return [
    ...shown.map(({ customer, tag, engine, events }) =>
      say('tags.audit.differs', { customer, tag, engine: word(engine), events: word(events) }),
    ),
    ...(disagreeing > shown.length ? [say('tags.audit.more', { count: grouped(disagreeing - shown.length) })] : []),
    summary,
    ...(audit.tag === undefined ? [] : sidesOf(tags[0], say)),
    ...(moved > 0 ? [say('tags.audit.moved', { moved: grouped(moved) })] : []),
    ...(evaluating ? [say('tags.audit.evaluating')] : []),
  ];
}

/** A share, and where it is of a sample its interval, as values of a text. */
export function interval({ count, of, share, low, high }: Share, say: World['say']): Readonly<Record<string, string>> {
  const range = low === high ? '' : say('tags.range', { low: percentOf(low), high: percentOf(high) });
  return { count: grouped(count), of: grouped(of), share: percentOf(share), range };
}

/** Of one tag: holders and others are drawn apart, so each says something of its own. */
function sidesOf(tag: TagAudit['tags'][number] | undefined, say: World['say']): string[] {
  return (['holders', 'others'] as const).flatMap((side) => {
    const share = tag?.[side];
    return share ? [say(`tags.audit.${side}`, interval(share, say))] : [];
  });
}

function overdueLines(tags: readonly TagFigures[], { say }: Pick<World, 'say'>): string[] {
  const lines = tags.flatMap(({ id, freshness }) =>
    freshness && freshness.overdue > 0 ? [say('tags.overdue', { tag: id, count: grouped(freshness.overdue) })] : [],
  );
  return lines.slice(0, OVERDUE_SHOWN);
}

function contradictionLines({ contradicted, contradictions }: TagsFigures, { say }: Pick<World, 'say'>): string[] {
  if (!contradicted || contradicted.count === 0) return [say('tags.contradictions.none')];
  const left = contradictions.length - PAIRS_SHOWN;
  return [
    say('tags.contradictions', interval(contradicted, say)),
    ...contradictions
      .slice(0, PAIRS_SHOWN)
      .map(({ tags: [tag, other], customers }) => `  ${say('tags.pair', { tag, other, count: grouped(customers) })}`),
    ...(left > 0 ? [`  ${say('tags.pairs.more', { count: grouped(left) })}`] : []),
  ];
}

function percent(share: Share | undefined): string {
  return share === undefined ? '' : percentOf(share.share);
}

/** With one place; 100 only where it is all, and 0 only where it is nothing. */
function percentOf(share: number): string {
  const rounded = Math.round(share * 1_000) / 10;
  const shown = share > 0 && rounded === 0 ? 0.1 : share < 1 && rounded === 100 ? 99.9 : rounded;
  return `${shown.toFixed(1)}%`;
}

function spanOf(ms: number): string {
  return ms >= 2 * DAY_MS ? `${Math.floor(ms / DAY_MS)}d` : `${Math.floor(ms / HOUR_MS)}h`;
}
