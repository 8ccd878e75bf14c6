import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'journeys',
  order: 10,
  title: { en: 'Journeys', zh: '旅程' },
  paths: ['/journeys', '/journeys/$journey'],
  permission: 'journeys.read',
  visits: ['/journeys/cart_abandonment', '/journeys/cart_abandonment?mode=test', '/journeys/cart_abandonment?mode=simulate'],
};
