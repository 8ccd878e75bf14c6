import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'records',
  order: 50,
  title: { en: 'Sources', zh: '数据源' },
  paths: ['/sources'],
  permission: 'quality.read',
};
