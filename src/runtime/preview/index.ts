/** What a segment, a tag or a trait that is not released would come to. */
export type { CustomerMatch, Overlap, Preview, PreviewPart, PreviewQuestion, PreviewReach } from './answer.ts';
export { type PreviewWorld, previewOf } from './preview.ts';
export { evaluatedFor, needed } from './trial.ts';
