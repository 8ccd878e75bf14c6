import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'releases',
  order: 10,
  title: { en: 'Releases', zh: '发布版本' },
  paths: ['/releases', '/releases/$number'],
  permission: 'releases.read',
  visits: ['/releases/3'],
};
