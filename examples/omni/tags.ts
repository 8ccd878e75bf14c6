/** Labels with a rule and an owner: value tiers and life cycle (exclusive), tastes, habits, risks. */
import { all, any, defineTag, defineTagGroup, event, not, property, type TagDefinition, type TagGroupDefinition, tag, trait } from 'volano';

export const tagGroups: readonly TagGroupDefinition[] = [
  defineTagGroup({ id: 'tier', name: { en: 'Value tier', zh: '价值等级' }, exclusive: true }),
  defineTagGroup({ id: 'life_cycle', name: { en: 'Life cycle', zh: '生命周期' }, exclusive: true }),
  defineTagGroup({ id: 'taste', name: { en: 'Taste', zh: '偏好' }, exclusive: false }),
];

const tier: readonly TagDefinition[] = [
  defineTag({
    id: 'tier_platinum',
    name: { en: 'Platinum', zh: '铂金' },
    owner: 'crm',
    group: 'tier',
    priority: 4,
    rule: trait('net_revenue').atLeast(8000),
  }),
  defineTag({
    id: 'tier_gold',
    name: { en: 'Gold', zh: '金卡' },
    owner: 'crm',
    group: 'tier',
    priority: 3,
    rule: trait('net_revenue').atLeast(3000),
  }),
  defineTag({
    id: 'tier_silver',
    name: { en: 'Silver', zh: '银卡' },
    owner: 'crm',
    group: 'tier',
    priority: 2,
    rule: trait('net_revenue').atLeast(1000),
  }),
  defineTag({
    id: 'tier_basic',
    name: { en: 'Basic', zh: '普卡' },
    owner: 'crm',
    group: 'tier',
    priority: 1,
    rule: trait('orders').atLeast(1),
  }),
];

const lifeCycle: readonly TagDefinition[] = [
  defineTag({
    id: 'prospect',
    name: { en: 'Prospect', zh: '潜客' },
    owner: 'growth',
    group: 'life_cycle',
    priority: 1,
    rule: not(trait('orders').atLeast(1)),
  }),
  defineTag({
    id: 'new_customer',
    name: { en: 'New customer', zh: '新客' },
    owner: 'growth',
    group: 'life_cycle',
    priority: 5,
    rule: trait('first_order_at').withinLast('30d'),
  }),
  defineTag({
    id: 'active_customer',
    name: { en: 'Active', zh: '活跃' },
    owner: 'growth',
    group: 'life_cycle',
    priority: 4,
    rule: trait('last_order_at').withinLast('60d'),
  }),
  defineTag({
    id: 'at_risk',
    name: { en: 'At risk', zh: '流失风险' },
    owner: 'growth',
    group: 'life_cycle',
    priority: 3,
    rule: trait('last_order_at').withinLast('120d'),
  }),
  defineTag({
    id: 'dormant',
    name: { en: 'Dormant', zh: '沉默' },
    owner: 'growth',
    group: 'life_cycle',
    priority: 2,
    rule: trait('orders').atLeast(1),
  }),
];

const taste: readonly TagDefinition[] = [
  defineTag({
    id: 'likes_serum',
    name: { en: 'Likes serum', zh: '偏好精华' },
    owner: 'merchandising',
    group: 'taste',
    rule: any(trait('favorite_category').is('serum'), trait('viewed_category_30d').is('serum')),
  }),
  defineTag({
    id: 'likes_fragrance',
    name: { en: 'Likes fragrance', zh: '偏好香氛' },
    owner: 'merchandising',
    group: 'taste',
    rule: trait('category_list').contains('fragrance'),
  }),
  defineTag({
    id: 'gift_giver',
    name: { en: 'Gives gifts', zh: '送礼人群' },
    owner: 'merchandising',
    group: 'taste',
    rule: any(trait('category_list').contains('gift'), trait('last_search').oneOf('gift', '礼盒')),
  }),
  defineTag({
    id: 'explorer',
    name: { en: 'Tries many categories', zh: '尝鲜' },
    owner: 'merchandising',
    group: 'taste',
    rule: trait('categories_bought').atLeast(4),
  }),
];

const habits: readonly TagDefinition[] = [
  defineTag({
    id: 'omnichannel',
    name: { en: 'Shops online and in stores', zh: '全渠道' },
    owner: 'crm',
    rule: all(trait('store_orders').atLeast(1), trait('online_orders').atLeast(1)),
  }),
  defineTag({
    id: 'store_loyal',
    name: { en: 'Loyal to one store', zh: '门店忠诚' },
    owner: 'stores',
    rule: all(trait('store_orders').atLeast(3), trait('stores_visited').is(1)),
  }),
  defineTag({
    id: 'discount_hunter',
    name: { en: 'Buys with discounts', zh: '优惠敏感' },
    owner: 'crm',
    rule: all(trait('orders').atLeast(3), trait('discount_share').greaterThan(0.06)),
  }),
  defineTag({
    id: 'refund_prone',
    name: { en: 'Often refunds', zh: '高退款' },
    owner: 'service',
    rule: all(trait('refunds').atLeast(2), trait('refund_rate').atLeast(0.25)),
  }),
  defineTag({
    id: 'hot_lead',
    name: { en: 'Hot lead', zh: '高意向' },
    owner: 'growth',
    rule: event('Product Viewed').performed({ atLeast: 4, within: { last: '3d' } }),
    expiry: '3d',
  }),
  defineTag({ id: 'in_wecom', name: { en: 'WeCom contact', zh: '企微好友' }, owner: 'advisors', rule: trait('wecom_since').present() }),
  defineTag({
    id: 'critic',
    name: { en: 'Gave a poor rating', zh: '差评' },
    owner: 'service',
    rule: trait('lowest_rating_90d').atMost(2),
    expiry: '90d',
  }),
  defineTag({
    id: 'unhappy_chat',
    name: { en: 'Unhappy in chat', zh: '会话情绪低' },
    owner: 'service',
    rule: event('Live Chat Message Received').performed({ within: { last: '14d' }, where: property('sentiment').lessThan(35) }),
  }),
  defineTag({ id: 'english', name: { en: 'Reads English', zh: '英文客户' }, owner: 'crm', rule: trait('locale').is('en-US') }),
  defineTag({
    id: 'care_program',
    name: { en: 'Care program', zh: '专属关怀' },
    owner: 'advisors',
    rule: all(tag('tier_platinum'), not(tag('refund_prone'))),
  }),
];

export const tags: readonly TagDefinition[] = [...tier, ...lifeCycle, ...taste, ...habits];
