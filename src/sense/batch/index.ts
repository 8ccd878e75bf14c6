/** Batches without parsing: where everything stands in a body, and entries written from its bytes. What is out of the ordinary is left. */
export { EntryWriter } from './entry-writer.ts';
export { type BatchOutline, outlineOf } from './outline.ts';
