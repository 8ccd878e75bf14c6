export { type CaptureChannel, type CaptureOptions, openCapture } from './capture/capture.ts';
export type { CaptureCounts, CapturedMessage, CaptureReader, CaptureSlice } from './capture/reader.ts';
export type { Channel, DeliveryOutcome, OutgoingMessage } from './channel.ts';
