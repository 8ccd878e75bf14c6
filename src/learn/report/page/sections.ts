/** The page section by section: a chart where one says more, and always a table that says the same. */
import type { JourneyLift } from '../../lift/index.ts';
import { plain } from '../cells.ts';
import { conversionText, RATIO_DOUBTFUL } from '../render-effect.ts';
import type { CohortRow, LatencyReport, MessagesReport, Report, RfmReport } from '../report.ts';
import type { ReportSay } from '../text/index.ts';
import { attributionChart, barsChart, latencyChart, liftChart, monthsChart, returnsChart } from './drawings.ts';
import { type Cell, type Html, html, raw, table } from './html.ts';
import type { Numbers } from './numbers.ts';

export interface Pen {
  readonly say: ReportSay;
  readonly numbers: Numbers;
}

const SCORES = [1, 2, 3, 4, 5];
const DAY_MS = 86_400_000;

export function figuresSection({ totals, messages, latency }: Report, { say, numbers }: Pen): Html {
  const figures = [
    [say('page.revenue'), numbers.money(totals.revenue)],
    [say('page.orders'), numbers.count(totals.orders)],
    [say('page.buyers'), numbers.count(totals.buyers)],
    [say('page.customers'), numbers.count(totals.customers)],
    [say('page.events'), numbers.count(totals.events)],
    [say('page.sent'), numbers.count(messages.sent)],
    [say('page.latency'), latency.p99 === null ? '–' : `${numbers.whole(latency.p99)} ms`],
    [say('page.within'), latency.count === 0 ? '–' : `${keptShare(latency)}%`],
  ];
  return html`<dl class="figures">${figures.map(([name, value]) => html`<div><dt>${name!}</dt><dd>${value!}</dd></div>`)}</dl>`;
}

export function monthsSection({ months }: Report, { say, numbers }: Pen): Html {
  const heads = [say('months.month'), say('months.orders'), say('months.buyers'), say('months.revenue')];
  const rows = months.map(({ month, orders, buyers, revenue }) => [
    month,
    numbers.whole(orders),
    numbers.whole(buyers),
    numbers.amount(revenue),
  ]);
  const title = say('months.title');
  const legend = html`<div class="legend"><span><i></i>${say('months.revenue')}</span><span><i class="warm"></i>${say('months.orders')}</span></div>`;
  return section(title, { say, isEmpty: months.length === 0 }, () => [
    legend,
    raw(monthsChart(months, numbers)),
    table({ caption: title, heads, words: 1, rows }),
  ]);
}

export function journeysSection({ journeys }: Report, { say, numbers }: Pen): Html {
  const keys = ['entered', 'active', 'completed', 'converted', 'exited', 'failed', 'treatment', 'holdout'] as const;
  const heads = [say('journeys.journey'), ...keys.map((key) => say(`journeys.${key}`))];
  const rows = journeys.map((row) => [row.journey, ...keys.map((key) => numbers.whole(row[key]))]);
  const title = say('journeys.title');
  return section(title, { say, isEmpty: journeys.length === 0 }, () => [table({ caption: title, heads, words: 1, rows })]);
}

export function liftSection({ lift }: Report, { say, numbers }: Pen): Html {
  const [first] = lift;
  const title = say('lift.title');
  const [drawn, others] = [lift.filter(hasInterval), lift.filter((one) => !hasInterval(one))];
  const heads = [
    ...[say('lift.journey'), say('lift.treatment'), say('lift.holdout'), say('page.liftConversion'), say('lift.revenue')],
    ...[say('page.varianceReduced'), say('lift.pending')],
  ];
  const rows = lift.map((row) => [
    isDoubtful(row) ? { text: row.journey, warning: say('page.doubtful') } : row.journey,
    armCell(row.treatment, numbers),
    armCell(row.holdout, numbers),
    intervalCell(row.conversionLift, numbers.points),
    intervalCell(row.revenueLiftAdjusted, numbers.amountDifference),
    row.revenueLiftAdjusted.low === null ? '–' : numbers.percent(row.revenueLiftAdjusted.varianceReduced),
    numbers.whole(row.pending),
  ]);
  const said = { days: plain((first?.windowMs ?? 0) / DAY_MS), level: `${plain((first?.level ?? 0) * 100)}%` };
  const pictures = [
    html`<h3>${say('page.liftConversion')}</h3>`,
    raw(liftChart(drawn, { pick: (one) => one.conversionLift, label: numbers.points, isDoubtful })),
    html`<h3>${say('lift.revenue')}</h3>`,
    raw(liftChart(drawn, { pick: (one) => one.revenueLiftAdjusted, label: numbers.moneyDifference, isDoubtful })),
  ];
  const names = others.map(({ journey }) => journey).join(say('page.between'));
  return section(title, { say, isEmpty: lift.length === 0 }, () => [
    html`<p class="about">${say('lift.about', said)}</p>`,
    ...(drawn.length === 0 ? [] : pictures),
    others.length === 0 ? '' : html`<p class="nothing">${say('page.withoutInterval', { journeys: names })}</p>`,
    table({ caption: title, heads, words: 1, rows }),
    ...lift.filter(isDoubtful).map(({ journey }) => html`<p class="warn">⚠ ${say('lift.ratio', { journey })}</p>`),
  ]);
}

