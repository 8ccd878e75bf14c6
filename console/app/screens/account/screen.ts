import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 60,
  title: { en: 'My account', zh: '我的账号' },
  paths: ['/account'],
};
