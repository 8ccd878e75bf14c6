import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'customers',
  order: 10,
  title: { en: 'Customers', zh: '客户' },
  paths: ['/customers', '/customers/$customer'],
  permission: 'customers.read',
  visits: [
    '/customers?q=phone:%2B8613800001234',
    '/customers/c0lxn2p8400000004tq',
    '/customers/c0lxn2p8400000004tq?tab=traits',
    '/customers/c0lxn2p8400000004tq?tab=identities',
    '/customers/c0lxn2p8400000004tq?tab=segments',
    '/customers/c0lxn2p8400000004tq?tab=journeys',
    '/customers/c0lxn2p8400000004tq?tab=messages',
    '/customers/c0lxn2p8400000004tq?tab=raw',
  ],
};
