/** runtime/content: content as it stands, what changed in words, and what a customer would read. */
export { ContentApprovals, type ContentVerdict, type ContentWord, type WaitingContent } from './approvals.ts';
export { ContentDesk, type ContentItem, type ContentPreview, type ContentQuestion, type ContentVersions } from './desk.ts';
export type { DraftPreview, DraftQuestion } from './draft.ts';
export type { Rendered } from './rendering.ts';
export type { FieldChange, Words } from './words.ts';
