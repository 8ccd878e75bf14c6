import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'measure',
  order: 10,
  title: { en: 'Dashboards', zh: '数据看板' },
  paths: ['/measure', '/measure/$board'],
  permission: 'reports.read',
  visits: ['rfm', 'retention', 'funnel', 'latency', 'messages', 'lift'].map((board) => `/measure/${board}`),
};
