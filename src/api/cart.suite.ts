/** The message about the cart, which tests of the API and of the console are about. */
import type { SendCommand } from '../core/index.ts';
import type { MessageState } from '../runtime/index.ts';

/** 2024-06-18 15:30:00 in Shanghai. */
export const NOON: number = Date.UTC(2024, 5, 18, 7, 30);

export const CART_COMMAND: SendCommand = {
  type: 'send',
  message: 'm000000004z7k001',
  customer: 'c0lxn2p8400000004tq',
  channel: 'capture',
  template: 'cart_reminder',
  templateVersion: 3,
  journey: 'cart_abandonment',
  journeyVersion: 2,
  step: 'remind',
  instance: 'i000000004z5a001',
  purpose: 'offers',
  messageClass: 'marketing',
  variables: {
    trait: { first_name: '晓雯', orders_90d: 3 },
    event: { products: [{ name: 'Camellia serum 30 ml', price: 268 }], total: 268 },
  },
  at: NOON,
  receivedAt: NOON - 3,
};

export const CART_STATE: MessageState = {
  message: CART_COMMAND.message,
  customer: CART_COMMAND.customer,
  channel: 'mail',
  carrier: 'smtp',
  template: CART_COMMAND.template,
  journey: CART_COMMAND.journey,
  step: CART_COMMAND.step,
  at: NOON,
  receivedAt: NOON - 3,
  status: 'sent',
  decidedAt: NOON + 8,
  dispatchedAt: NOON + 12,
  returned: ['delivered', 'clicked'],
};
