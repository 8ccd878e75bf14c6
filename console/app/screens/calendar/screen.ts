import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'journeys',
  order: 30,
  title: { en: 'Marketing calendar', zh: '营销日历' },
  paths: ['/calendar'],
  permission: 'calendar.read',
};
