export { type CaptureChannel, type CaptureOptions, openCapture } from './capture/capture.ts';
export { type Preview, previewOf } from './capture/preview.ts';
export type { CaptureCounts, CapturedMessage, CaptureReader, CaptureSlice } from './capture/reader.ts';
export { type Carrier, type CarrierContext, SettingsProblem } from './carrier.ts';
export { CARRIERS } from './carriers.ts';
export type { Channel, DeliveryOutcome, OutgoingMessage } from './channel.ts';
export { createInboxDesk, type InboxDesk, type InboxItem, type InboxOutcome, type InboxView } from './in-app/desk.ts';
export { type Inbox, openInbox } from './in-app/inbox.ts';
export { createInboxTokens } from './in-app/token.ts';
