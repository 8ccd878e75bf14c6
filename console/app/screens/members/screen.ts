import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 10,
  title: { en: 'Members', zh: '成员' },
  paths: ['/members'],
  permission: 'settings.members',
};
