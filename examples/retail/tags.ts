/** Labels of the wholesaler: value tiers and life cycle (exclusive), how they buy, what they risk. */
import { all, any, defineTag, defineTagGroup, event, not, type TagDefinition, type TagGroupDefinition, tag, trait } from 'volano';
import { PURCHASE, paid } from './paid.ts';

export const tagGroups: readonly TagGroupDefinition[] = [
  defineTagGroup({ id: 'tier', name: { en: 'Value tier', zh: '价值等级' }, exclusive: true }),
  defineTagGroup({ id: 'life_cycle', name: { en: 'Life cycle', zh: '生命周期' }, exclusive: true }),
];

export const tags: readonly TagDefinition[] = [
  defineTag({
    id: 'tier_a',
    name: { en: 'A account', zh: 'A 级客户' },
    owner: 'sales',
    group: 'tier',
    priority: 3,
    rule: trait('net_revenue').atLeast(5000),
  }),
  defineTag({
    id: 'tier_b',
    name: { en: 'B account', zh: 'B 级客户' },
    owner: 'sales',
    group: 'tier',
    priority: 2,
    rule: trait('net_revenue').atLeast(1000),
  }),
  defineTag({
    id: 'tier_c',
    name: { en: 'C account', zh: 'C 级客户' },
    owner: 'sales',
    group: 'tier',
    priority: 1,
    rule: trait('orders').atLeast(1),
  }),
  defineTag({
    id: 'new_customer',
    name: { en: 'New customer', zh: '新客' },
    owner: 'sales',
    group: 'life_cycle',
    priority: 4,
    rule: trait('first_order_at').withinLast('30d'),
  }),
  defineTag({
    id: 'active_customer',
    name: { en: 'Active', zh: '活跃' },
    owner: 'sales',
    group: 'life_cycle',
    priority: 3,
    rule: trait('last_order_at').withinLast('60d'),
  }),
  defineTag({
    id: 'at_risk',
    name: { en: 'At risk', zh: '流失风险' },
    owner: 'sales',
    group: 'life_cycle',
    priority: 2,
    rule: trait('last_order_at').withinLast('150d'),
  }),
  defineTag({
    id: 'lost',
    name: { en: 'Lost', zh: '流失' },
    owner: 'sales',
    group: 'life_cycle',
    priority: 1,
    rule: trait('orders').atLeast(1),
  }),
  defineTag({
    id: 'guest',
    name: { en: 'Guest', zh: '访客' },
    owner: 'sales',
    rule: all(event('*').performed(), trait('customer_number').missing()),
  }),
  defineTag({
    id: 'wholesale',
    name: { en: 'Buys in bulk', zh: '批发客户' },
    owner: 'sales',
    rule: all(trait('bulk_lines').atLeast(3), trait('mean_line').atLeast(50)),
  }),
  defineTag({
    id: 'collector',
    name: { en: 'Buys single pieces', zh: '零买客户' },
    owner: 'sales',
    rule: trait('single_lines').atLeast(20),
  }),
  defineTag({
    id: 'christmas',
    name: { en: 'Christmas buyer', zh: '圣诞买家' },
    owner: 'merchandising',
    rule: trait('christmas_units').atLeast(10),
  }),
  defineTag({
    id: 'hearts',
    name: { en: 'Likes hearts', zh: '偏好心形' },
    owner: 'merchandising',
    rule: any(trait('heart_lines').atLeast(5), trait('favorite_item').contains('heart')),
  }),
  defineTag({
    id: 'lights',
    name: { en: 'Buys lights', zh: '购买烛台' },
    owner: 'merchandising',
    rule: trait('light_last_at').withinLast('120d'),
  }),
  defineTag({
    id: 'export',
    name: { en: 'Export', zh: '出口客户' },
    owner: 'logistics',
    rule: all(trait('country').present(), trait('market').is('export')),
  }),
  defineTag({
    id: 'cancels',
    name: { en: 'Often cancels', zh: '高取消率' },
    owner: 'service',
    rule: all(trait('cancellations').atLeast(2), trait('cancellation_rate').greaterThan(0.3)),
  }),
  defineTag({
    id: 'busy_now',
    name: { en: 'Buying this week', zh: '本周下单' },
    owner: 'sales',
    rule: event(PURCHASE).performed({ atLeast: 10, within: { last: '7d' }, where: paid() }),
    expiry: '5d',
  }),
  defineTag({
    id: 'key_account',
    name: { en: 'Key account', zh: '重点客户' },
    owner: 'sales',
    rule: all(tag('tier_a'), not(tag('cancels')), trait('monthly_streak').atLeast(3)),
  }),
];
