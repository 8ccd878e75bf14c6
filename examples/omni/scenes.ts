/** Tags and segments of what happens beside shopping, and of what follows from how somebody shops over months. */
import { all, defineSegment, defineTag, type SegmentDefinition, type TagDefinition, trait } from 'volano';

export const sceneTags: readonly TagDefinition[] = [
  defineTag({ id: 'class_goer', name: { en: 'Comes to classes', zh: '课程学员' }, owner: 'stores', rule: trait('classes').atLeast(1) }),
  defineTag({
    id: 'lingers_in_store',
    name: { en: 'Takes time in the store', zh: '店内久留' },
    owner: 'stores',
    rule: all(trait('store_visits_90d').atLeast(2), trait('dwell_seconds').atLeast(900)),
  }),
  defineTag({
    id: 'community_voice',
    name: { en: 'Voice of the community', zh: '社群活跃' },
    owner: 'community',
    rule: trait('posts_30d').atLeast(2),
  }),
];

export const sceneSegments: readonly SegmentDefinition[] = [
  defineSegment({
    id: 'menu_jury',
    name: { en: 'Voted for the menu', zh: '菜单投票' },
    condition: trait('votes').atLeast(1),
  }),
  defineSegment({
    id: 'candle_used_up',
    name: { en: 'Scented candle used up by now', zh: '香薰补货期' },
    condition: all(trait('category_list').contains('home'), trait('days_since_order').between(75, 180)),
  }),
];
