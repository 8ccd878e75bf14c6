import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'content',
  order: 10,
  title: { en: 'Content library', zh: '内容库' },
  paths: ['/content', '/content/$kind/$id'],
  permission: 'content.read',
  visits: ['/content/template/cart_reminder', '/content/block/footer'],
};
