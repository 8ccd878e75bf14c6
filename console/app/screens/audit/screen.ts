import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'settings',
  order: 50,
  title: { en: 'Audit log', zh: '审计日志' },
  paths: ['/audit'],
  permission: 'audit.read',
};
