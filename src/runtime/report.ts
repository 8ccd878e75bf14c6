/** The report of the running product: what came of it, by the warehouse, and how far the data and the tags can be believed. */
import { mappingOf, qualityReportOf, type Report, reportFromWarehouse, type TagsReport } from '../learn/index.ts';
import { scopeSql } from './measure/index.ts';
import type { DataScope } from './members/index.ts';
import type { Questions } from './questions.ts';
import type { RunningParts } from './running-parts.ts';
import type { TagsFigures } from './tags/index.ts';

type Parts = Pick<RunningParts, 'releases' | 'warehouse' | 'mode' | 'appender' | 'quality'>;

/** Customers drawn for the figures of tags: a share is known to about seven percentage points, and nobody waits long. */
const DRAWN = { sample: 200, seed: 'volano' };
const LISTED_MAX = 10;

/** Events have a source before they have a customer; and of tags a sample of everybody is looked at. */
const BEYOND_SCOPES = ['quality', 'tags'] as const;

/**
 * As the warehouse has it now. In event time recency counts up to the end of the replayed range. Of a data scope only what is of its customers; what cannot be
 * counted of them alone is left out and named.
 */
export async function reportOf(
  { releases, warehouse, mode, appender, quality }: Parts,
  { questions, scope }: { readonly questions: Questions; readonly scope?: DataScope | undefined },
): Promise<Report> {
  const referenceAt = mode.replay?.to;
  const among = scope && scopeSql(scope, releases, appender.time);
  const mapping = {
    ...mappingOf(releases.plan.workspace),
    ...(referenceAt !== undefined && { referenceAt }),
    ...(among !== undefined && { among }),
  };
  const moment = { now: appender.time, conversionOf: (journey: string) => releases.conversionOf(journey) };
  const report = await reportFromWarehouse(warehouse, mapping, moment);
  if (scope) return { ...report, leftOut: BEYOND_SCOPES };
  const tags = tagsReportOf(await questions.tags.figures(DRAWN));
  return { ...report, quality: qualityReportOf(await quality.measure()), tags };
}

function tagsReportOf({ tags, customers, drawn, completeness, contradicted, contradictions, agreement }: TagsFigures): TagsReport {
  const incomplete = tags.flatMap(({ id, holders, completeness: share }) =>
    share && share.share < 1 ? [{ tag: id, holders, completeness: share }] : [],
  );
  return {
    tags: tags.length,
    preparing: tags.filter(({ state }) => state === 'preparing').length,
    customers,
    drawn,
    ...(completeness !== undefined && { completeness }),
    overdue: tags.flatMap(({ id, freshness }) => (freshness && freshness.overdue > 0 ? [id] : [])),
    ...(contradicted && { contradicted }),
    contradictions,
    ...(agreement && { agreement }),
    judged: tags.flatMap(({ id, judged }) => (judged ? [{ tag: id, accuracy: judged.accuracy }] : [])),
    leastComplete: incomplete
      .toSorted((a, b) => a.completeness.share - b.completeness.share || b.holders - a.holders || (a.tag < b.tag ? -1 : 1))
      .slice(0, LISTED_MAX),
  };
}
