import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 20,
  title: { en: 'API tokens', zh: 'API 令牌' },
  paths: ['/tokens'],
  permission: 'self',
};
