export { type CaptureChannel, type CaptureOptions, openCapture } from './capture/capture.ts';
export type { CaptureCounts, CapturedMessage, CaptureReader, CaptureSlice } from './capture/reader.ts';
export { type Carrier, type CarrierContext, type CarrierDefinition, defineCarrier, SettingsProblem } from './carrier.ts';
export { CARRIERS } from './carriers.ts';
export type { Channel, DeliveryOutcome, OutgoingMessage } from './channel.ts';
