/** runtime/content: content as it stands, what changed in words, and what a customer would read. */
export { ContentDesk, type ContentItem, type ContentPreview, type ContentQuestion, type ContentVersions } from './desk.ts';
export type { FieldChange, Words } from './words.ts';
