import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'messages',
  order: 10,
  title: { en: 'Outbox', zh: '发件箱' },
  paths: ['/outbox', '/outbox/$message'],
  permission: 'messages.read',
  visits: ['/outbox/m000000004z7k001'],
};
