/** Beside shopping: classes, store visits, the community, wishes. */
import { defineTrait, type TraitDefinition } from 'volano';

export const sceneTraits: readonly TraitDefinition[] = [
  defineTrait({ id: 'classes', name: { en: 'Classes attended', zh: '参加课程次数' }, event: 'Class Attended', aggregate: 'count' }),
  defineTrait({
    id: 'class_topic',
    name: { en: 'Favorite class', zh: '偏好课程' },
    event: 'Class Booked',
    aggregate: 'most_frequent',
    property: 'topic',
  }),
  defineTrait({
    id: 'store_visits_90d',
    name: { en: 'Store visits, last 90 days', zh: '近 90 天到店次数' },
    event: 'Store Visited',
    aggregate: 'count',
    window: { last: '90d' },
  }),
  defineTrait({
    id: 'dwell_seconds',
    name: { en: 'Mean in-store dwell time, seconds', zh: '平均店内停留时长（秒）' },
    event: 'Store Visited',
    aggregate: 'average',
    property: 'dwell_seconds',
  }),
  defineTrait({
    id: 'posts_30d',
    name: { en: 'Community posts, last 30 days', zh: '近 30 天社群发言' },
    event: 'Community Post Created',
    aggregate: 'count',
    window: { last: '30d' },
  }),
  defineTrait({ id: 'votes', name: { en: 'Menu votes', zh: '菜单投票次数' }, event: 'Menu Vote Cast', aggregate: 'count' }),
  defineTrait({
    id: 'wishes',
    name: { en: 'Products on the wish list', zh: '收藏商品数' },
    event: 'Product Added to Wishlist',
    aggregate: 'distinct_count',
    property: 'product_id',
  }),
];
