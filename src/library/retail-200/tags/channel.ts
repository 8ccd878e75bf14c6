/** Channel preference: where customers buy, and on which channels they can be reached and answer. */
import { all, any, event, not, property, type TagDefinition, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function channelTags(shop: Shop): readonly TagDefinition[] {
  return [...buying(shop), ...reaching(shop)];
}

function buying(shop: Shop): readonly TagDefinition[] {
  return [...favorites(shop), ...crossings(shop)];
}

function favorites(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'channel');
  const { words } = shop;
  const _order = ordersOf(shop);
  return [
    make(
      ['store_only', 'Stores only', '仅门店', 'Ordered in stores, never online.', '仅在门店下单。'],
      all(trait('store_orders').atLeast(1), trait('online_orders').is(0)),
      { contradicts: ['channel_online_only'] },
    ),
    make(
      ['online_only', 'Online only', '仅线上', 'Ordered online, never in stores.', '仅在线上下单。'],
      all(trait('online_orders').atLeast(1), trait('store_orders').is(0)),
    ),
    make(
      ['omnichannel', 'Shops online and in stores', '全渠道', 'Ordered both online and in stores.', '线上与门店均有下单。'],
      all(trait('store_orders').atLeast(1), trait('online_orders').atLeast(1)),
      { contradicts: ['channel_store_only', 'channel_online_only'] },
    ),
    make(
      [
        'mostly_store',
        'Mostly in stores',
        '门店为主',
        'Three orders at least, over two thirds of them in stores.',
        '三单以上，三分之二以上在门店。',
      ],
      all(trait('orders').atLeast(3), trait('store_share').greaterThan(0.66)),
    ),
    make(
      ['app_first', 'Prefers the app', '偏好 App', 'Orders most often in the app.', '最常在 App 下单。'],
      trait('favorite_channel').is(words.app),
    ),
    make(
      ['web_first', 'Prefers the web shop', '偏好网站', 'Orders most often in the web shop.', '最常在网站下单。'],
      trait('favorite_channel').equalsIgnoringCase(words.web),
    ),
    make(
      ['mini_program_first', 'Prefers the Mini Program', '偏好小程序', 'Orders most often in the Mini Program.', '最常在小程序下单。'],
      trait('favorite_channel').oneOf(words.miniProgram),
    ),
    make(
      ['began_in_store', 'Began in a store', '门店首单', 'The first order was made in a store.', '首单在门店。'],
      trait('first_channel').oneOfIgnoringCase(words.store),
    ),
  ];
}

function crossings(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'channel');
  const { words, properties, events } = shop;
  const order = ordersOf(shop);
  const channel = (value: string) => property(properties.channel).is(value);
  return [
    make(
      [
        'moved_online',
        'From the store to online',
        '门店转线上',
        'Ordered in a store, then online within 60 days; in the last 180.',
        '门店下单后 60 天内线上下单（近 180 天）。',
      ],
      event(events.order).performedThen(events.order, {
        within: '60d',
        last: '180d',
        where: shop.ordered(channel(words.store))!,
        thenWhere: shop.ordered(not(channel(words.store)))!,
      }),
    ),
    make(
      ['three_channels', 'Three channels and more', '三渠道以上', 'Ordered in three channels at least.', '在三个以上渠道下单。'],
      trait('order_channels').hasLength({ atLeast: 3 }),
    ),
    make(
      [
        'switched',
        'Switched the channel',
        '渠道切换',
        'Ordered in the last 90 days in a store, though most orders were made elsewhere.',
        '近 90 天门店下单，但多数订单在其他渠道。',
      ],
      all(order.performed({ within: { last: '90d' }, where: channel(words.store) }), trait('favorite_channel').isNot(words.store)),
    ),
    make(
      ['app_and_mini_program', 'App and Mini Program', 'App 与小程序双端', 'Has opened both.', '打开过 App 与小程序。'],
      trait('open_channels').containsAll(words.app, words.miniProgram),
    ),
    make(
      ['no_store_contact', 'Never seen in a store', '从未到店', 'No event ever came from a store.', '无任何门店记录。'],
      trait('seen_channels').containsNone(words.store),
      { contradicts: ['channel_store_only'] },
    ),
  ];
}

function reaching(shop: Shop): readonly TagDefinition[] {
  return [...addresses(shop), ...answers(shop)];
}

function addresses(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'channel');
  return [
    make(
      ['email_known', 'E-mail known', '已知邮箱', 'Has given an e-mail address.', '已留邮箱。'],
      trait('email').matches('^[^@]+@[^@]+$'),
    ),
    make(['phone_known', 'Phone known', '已知手机号', 'Has given a phone number.', '已留手机号。'], trait('phone').beginsWith('+')),
    make(
      ['mini_program_known', 'Mini Program user', '小程序用户', 'Known in the Mini Program.', '已识别小程序身份。'],
      trait('openid').present(),
    ),
    make(
      ['advisor_known', 'WeCom contact', '企微好友', 'Is a WeCom contact of an advisor.', '已添加顾问企微。'],
      trait('wecom_since').present(),
    ),
    make(
      [
        'unreachable',
        'No address known',
        '无联系方式',
        'Neither phone, e-mail, Mini Program nor WeCom contact is known.',
        '手机、邮箱、小程序、企微均未知。',
      ],
      all(trait('phone').empty(), trait('email').empty(), trait('openid').empty(), trait('wecom_since').missing()),
      { contradicts: ['channel_phone_known', 'channel_email_known'] },
    ),
    make(
      ['email_reader', 'Reads e-mails', '邮件读者', 'Opened two e-mails in 90 days.', '近 90 天打开两封以上邮件。'],
      trait('email_opens_90d').atLeast(2),
    ),
  ];
}

function answers(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'channel');
  const { events } = shop;
  return [
    make(
      ['email_clicker', 'Clicks in e-mails', '邮件点击', 'Followed a link in an e-mail in 90 days.', '近 90 天点击邮件链接。'],
      trait('email_clicks_90d').atLeast(1),
      { contradicts: ['channel_unsubscribed'] },
    ),
    make(
      [
        'clicked_and_bought',
        'Clicks and buys',
        '点击后下单',
        'Followed a link in an e-mail and ordered within 3 days, in the last 90.',
        '近 90 天点击邮件后 3 天内下单。',
      ],
      event(events.emailClicked).performedThen(events.order, { within: '3d', last: '90d', ...orderFilter(shop, 'thenWhere') }),
    ),
    make(
      ['unsubscribed', 'Unsubscribed', '已退订', 'Used the unsubscribe link of a message.', '使用过退订链接。'],
      event(events.unsubscribed).performed(),
    ),
    make(
      ['consent_changed', 'Changed a consent', '变更过授权', 'Changed a consent preference in the last 180 days.', '近 180 天变更过授权。'],
      event(events.consent).performed({ within: { last: '180d' } }),
    ),
    make(
      ['wecom_new', 'New WeCom contact', '新企微好友', 'Became a WeCom contact in the last 30 days.', '近 30 天添加企微。'],
      trait('wecom_since').withinLast('30d'),
    ),
    make(
      [
        'wecom_silent',
        'Silent WeCom contact',
        '沉默企微好友',
        'A WeCom contact who has not written for 30 days.',
        '企微好友，近 30 天未发言。',
      ],
      all(trait('wecom_since').beforeLast('30d'), any(trait('chats_30d').is(0), not(event(events.chat).performed()))),
    ),
  ];
}
