import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'messages',
  order: 20,
  title: { en: 'Dead letters', zh: '投递失败' },
  paths: ['/dead-letters'],
  permission: 'messages.read',
};
