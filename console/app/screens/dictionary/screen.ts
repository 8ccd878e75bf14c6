import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'records',
  order: 30,
  title: { en: 'Data dictionary', zh: '数据字典' },
  paths: ['/dictionary'],
  permission: 'dictionary.read',
  visits: ['/dictionary?event=Order Completed', '/dictionary?view=traffic'],
};
