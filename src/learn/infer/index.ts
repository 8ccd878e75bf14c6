/** A data dictionary proposed from recent traffic. */
export type { InferredEvent } from './infer.ts';
export { renderInferred } from './render.ts';
export { type InferOptions, inferFromWarehouse } from './sample.ts';
