import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 25,
  title: { en: 'Policies', zh: '策略' },
  paths: ['/policies'],
  permission: 'releases.read',
};
