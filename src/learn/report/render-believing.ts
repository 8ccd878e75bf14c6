/** The quality of the data and the health of tags, as text. */
import { RATES } from '../quality/index.ts';
import type { QualityReport, TagsReport } from './believing.ts';
import { left, percent, plain, rights, table, whole } from './cells.ts';
import type { ReportSay } from './text/index.ts';

/** Measures that are no shares. */
const BY_COUNT: ReadonlySet<string> = new Set(['volume', 'expected', 'score']);
/** Pairs and tags that are listed; all of them are in the JSON. */
export const LISTED = 10;

export function qualityLines({ sources, events, breaches }: QualityReport, say: ReportSay): readonly string[] {
  const judged = events.filter(({ rates }) => rates);
  const heads = [
    left(say('quality.source')),
    left(say('quality.event')),
    ...rights(say, ['quality.events', ...RATES.map((rate) => `quality.${rate}` as const)]),
  ];
  const rows = judged.map(({ source, event, events: count, rates }) => [
    source,
    event,
    whole(count),
    ...RATES.map((rate) => percent(rates![rate])),
  ]);
  return [
    ...sources.map(({ source, score, events: count }) =>
      score === undefined ? say('quality.few', { source }) : say('quality.line', { source, score: whole(score), events: whole(count) }),
    ),
    ...(rows.length === 0 ? [] : table(heads, rows, say)),
    ...(breaches.length === 0 ? [say('quality.good')] : breaches.map((breach) => breachText(breach, say))),
  ];
}

export function breachText({ measure, source, event, value, threshold }: QualityReport['breaches'][number], say: ReportSay): string {
  const number = (one: number): string => (BY_COUNT.has(measure) ? plain(one) : percent(one));
  const about = [source === '' ? say('quality.everywhere') : source, event].filter(Boolean).join(' ');
  // Of a volume the value is a number of events and the limit a z-score: the two are not held against each other.
  const key = measure === 'volume' ? 'quality.unusual' : 'quality.breach';
  return say(key, { measure: say(`quality.${measure}`), about, value: number(value), threshold: number(threshold) });
}

export function tagsLines(report: TagsReport, say: ReportSay): readonly string[] {
  const { contradictions, leastComplete, judged } = report;
  const rows = leastComplete.slice(0, LISTED).map(({ tag, holders, completeness }) => [tag, whole(holders), percent(completeness.share)]);
  const heads = [left(say('tags.leastComplete')), ...rights(say, ['tags.holders', 'tags.complete'])];
  return [
    ...tagsSummary(report, say, percent),
    ...contradictions.slice(0, LISTED).map(({ tags, customers }) => `  ${tags.join(' ↔ ')}: ${whole(customers)}`),
    ...judged.map(({ tag, accuracy }) => judgedText(tag, { accuracy, say, percent })),
    ...(rows.length === 0 ? [] : table(heads, rows, say)),
  ];
}

/** What holds of all tags together, a sentence each; contradictions come last. */
export function tagsSummary(report: TagsReport, say: ReportSay, share: (share: number) => string): readonly string[] {
  const { tags, preparing, customers, drawn, completeness, overdue, contradicted, agreement } = report;
  const none = !contradicted || contradicted.count === 0;
  return [
    say('tags.count', { tags: whole(tags), preparing: whole(preparing), drawn: whole(drawn), customers: whole(customers) }),
    ...(completeness === undefined ? [] : [say('tags.completeness', { share: share(completeness) })]),
    agreement
      ? say('tags.agreement', {
          share: share(agreement.share),
          low: share(agreement.low),
          high: share(agreement.high),
          of: whole(agreement.of),
        })
      : say('tags.unaudited'),
    overdue.length === 0
      ? say('tags.fresh')
      : say('tags.overdue', {
          tags: overdue.slice(0, LISTED).join(', ') + (overdue.length > LISTED ? ` (+${overdue.length - LISTED})` : ''),
        }),
    none ? say('tags.consistent') : say('tags.contradicted', { count: whole(contradicted.count), share: share(contradicted.share) }),
  ];
}

interface Judged {
  readonly accuracy: TagsReport['judged'][number]['accuracy'];
  readonly say: ReportSay;
  readonly percent: (share: number) => string;
}

export function judgedText(tag: string, { accuracy: { share, low, high, of }, say, percent: text }: Judged): string {
  return say('tags.judged', { tag, share: text(share), low: text(low), high: text(high), of: whole(of) });
}
