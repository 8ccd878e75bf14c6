import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'records',
  order: 20,
  title: { en: 'Quarantine', zh: '隔离区' },
  paths: ['/quarantine'],
  permission: 'quarantine.read',
  visits: ['/quarantine?record=q0000010000199', '/quarantine?source=pos&code=VOLANO_EVENT_INVALID&correcting=true'],
};
