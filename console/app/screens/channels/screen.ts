import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 30,
  title: { en: 'Channels', zh: '渠道' },
  paths: ['/channels'],
  permission: 'releases.read',
};
