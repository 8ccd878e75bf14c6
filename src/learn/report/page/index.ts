/** learn/report/page: the report as one page of HTML. */
import type { Report } from '../report.ts';
import type { PageOptions } from './page.ts';

export type { PageOptions } from './page.ts';

/** The whole document, with charts. What draws them is large, so it is loaded with the first page. */
export async function renderReportPage(report: Report, options: PageOptions): Promise<string> {
  const { renderPage } = await import('./page.ts');
  return renderPage(report, options);
}
