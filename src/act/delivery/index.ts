export type { RetryPolicy } from './backoff.ts';
export { type ChannelState, type Delivery, type DeliveryOptions, type DeliveryState, startDelivery } from './delivery.ts';
