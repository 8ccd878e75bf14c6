/** learn/sink: facts and events into the warehouse, each exactly once. */
export { type BlockEvent, blockKey, type DecodedBlock, decodeBlock, type EventStub, FactBlock, type FactRow } from './block.ts';
export { type Bounds, type BoundsKeeper, boundsInFile, boundsInState, type OpenBounds, readBounds } from './bounds.ts';
export type { Failpoint } from './copy.ts';
export { Sink, type SinkLink, type SinkOptions, type SinkStatus } from './sink.ts';
