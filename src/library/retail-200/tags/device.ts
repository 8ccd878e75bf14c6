/** Device and app frequency. */
import { all, any, event, not, property, type TagDefinition, trait } from '../../../define/index.ts';
import { type Shop, tagsOf } from '../shop.ts';

export function deviceTags(shop: Shop): readonly TagDefinition[] {
  return [...apps(shop), ...others(shop)];
}

function apps(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'device');
  const { words, events, properties, currentVersion } = shop;
  return [
    make(['ios', 'iOS', 'iOS 用户', 'Opened the app last on iOS.', '最近在 iOS 打开。'], trait('platform').equalsIgnoringCase(words.ios)),
    make(
      ['android', 'Android', '安卓用户', 'Opened the app last on Android.', '最近在安卓打开。'],
      trait('platform').equalsIgnoringCase(words.android),
    ),
    make(
      ['app_user', 'App user', 'App 用户', 'Has opened the app.', '打开过 App。'],
      event(events.open).performed({ where: property(properties.channel).is(words.app) }),
    ),
    make(
      ['app_daily', 'Opens often', '高频打开', 'Opened app or Mini Program three times in 7 days.', '近 7 天打开三次以上。'],
      trait('app_opens_7d').atLeast(3),
    ),
    make(
      ['app_weekly', 'Opens every week', '每周打开', 'Opened in each of the last four weeks but one.', '近四周中至少三周打开。'],
      event(events.open).performedRegularly({ unit: 'week', of: 4, atLeast: 3 }),
    ),
    make(
      ['app_monthly', 'Opens now and then', '偶尔打开', 'Opened once to four times in 30 days.', '近 30 天打开一至四次。'],
      trait('app_opens_30d').between(1, 4),
    ),
    make(
      ['app_sleeping', 'App asleep', '沉睡 App 用户', 'Has opened, but not in the last 60 days.', '打开过，近 60 天未打开。'],
      trait('last_open_at').beforeLast('60d'),
      { contradicts: ['device_app_daily', 'device_app_weekly'] },
    ),
    make(
      ['app_new', 'New in the app', 'App 新用户', 'Opened for the first time in the last 30 days.', '近 30 天首次打开。'],
      trait('first_open_at').withinLast('30d'),
    ),
    make(
      [
        'app_old_version',
        'Old version of the app',
        'App 版本过旧',
        `The version of the app is before ${currentVersion}.`,
        `App 版本低于 ${currentVersion}。`,
      ],
      trait('app_version').versionBefore(currentVersion),
    ),
  ];
}

function others(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'device');
  const { events, currentVersion } = shop;
  return [
    make(
      [
        'app_current',
        'Current version of the app',
        'App 版本较新',
        `The version of the app is ${currentVersion} or later.`,
        `App 版本 ${currentVersion} 以上。`,
      ],
      trait('app_version').versionAtLeast(currentVersion),
      { contradicts: ['device_app_old_version'] },
    ),
    make(['web_visitor', 'Web visitor', '网站访客', 'Has visited the web shop.', '访问过网站。'], trait('pages').atLeast(1)),
    make(
      [
        'web_only',
        'Web without app',
        '仅网站',
        'Visits the web shop and has never opened app or Mini Program.',
        '访问网站，从未打开 App 或小程序。',
      ],
      all(trait('pages').atLeast(1), trait('app_opens').is(0)),
      { contradicts: ['device_app_user'] },
    ),
    make(
      ['web_lately', 'On the web lately', '近期访问网站', 'Visited the web shop in the last 14 days.', '近 14 天访问网站。'],
      trait('last_page_at').withinLast('14d'),
    ),
    make(
      ['two_platforms', 'Two platforms', '多平台', 'Opened on two platforms.', '在两个平台打开过。'],
      trait('platforms').hasLength({ atLeast: 2 }),
    ),
    make(
      [
        'background',
        'Returns from the background',
        '后台唤起',
        'Most recent opening came back from the background.',
        '最近一次由后台唤起。',
      ],
      event(events.open).lastPerformed(property('from_background').is(true)),
    ),
    make(['registered', 'Registered a device', '已登记设备', 'Has registered a device.', '登记过设备。'], trait('devices').atLeast(1)),
    make(
      [
        'replacement_due',
        'Replacement due',
        '置换到期',
        'The device is to be replaced within 180 days, or should have been.',
        '设备 180 天内到期或已到期。',
      ],
      any(trait('replacement_due').withinNext('180d'), trait('replacement_due').beforeLast('1d')),
    ),
    make(
      ['no_device_known', 'No device known', '设备未知', 'Neither the app nor the web shop has been used.', '未使用过 App 与网站。'],
      not(any(event(events.open).performed(), event(events.page).performed())),
      { contradicts: ['device_app_user', 'device_web_visitor'] },
    ),
  ];
}
