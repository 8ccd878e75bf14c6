import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'journeys',
  order: 20,
  title: { en: 'Broadcast', zh: '群发' },
  paths: ['/broadcast'],
  permission: 'journeys.write',
  visits: ['/broadcast?segment=repurchase_due&template=cart_reminder&channel=mail&purpose=offers&step=what'],
};
