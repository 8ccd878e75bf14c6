/** Behavior dimensions: what customers look at and for how long, how often they open the app and come to the store, and on what device. */
import { property, type TraitDefinition } from '../../../define/index.ts';
import type { Shop } from '../shop.ts';
import { of } from './maker.ts';

const WEEK = { window: { last: '7d' } } as const;
const MONTH = { window: { last: '30d' } } as const;
const QUARTER = { window: { last: '90d' } } as const;

export function behaviorTraits(shop: Shop): readonly TraitDefinition[] {
  return [...looks(shop), ...carts(shop), ...opens(shop), ...visits(shop), ...messages(shop)];
}

function looks({ events, properties, amounts }: Shop): readonly TraitDefinition[] {
  const { category, price, isNew, product, query, hour } = properties;
  return [
    of(events.view, ['views_7d', 'Products viewed, last 7 days', '近 7 天浏览商品数'], { aggregate: 'count', ...WEEK }),
    of(events.view, ['views_30d', 'Products viewed, last 30 days', '近 30 天浏览商品数'], { aggregate: 'count', ...MONTH }),
    of(events.view, ['products_viewed_30d', 'Different products viewed, last 30 days', '近 30 天浏览不同商品数'], {
      aggregate: 'distinct_count',
      property: product,
      ...MONTH,
    }),
    of(events.view, ['categories_viewed_30d', 'Categories viewed, last 30 days', '近 30 天浏览品类数'], {
      aggregate: 'distinct_count',
      property: category,
      ...MONTH,
    }),
    of(events.view, ['viewed_category', 'Category viewed last', '最近浏览品类'], { aggregate: 'last', property: category }),
    of(events.view, ['viewed_category_30d', 'Category viewed most, last 30 days', '近 30 天最常浏览品类'], {
      aggregate: 'most_frequent',
      property: category,
      ...MONTH,
    }),
    of(events.view, ['mean_price_viewed_30d', 'Mean price viewed, last 30 days', '近 30 天平均浏览单价'], {
      aggregate: 'average',
      property: price,
      ...MONTH,
    }),
    of(events.view, ['luxury_views_30d', 'Views of dear products, last 30 days', '近 30 天浏览高价商品'], {
      aggregate: 'count',
      where: property(price).atLeast(amounts.highPrice),
      ...MONTH,
    }),
    of(events.view, ['new_views_7d', 'Looks at new products, last 7 days', '近 7 天浏览新品次数'], {
      aggregate: 'count',
      where: property(isNew).is(true),
      ...WEEK,
    }),
    of(events.view, ['view_hour', 'Usual hour of browsing', '常浏览时段'], { aggregate: 'most_frequent', property: hour }),
    of(events.search, ['searches_30d', 'Searches, last 30 days', '近 30 天搜索次数'], { aggregate: 'count', ...MONTH }),
    of(events.search, ['last_search', 'Last search', '最近搜索词'], { aggregate: 'last', property: query }),
    of(events.content, ['contents_30d', 'Contents read, last 30 days', '近 30 天阅读内容数'], { aggregate: 'count', ...MONTH }),
    of(events.content, ['content_topic', 'Topic read most', '最常阅读主题'], { aggregate: 'most_frequent', property: properties.topic }),
    of(events.content, ['content_topics', 'Topics read', '阅读主题'], { aggregate: 'distinct_list', property: properties.topic }),
    of(events.content, ['page_dwell_seconds', 'Mean page dwell time, seconds', '平均页面停留时长（秒）'], {
      aggregate: 'average',
      property: properties.dwell,
    }),
    of(events.content, ['page_dwell_30d', 'Page dwell time, last 30 days, seconds', '近 30 天页面停留时长（秒）'], {
      aggregate: 'sum',
      property: properties.dwell,
      ...MONTH,
    }),
  ];
}

