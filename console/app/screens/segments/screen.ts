import type { ScreenDefinition } from '../../shell/screen.ts';

export const screen: ScreenDefinition = {
  area: 'segments',
  order: 10,
  title: { en: 'Segments & tags', zh: '分群与标签' },
  paths: ['/segments', '/segments/$kind/$id', '/segments/new/$kind', '/segments/$kind/$id/edit'],
  permission: 'segments.read',
  visits: ['/segments/segment/repurchase_due', '/segments/tag/high_value', '/segments/new/segment'],
};
