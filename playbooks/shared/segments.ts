/** Segments that several playbooks read. */
import { defineSegment, event, type SegmentDefinition } from 'volano';
import { ORDER } from './traits.ts';

export const cartOpen: SegmentDefinition = defineSegment({
  id: 'cart_open',
  name: { en: 'Cart left for 2 hours', zh: '加购 2 小时未下单' },
  condition: event('Product Added').performedWithout(ORDER, { after: '2h', within: '3d' }),
});
