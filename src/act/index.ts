/** act: doing what was decided. Rendering, channels, delivery with retry. */
export {
  CARRIERS,
  type CaptureChannel,
  type CaptureCounts,
  type CapturedMessage,
  type CaptureOptions,
  type CaptureReader,
  type CaptureSlice,
  type Carrier,
  type CarrierContext,
  type Channel,
  type DeliveryOutcome,
  type OutgoingMessage,
  openCapture,
  SettingsProblem,
} from './channels/index.ts';
export {
  type ContentFormat,
  createRenderer,
  type RenderedContent,
  type Renderer,
  type RendererOptions,
  type RenderOutcome,
  type RenderRequest,
  variablesOf,
} from './content/index.ts';
export {
  type ChannelState,
  type Delivery,
  type DeliveryOptions,
  type DeliveryState,
  type RetryPolicy,
  startDelivery,
} from './delivery/index.ts';
export {
  type Composer,
  composeMessage,
  createTracker,
  type Decoration,
  type LinkKind,
  type LinkPayload,
  loadLinkKeys,
  type Tracker,
  type TrackerOptions,
} from './tracking/index.ts';
