/** The report as one page of HTML: no script, nothing asked from anywhere, in either language, on screen and on paper. */
import type { Report } from '../report.ts';
import { type ReportLocale, sayIn } from '../text/index.ts';
import { qualitySection, tagsSection } from './believing.ts';
import { html, raw } from './html.ts';
import { numbersIn } from './numbers.ts';
import {
  attributionSection,
  cohortsSection,
  conversionsSection,
  figuresSection,
  journeysSection,
  latencySection,
  liftSection,
  monthsSection,
  type Pen,
  returnsSection,
  rfmSection,
  verdictsSection,
} from './sections.ts';
import { STYLE } from './style.ts';

export interface PageOptions {
  readonly locale: ReportLocale;
  /** Wall clock, ms; shown in the report's zone. */
  readonly generatedAt: number;
}

/** The whole document. */
export function renderPage(report: Report, { locale, generatedAt }: PageOptions): string {
  const { currency, timeZone } = report;
  const say = sayIn(locale);
  const pen: Pen = { say, numbers: numbersIn(locale, currency) };
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(generatedAt);
  const about = `${say('title.about', { currency, timeZone })} · ${say('page.generated', { time })}`;
  const page = html`<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${say('title')} · Volano</title><style>${raw(STYLE)}</style></head>
<body><main>
<header><h1>${say('title')}</h1><p class="about">${about}</p></header>
${figuresSection(report, pen)}
${monthsSection(report, pen)}
${liftSection(report, pen)}
${conversionsSection(report, pen)}
${journeysSection(report, pen)}
${returnsSection(report, pen)}
${attributionSection(report, pen)}
${verdictsSection(report.messages, pen)}
${latencySection(report.latency, pen)}
${rfmSection(report.rfm, pen)}
${cohortsSection(report.cohorts, pen)}
${tagsSection(report, pen)}
${qualitySection(report, pen)}
</main></body></html>
`;
  return page.text;
}