function hasInterval({ conversionLift }: JourneyLift): boolean {
  return conversionLift.low !== null;
}

function isDoubtful({ sampleRatio }: JourneyLift): boolean {
  return sampleRatio !== null && sampleRatio < RATIO_DOUBTFUL;
}

export function conversionsSection({ conversions }: Report, { say, numbers }: Pen): Html {
  const [first] = conversions;
  const title = say('conversions.title');
  const keys = ['journey', 'counted', 'customers', 'converted', 'rate', 'revenue', 'pending'] as const;
  const rows = conversions.map(({ journey, conversion, customers, converted, revenue, pending }) => [
    journey,
    conversionText(conversion, say),
    numbers.whole(customers),
    numbers.whole(converted),
    customers === 0 ? '–' : numbers.percent(converted / customers),
    customers === 0 ? '–' : numbers.amount(revenue / customers),
    numbers.whole(pending),
  ]);
  return section(title, { say, isEmpty: first === undefined }, () => [
    html`<p class="about">${say('conversions.about', { days: plain(first!.windowMs / DAY_MS) })}</p>`,
    table({ caption: title, heads: keys.map((key) => say(`conversions.${key}`)), words: 2, rows }),
  ]);
}

export function returnsSection({ returns }: Report, { say, numbers }: Pen): Html {
  const keys = ['delivered', 'bounced', 'opened', 'openedByMachine', 'clicked', 'replied', 'unsubscribed', 'complained'] as const;
  const heads = [say('returns.journey'), say('returns.channel'), say('returns.sent'), ...keys.map((key) => say(`returns.${key}`))];
  const share = (count: number, of: number): Cell => ({ text: count === 0 ? '0' : numbers.percent(count / of), heat: (count / of) * 0.6 });
  const rows = returns.map((row) => [row.journey, row.channel, numbers.whole(row.sent), ...keys.map((key) => share(row[key], row.sent))]);
  const title = say('returns.title');
  const steps = (['sent', 'delivered', 'opened', 'clicked'] as const).map((key) => say(`returns.${key}`));
  const legend = html`<div class="legend">${steps.map((step, i) => html`<span><i class="s${i + 1}"></i>${step}</span>`)}</div>`;
  return section(title, { say, isEmpty: returns.length === 0 }, () => [
    html`<h3>${say('page.funnel')}</h3>${legend}`,
    raw(returnsChart(returns, numbers)),
    table({ caption: title, heads, words: 2, rows }),
  ]);
}

export function attributionSection({ attribution }: Report, { say, numbers }: Pen): Html {
  const heads = [say('attribution.journey'), say('attribution.channel'), say('attribution.orders'), say('attribution.revenue')];
  const rows = attribution.map(({ journey, channel, orders, revenue }) => [
    journey === '' ? say('attribution.organic') : journey,
    channel,
    numbers.whole(orders),
    numbers.amount(revenue),
  ]);
  const title = say('attribution.title');
  const isDrawn = attribution.some(({ journey }) => journey !== '');
  return section(title, { say, isEmpty: attribution.length === 0 }, () => [
    html`<p class="about">${say('attribution.about')}</p>`,
    isDrawn ? raw(attributionChart(attribution, numbers)) : '',
    table({ caption: title, heads, words: 2, rows }),
  ]);
}

