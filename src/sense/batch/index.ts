/** Batches without parsing: where everything stands in a body, and entries written from its bytes. What is out of the ordinary is left. */
export { EntryWriter, type WrittenEntry } from './entry-writer.ts';
export { type BatchOutline, type CallOutline, outlineOf } from './outline.ts';
