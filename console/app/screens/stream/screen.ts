import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'records',
  order: 10,
  title: { en: 'Event stream', zh: '事件流' },
  paths: ['/stream'],
  permission: 'quarantine.read',
  visits: ['/stream?event=0-898'],
};
