import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'approvals',
  order: 10,
  title: { en: 'Approvals', zh: '审批' },
  paths: ['/approvals'],
  permission: 'releases.read',
};
