/** The health of tags: completeness, freshness, accuracy, contradictions. */
export type { AuditRequest, TagAudit } from './audit.ts';
export type { TagAgreement } from './comparison.ts';
export { type DrawRequest, TagDesk, type TagFigures, type TagsFigures } from './desk.ts';
export type { Freshness } from './health.ts';
export type { AuditedTag, JudgedAccuracy } from './records.ts';
export { tagRulesOf } from './rules.ts';
export type { JudgedRows, TagSheet } from './sheet.ts';
export { type Completeness, type HeldTag, tagStandingOf } from './standing.ts';
export type { Severity, SilentEvent, TagFinding, TagVerdict } from './verdict.ts';
