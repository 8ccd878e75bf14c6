import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'records',
  order: 40,
  title: { en: 'Data quality', zh: '数据质量' },
  paths: ['/quality'],
  permission: 'quality.read',
};
