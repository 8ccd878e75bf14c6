import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'releases',
  order: 20,
  title: { en: 'Unpublished changes', zh: '未发布的修改' },
  paths: ['/changes'],
  permission: 'releases.read',
};