export function rfmSection(rfm: RfmReport | undefined, { say, numbers }: Pen): Html {
  const title = rfm ? say('rfm.title', { day: rfm.referenceDay }) : say('page.rfm');
  return section(title, { say, isEmpty: rfm === undefined }, () => {
    const { cells, edges } = rfm!;
    const largest = Math.max(...cells.map(({ customers }) => customers));
    const cell = (r: number, f: number): Cell => {
      const customers = cells.find((one) => one.r === r && one.f === f)?.customers ?? 0;
      return { text: numbers.whole(customers), heat: (customers / largest) * 0.75 };
    };
    const list = (values: readonly number[]): string => values.map(plain).join(' / ');
    const said = { recency: list(edges.recency), frequency: list(edges.frequency), monetary: list(edges.monetary) };
    return [
      table({
        caption: title,
        heads: ['', ...SCORES.map((f) => `F${f}`)],
        words: 1,
        rows: SCORES.toReversed().map((r) => [`R${r}`, ...SCORES.map((f) => cell(r, f))]),
      }),
      html`<p class="nothing">${say('rfm.edges', said)}</p>`,
    ];
  });
}

export function cohortsSection(cohorts: readonly CohortRow[], { say, numbers }: Pen): Html {
  const title = say('cohorts.title');
  const longest = Math.max(0, ...cohorts.map(({ customers }) => customers.length));
  const heads = [say('cohorts.cohort'), say('cohorts.size'), ...Array.from({ length: Math.max(0, longest - 1) }, (_, i) => `+${i + 1}`)];
  const rows = cohorts.map(({ cohort, customers: [size = 0, ...active] }) => [
    cohort,
    numbers.whole(size),
    ...active.map((count): Cell => ({ text: `${Math.round((count / size) * 100)}%`, heat: (count / size) * 0.9 })),
  ]);
  const filled = rows.map((row) => [...row, ...Array.from({ length: heads.length - row.length }, () => '')]);
  return section(title, { say, isEmpty: cohorts.length === 0 }, () => [table({ caption: title, heads, words: 1, rows: filled })]);
}

export function verdictsSection({ decided, sent, failed, verdicts, withdrawn }: MessagesReport, { say, numbers }: Pen): Html {
  const title = say('messages.title', { decided: numbers.whole(decided), sent: numbers.whole(sent), failed: numbers.whole(failed) });
  const all = [...verdicts, ...withdrawn.map((row) => ({ verdict: 'withdrawn', ...row }))];
  const word = (verdict: string): string =>
    verdict === 'send' || verdict === 'defer' || verdict === 'suppress' || verdict === 'withdrawn' ? say(`messages.${verdict}`) : verdict;
  const rows = all.map(({ verdict, rule, count }) => [word(verdict), rule, numbers.whole(count)]);
  const refused = all
    .filter(({ verdict }) => verdict !== 'send')
    .map(({ verdict, rule, count }) => [`${word(verdict)} · ${rule}`, count] as const);
  return section(title, { say, isEmpty: all.length === 0 }, () => [
    refused.length === 0 ? '' : html`<h3>${say('page.refused')}</h3>${raw(barsChart(refused, numbers.count))}`,
    table({ caption: title, heads: [say('messages.verdict'), say('messages.rule'), say('messages.count')], words: 2, rows }),
  ]);
}

export function latencySection(latency: LatencyReport, { say, numbers }: Pen): Html {
  const { count, p50, p90, p99, max } = latency;
  const title = say('latency.title', { count: numbers.whole(count) });
  const ms = (value: number | null): string => (value === null ? '–' : `${numbers.whole(value)} ms`);
  return section(title, { say, isEmpty: p50 === null }, () => [
    raw(latencyChart(latency)),
    table({ caption: title, heads: ['p50', 'p90', 'p99', 'max'], words: 0, rows: [[ms(p50), ms(p90), ms(p99), ms(max)]] }),
    html`<p class="nothing">${say('latency.kept', { share: keptShare(latency) })}</p>`,
  ]);
}

/** A card with its title; without anything to show it says so. */
export function section(
  title: string,
  { say, isEmpty }: { say: ReportSay; isEmpty: boolean },
  inside: () => readonly (Html | string)[],
): Html {
  return html`<section><h2>${title}</h2>${isEmpty ? html`<p class="nothing">${say('nothing')}</p>` : inside()}</section>`;
}

/** Per cent, rounded down: 100 only when every one was. */
function keptShare({ withinPromise, count }: LatencyReport): string {
  return (Math.floor((withinPromise / count) * 10_000) / 100).toString();
}

function armCell({ customers, converted }: JourneyLift['treatment'], numbers: Numbers): Cell {
  return customers === 0 ? { text: '0' } : { text: numbers.whole(customers), note: numbers.percent(converted / customers) };
}

function intervalCell({ difference, low, high }: JourneyLift['conversionLift'], text: (value: number) => string): Cell {
  return low === null || high === null ? { text: '–' } : { text: text(difference), note: `${text(low)} … ${text(high)}` };
}
