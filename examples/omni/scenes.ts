/** Tags and segments of what happens beside shopping, and of what follows from how somebody shops over months. */
import { all, defineSegment, defineTag, type SegmentDefinition, type TagDefinition, trait } from 'volano';

export const sceneTags: readonly TagDefinition[] = [
  defineTag({ id: 'expecting', name: { en: 'Expecting a child', zh: '孕期' }, owner: 'crm', rule: trait('due_date').present() }),
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
  defineTag({
    id: 'experience_sensitive',
    name: { en: 'Asks often, never buys', zh: '体验敏感' },
    owner: 'advisors',
    rule: all(trait('consultations_90d').atLeast(4), trait('orders').is(0)),
  }),
  defineTag({
    id: 'rare_but_large',
    name: { en: 'Large orders, seldom', zh: '高客单低复购' },
    owner: 'crm',
    rule: all(trait('mean_order').atLeast(600), trait('orders').between(1, 2)),
  }),
];

export const sceneSegments: readonly SegmentDefinition[] = [
  defineSegment({
    id: 'new_product_fans',
    name: { en: 'Look at new products again and again', zh: '反复浏览新品' },
    condition: trait('new_views_7d').atLeast(3),
  }),
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
