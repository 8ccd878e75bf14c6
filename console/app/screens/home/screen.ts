import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'home',
  order: 10,
  title: { en: 'Home', zh: '首页' },
  paths: ['/'],
  permission: 'overview.read',
};
