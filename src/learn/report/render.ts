/** The report as text for a terminal. */
import { left, money, plain, rights, table, whole } from './cells.ts';
import { bar, columns } from './layout.ts';
import { qualityLines, tagsLines } from './render-believing.ts';
import { attributionLines, conversionsLines, liftLines, returnsLines } from './render-effect.ts';
import type { CohortRow, JourneyRow, LatencyReport, MessagesReport, MonthRow, Report, RfmReport, Totals } from './report.ts';
import { type ReportLocale, type ReportSay, sayIn } from './text/index.ts';

/** Lines end with `\n`; no colours. */
export function renderText(report: Report, locale: ReportLocale): string {
  const say = sayIn(locale);
  const { currency, timeZone } = report;
  const sections = [
    [`${say('title')} · ${say('title.about', { currency, timeZone })}`, ...totalsLines(report.totals, say)],
    [say('months.title'), ...monthLines(report.months, say)],
    ...(report.rfm ? [rfmLines(report.rfm, say)] : []),
    [say('cohorts.title'), ...cohortLines(report.cohorts, say)],
    [say('journeys.title'), ...journeyLines(report.journeys, say)],
    [say('lift.title'), ...liftLines(report.lift, say)],
    [say('conversions.title'), ...conversionsLines(report.conversions, say)],
    [say('attribution.title'), ...attributionLines(report.attribution, say)],
    messageLines(report.messages, say),
    [say('returns.title'), ...returnsLines(report.returns, say)],
    latencyLines(report.latency, say),
    ...(report.quality && report.quality.sources.length > 0 ? [[say('quality.title'), ...qualityLines(report.quality, say)]] : []),
    ...(report.tags && report.tags.tags > 0 ? [[say('tags.title'), ...tagsLines(report.tags, say)]] : []),
    ...(report.leftOut?.length ? [[say('leftOut.title'), ...report.leftOut.map((part) => say(`${part}.title`)), say('leftOut.why')]] : []),
  ];
  return `${sections.map(([head, ...lines]) => [head, ...lines.map((line) => `  ${line}`)].join('\n')).join('\n\n')}\n`;
}

const BAR_WIDTH = 30;
const SCORES = [1, 2, 3, 4, 5];

function totalsLines({ events, customers, rows, orders, buyers, revenue }: Totals, say: ReportSay): readonly string[] {
  const bought = { orders: whole(orders), rows: whole(rows), buyers: whole(buyers), revenue: money(revenue) };
  return [say('totals.events', { events: whole(events), customers: whole(customers) }), say('totals.bought', bought)];
}

function monthLines(months: readonly MonthRow[], say: ReportSay): readonly string[] {
  const largest = Math.max(...months.map((month) => month.revenue));
  const heads = [left(say('months.month')), ...rights(say, ['months.orders', 'months.buyers', 'months.revenue']), left('')];
  return table(
    heads,
    months.map((row) => [row.month, whole(row.orders), whole(row.buyers), money(row.revenue), bar(row.revenue, largest, BAR_WIDTH)]),
    say,
  );
}

function rfmLines({ referenceDay, edges, cells }: RfmReport, say: ReportSay): readonly string[] {
  const count = (r: number, f: number): string => whole(cells.find((cell) => cell.r === r && cell.f === f)?.customers ?? 0);
  const heads = [left(''), ...SCORES.map((f) => ({ head: `F${f}`, right: true }))];
  const rows = SCORES.toReversed().map((r) => [`R${r}`, ...SCORES.map((f) => count(r, f))]);
  const list = (values: readonly number[]): string => values.map(plain).join(' / ');
  return [
    say('rfm.title', { day: referenceDay }),
    ...columns(heads, rows),
    say('rfm.edges', { recency: list(edges.recency), frequency: list(edges.frequency), monetary: list(edges.monetary) }),
  ];
}

function cohortLines(cohorts: readonly CohortRow[], say: ReportSay): readonly string[] {
  const longest = Math.max(0, ...cohorts.map((row) => row.customers.length));
  const later = Array.from({ length: Math.max(0, longest - 1) }, (_, i) => ({ head: `+${i + 1}`, right: true }));
  const heads = [left(say('cohorts.cohort')), ...rights(say, ['cohorts.size']), ...later];
  const rows = cohorts.map(({ cohort, customers }) => {
    const [size = 0, ...active] = customers;
    return [cohort, whole(size), ...active.map((count) => String(Math.round((count / size) * 100)))];
  });
  return table(heads, rows, say);
}

function journeyLines(journeys: readonly JourneyRow[], say: ReportSay): readonly string[] {
  const keys = ['entered', 'active', 'completed', 'converted', 'exited', 'failed', 'treatment', 'holdout'] as const;
  const heads = [
    left(say('journeys.journey')),
    ...rights(
      say,
      keys.map((key) => `journeys.${key}` as const),
    ),
  ];
  return table(
    heads,
    journeys.map((row) => [row.journey, ...keys.map((key) => whole(row[key]))]),
    say,
  );
}

function messageLines({ decided, sent, failed, withdrawn, verdicts }: MessagesReport, say: ReportSay): readonly string[] {
  const title = say('messages.title', { decided: whole(decided), sent: whole(sent), failed: whole(failed) });
  const largest = Math.max(...[...verdicts, ...withdrawn].map((row) => row.count));
  const heads = [left(say('messages.verdict')), left(say('messages.rule')), ...rights(say, ['messages.count']), left('')];
  return [
    title,
    ...table(
      heads,
      [...verdicts, ...withdrawn.map((row) => ({ verdict: 'withdrawn', ...row }))].map((row) => [
        verdictText(row.verdict, say),
        row.rule,
        whole(row.count),
        bar(row.count, largest, BAR_WIDTH),
      ]),
      say,
    ),
  ];
}

function verdictText(verdict: string, say: ReportSay): string {
  return verdict === 'send' || verdict === 'defer' || verdict === 'suppress' || verdict === 'withdrawn'
    ? say(`messages.${verdict}`)
    : verdict;
}

function latencyLines({ count, p50, p90, p99, max, withinPromise }: LatencyReport, say: ReportSay): readonly string[] {
  const title = say('latency.title', { count: whole(count) });
  if (p50 === null || p90 === null || p99 === null || max === null) return [title, say('nothing')];
  const share = (Math.floor((withinPromise / count) * 10_000) / 100).toString();
  return [
    title,
    say('latency.line', { p50: whole(p50), p90: whole(p90), p99: whole(p99), max: whole(max) }),
    say('latency.kept', { share }),
  ];
}