function carts({ events, properties }: Shop): readonly TraitDefinition[] {
  return [
    of(events.add, ['cart_adds_7d', 'Cart additions, last 7 days', '近 7 天加购次数'], { aggregate: 'count', ...WEEK }),
    of(events.add, ['cart_total', 'Value of the last cart', '最近购物车金额'], { aggregate: 'last', property: properties.cartValue }),
    of(events.checkout, ['checkouts_30d', 'Checkouts, last 30 days', '近 30 天结算次数'], { aggregate: 'count', ...MONTH }),
    of(events.checkout, ['cart_value', 'Value of the last checkout', '最近结算金额'], {
      aggregate: 'last',
      property: properties.checkoutValue,
    }),
    of(events.wish, ['wishes', 'Products on the wish list', '收藏商品数'], { aggregate: 'distinct_count', property: properties.product }),
    of(events.wish, ['wished_category', 'Category wished last', '最近收藏品类'], { aggregate: 'last', property: properties.category }),
  ];
}

function opens({ events, properties }: Shop): readonly TraitDefinition[] {
  return [
    of(events.open, ['app_opens', 'App and Mini Program opens', 'App 与小程序打开次数'], { aggregate: 'count' }),
    of(events.open, ['app_opens_7d', 'Opens, last 7 days', '近 7 天打开次数'], { aggregate: 'count', ...WEEK }),
    of(events.open, ['app_opens_30d', 'Opens, last 30 days', '近 30 天打开次数'], { aggregate: 'count', ...MONTH }),
    of(events.open, ['first_open_at', 'First opened', '首次打开时间'], { aggregate: 'first' }),
    of(events.open, ['last_open_at', 'Last opened', '最近打开时间'], { aggregate: 'last' }),
    of(events.open, ['platform', 'Platform of the last opening', '最近打开平台'], { aggregate: 'last', property: properties.platform }),
    of(events.open, ['platforms', 'Platforms', '使用平台'], { aggregate: 'distinct_list', property: properties.platform }),
    of(events.open, ['app_version', 'Version of the app', 'App 版本'], { aggregate: 'last', property: properties.version }),
    of(events.open, ['open_channels', 'Channels opened', '打开渠道'], { aggregate: 'distinct_list', property: properties.channel }),
    of(events.page, ['pages', 'Web visits', '网站访问次数'], { aggregate: 'count' }),
    of(events.page, ['last_page_at', 'Last web visit', '最近网站访问'], { aggregate: 'last' }),
    of('*', ['first_seen_at', 'First seen', '首次出现'], { aggregate: 'first' }),
    of('*', ['last_seen_at', 'Last seen', '最近出现'], { aggregate: 'last' }),
    of('*', ['seen_channels', 'Channels used', '使用渠道'], { aggregate: 'distinct_list', property: properties.channel }),
    of(events.device, ['devices', 'Devices registered', '登记设备数'], { aggregate: 'count' }),
  ];
}

/** Dwell time is what the event at the end of a visit says; a visit whose end was missed counts as a visit of no known length. */
function visits({ events, properties }: Shop): readonly TraitDefinition[] {
  return [
    of(events.storeLeft, ['store_visits_90d', 'Store visits, last 90 days', '近 90 天到店次数'], { aggregate: 'count', ...QUARTER }),
    of(events.storeLeft, ['dwell_seconds', 'Mean in-store dwell time, seconds', '平均店内停留时长（秒）'], {
      aggregate: 'average',
      property: properties.dwell,
    }),
    of(events.storeLeft, ['longest_dwell_seconds', 'Longest in-store dwell time, seconds', '最长店内停留时长（秒）'], {
      aggregate: 'max',
      property: properties.dwell,
    }),
    of(events.storeLeft, ['dwell_seconds_90d', 'In-store dwell time, last 90 days, seconds', '近 90 天店内停留时长（秒）'], {
      aggregate: 'sum',
      property: properties.dwell,
      ...QUARTER,
    }),
  ];
}

function messages({ events }: Shop): readonly TraitDefinition[] {
  return [
    of(events.emailOpened, ['email_opens_90d', 'E-mails opened, last 90 days', '近 90 天打开邮件数'], { aggregate: 'count', ...QUARTER }),
    of(events.emailClicked, ['email_clicks_90d', 'E-mail links clicked, last 90 days', '近 90 天邮件点击数'], {
      aggregate: 'count',
      ...QUARTER,
    }),
  ];
}
