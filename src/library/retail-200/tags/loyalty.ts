/** Loyalty: membership, points, streaks, and what becomes a member of long standing. */
import { all, any, event, not, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { orderFilter, ordersOf, type Shop, tagsOf } from '../shop.ts';

export function loyaltyTags(shop: Shop): readonly TagDefinition[] {
  return [...membership(shop), ...points(shop)];
}

function membership(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'loyalty');
  const { events, properties } = shop;
  return [
    make(['member', 'Member', '会员', 'Has joined the program.', '已入会。'], trait('member_since').present()),
    make(
      ['not_member', 'Buys without joining', '未入会买家', 'Has ordered and never joined.', '已购未入会。'],
      all(trait('orders').atLeast(1), trait('member_since').missing()),
      { contradicts: ['loyalty_member'] },
    ),
    make(
      ['half_year', 'Member for half a year', '入会半年', 'Joined 180 days ago or earlier.', '入会超 180 天。'],
      trait('member_since').beforeLast('180d'),
    ),
    make(
      ['anniversary', 'Anniversary of joining near', '入会周年临近', 'The anniversary of joining is within 30 days.', '30 天内入会周年。'],
      trait('member_since').anniversaryInDays(0, 30),
    ),
    make(
      ['birthday_month', 'Birthday this month', '本月生日', 'The birthday is in this calendar month.', '本月生日。'],
      trait('birthday').anniversaryDuringThis('month'),
    ),
    make(
      ['birthday_soon', 'Birthday soon', '生日临近', 'The birthday comes in the next 14 days.', '14 天内生日。'],
      trait('birthday').anniversaryInDays(0, 14),
    ),
    make(
      ['points_collector', 'Collects points', '积分达人', 'Earned points three times in 90 days.', '近 90 天获得积分三次以上。'],
      event(events.pointsEarned).performed({ atLeast: 3, within: { last: '90d' } }),
    ),
    make(
      ['points_rich', 'Many points', '积分充足', 'Has 200 points or more to spend.', '可用积分 200 以上。'],
      trait('points').atLeast(200),
    ),
    make(['points_spender', 'Spends points', '积分兑换', 'Has spent points.', '使用过积分。'], trait('points_spent').greaterThan(0)),
    make(
      ['points_hoarder', 'Saves points', '积分囤积', 'Has 300 points and never spent any.', '积分 300 以上且从未使用。'],
      all(trait('points').atLeast(300), trait('points_spent').is(0)),
      { contradicts: ['loyalty_points_spender'] },
    ),
    make(
      ['points_forgotten', 'Forgot the points', '积分沉睡', 'Has points, and earned none for 60 days.', '有积分，60 天未获得新积分。'],
      all(trait('points').greaterThan(0), trait('last_points_at').beforeLast('60d')),
    ),
    make(
      [
        'points_big_gain',
        'A large gain of points',
        '单次大额积分',
        'Earned 150 points or more at once, in the last 180 days.',
        '近 180 天单次获得 150 积分以上。',
      ],
      event(events.pointsEarned).aggregate('max', { property: properties.points, within: { last: '180d' } }, (max) => max.atLeast(150)),
    ),
  ];
}

function points(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'loyalty');
  const { events } = shop;
  const order = ordersOf(shop);
  return [
    make(
      ['streak_two', 'Two months in a row', '连续两月', 'Ordered in two consecutive months.', '连续两个月下单。'],
      trait('monthly_streak').is(2),
    ),
    make(
      ['streak_long', 'Four months in a row', '连续四月', 'Ordered in four consecutive months or more.', '连续四个月以上下单。'],
      trait('monthly_streak').atLeast(4),
      { contradicts: ['stage_dormant'] },
    ),
    make(['ten_orders', 'Ten orders', '十单客户', 'Ten orders or more.', '累计十单以上。'], trait('orders').atLeast(10)),
    make(
      [
        'weekly',
        'Orders twice a month',
        '每月两单',
        'Two orders in each of two of the last three months.',
        '近三个月中两个月各有两单以上。',
      ],
      order.regularly({ unit: 'month', of: 3, atLeast: 2, times: 2 }),
    ),
    make(
      ['twice_in_quarter', 'Three orders in 90 days', '季度三单', 'Three orders or more in 90 days.', '近 90 天三单以上。'],
      trait('orders_90d').atLeast(3),
    ),
    make(
      ['long_and_active', 'Faithful', '忠实客户', 'A buyer of over 180 days who ordered in the last 45.', '购买超 180 天且近 45 天下单。'],
      all(trait('first_order_at').beforeLast('180d'), trait('last_order_at').withinLast('45d')),
    ),
    make(['class_goer', 'Comes to classes', '课程学员', 'Has attended a class.', '参加过课程。'], trait('classes').atLeast(1)),
    make(
      [
        'class_buyer',
        'Class, then order',
        '课后下单',
        'Attended a class and ordered within 30 days; in the last 180.',
        '近 180 天上课后 30 天内下单。',
      ],
      event(events.classAttended).performedThen(events.order, { within: '30d', last: '180d', ...orderFilter(shop, 'thenWhere') }),
    ),
    make(
      [
        'advocate',
        'Advocate',
        '品牌拥护者',
        'Recommends: a promoter, a referrer, or an author of good reviews.',
        '推荐者：NPS 推荐、成功推荐或好评。',
      ],
      any(
        trait('nps').atLeast(9),
        trait('referred_customers').atLeast(1),
        all(trait('reviews').atLeast(2), trait('mean_rating').atLeast(4.5)),
      ),
    ),
    make(
      ['invite_to_join', 'Invite to join', '邀请入会', 'Ordered twice without joining, and is not lost.', '未入会已购两单以上且未流失。'],
      all(tag('loyalty_not_member'), trait('orders').atLeast(2), not(tag('stage_lost'))),
    ),
  ];
}
