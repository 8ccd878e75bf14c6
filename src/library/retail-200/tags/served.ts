/** Service: cases, chats, surveys and reviews. */
import { all, any, event, property, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { orderFilter, type Shop, tagsOf } from '../shop.ts';

export function serviceTags(shop: Shop): readonly TagDefinition[] {
  return [...cases(shop), ...chats(shop), ...answers(shop)];
}

function cases(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'service');
  const { events, words } = shop;
  return [
    make(
      [
        'case_open',
        'Open case',
        '工单未关闭',
        'A case was opened in the last 60 days and none closed since.',
        '近 60 天有工单且此后未关闭。',
      ],
      event(events.caseOpened).performedWithout(events.caseClosed, { within: '60d' }),
    ),
    make(
      ['case_closed_lately', 'Case closed lately', '工单刚关闭', 'A case was closed in the last 14 days.', '近 14 天关闭工单。'],
      trait('last_case_closed_at').withinLast('14d'),
    ),
    make(['had_case', 'Had a case', '有过工单', 'Has ever opened a service case.', '提交过工单。'], trait('cases').atLeast(1)),
    make(
      ['many_cases', 'Several cases', '多次工单', 'Two service cases or more in 90 days.', '近 90 天两次以上工单。'],
      trait('cases_90d').atLeast(2),
    ),
    make(
      [
        'case_then_order',
        'Stays after a case',
        '工单后复购',
        'Opened a case and ordered within 60 days; in the last 180.',
        '近 180 天提交工单后 60 天内下单。',
      ],
      event(events.caseOpened).performedThen(events.order, { within: '60d', last: '180d', ...orderFilter(shop, 'thenWhere') }),
    ),
    make(
      [
        'case_and_silent',
        'Left after a case',
        '工单后流失',
        'Opened a case 30 to 180 days ago and has not ordered since.',
        '30 至 180 天前提交工单，此后未下单。',
      ],
      event(events.caseOpened).performedWithout(events.order, { after: '30d', within: '180d', ...orderFilter(shop, 'withoutWhere') }),
    ),
    make(
      ['allergy', 'Allergy reported', '有过敏记录', 'A case concerned an allergy.', '工单涉及过敏。'],
      trait('case_kinds').contains(words.allergy),
    ),
    make(
      ['two_kinds', 'Cases of several kinds', '多类型工单', 'Cases of two kinds or more.', '两类以上工单。'],
      trait('case_kinds').hasLength({ atLeast: 2 }),
    ),
    make(
      ['asks_advice', 'Asks for advice', '咨询客户', 'Asked for advice in the last 90 days.', '近 90 天咨询过。'],
      trait('consultations_90d').atLeast(1),
    ),
  ];
}

function chats(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'service');
  const { events, properties, words } = shop;
  const topic = property(properties.topic);
  return [
    make(
      [
        'asks_never_buys',
        'Asks often, never buys',
        '体验敏感',
        'Four questions for advice in 90 days and never an order.',
        '近 90 天咨询四次以上且从未下单。',
      ],
      all(trait('consultations_90d').atLeast(4), trait('orders').is(0)),
    ),
    make(
      ['asks_delivery', 'Asks where it is', '物流咨询', 'Wrote about delivery in the last 90 days.', '近 90 天咨询物流。'],
      event(events.chat).performed({ within: { last: '90d' }, where: topic.is(words.delivery) }),
    ),
    make(
      ['asks_refund', 'Asks about refunds', '退款咨询', 'The topic of the last chat is a refund.', '最近会话主题为退款。'],
      trait('chat_topic').is(words.refund),
    ),
    make(
      ['asks_gift', 'Asks about gifts', '礼品咨询', 'Has ever written about gifts.', '咨询过礼品。'],
      event(events.chat).performed({ where: topic.is(words.gift) }),
    ),
    make(
      [
        'unhappy_chat',
        'Unhappy in chat',
        '会话情绪低',
        'A chat of the last 30 days sounded unhappy (below 35).',
        '近 30 天有会话情绪低于 35。',
      ],
      event(events.chat).performed({ within: { last: '30d' }, where: property(properties.sentiment).lessThan(35) }),
    ),
    make(
      ['happy_chat', 'Happy in chat', '会话情绪高', 'The sentiment of chats is 70 or more on average.', '会话平均情绪 70 以上。'],
      trait('sentiment').atLeast(70),
      { contradicts: ['service_mood_low'] },
    ),
    make(
      ['mood_low', 'Mood low', '情绪偏低', 'The sentiment of chats is below 45 on average.', '会话平均情绪低于 45。'],
      trait('sentiment').lessThan(45),
    ),
    make(
      [
        'mood_turned',
        'Mood has turned down',
        '情绪转差',
        'The last chat sounded unhappy, though chats are fair on average.',
        '最近会话情绪低，平均情绪尚可。',
      ],
      all(trait('last_sentiment').lessThan(40), trait('sentiment').atLeast(50)),
    ),
    make(
      ['chatty', 'Talks a lot', '高频会话', 'Six chat messages or more in 30 days.', '近 30 天会话六条以上。'],
      trait('chats_30d').greaterThan(5),
    ),
  ];
}

function answers(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'service');
  const { events, properties } = shop;
  return [
    make(['promoter', 'Promoter', 'NPS 推荐者', 'Last NPS answer 9 or 10.', '最近 NPS 9 至 10 分。'], trait('nps').atLeast(9), {
      contradicts: ['service_mood_low', 'service_critic'],
    }),
    make(['passive', 'Passive', 'NPS 中立者', 'Last NPS answer 7 or 8.', '最近 NPS 7 至 8 分。'], trait('nps').between(7, 8)),
    make(['detractor', 'Detractor', 'NPS 贬损者', 'Last NPS answer 6 or less.', '最近 NPS 6 分及以下。'], trait('nps').atMost(6), {
      contradicts: ['loyalty_advocate'],
    }),
    make(
      ['after_sales_happy', 'Happy with after-sales', '售后满意', 'Last after-sales score 4 or 5.', '最近售后评分 4 至 5 分。'],
      trait('after_sales_score').atLeast(4),
    ),
    make(
      ['after_sales_unhappy', 'Unhappy with after-sales', '售后不满意', 'Last after-sales score 3 or less.', '最近售后评分 3 分及以下。'],
      trait('after_sales_score').atMost(3),
    ),
    make(
      ['answers_surveys', 'Answers surveys', '乐于答卷', 'Has answered two surveys or more.', '回答两份以上问卷。'],
      trait('surveys').atLeast(2),
    ),
    make(['reviewer', 'Writes reviews', '评价客户', 'Has written a review.', '写过评价。'], event(events.review).performed()),
    make(
      ['praises', 'Good reviews', '好评客户', 'Reviews give 4.5 or more on average.', '平均评分 4.5 以上。'],
      trait('mean_rating').atLeast(4.5),
      { contradicts: ['service_critic'] },
    ),
    make(
      ['critic', 'Gave a poor rating', '差评客户', 'A review of the last 90 days gave 2 or less.', '近 90 天有 2 分及以下评价。'],
      trait('lowest_rating_90d').atMost(2),
    ),
    make(
      ['first_review_poor', 'First review poor', '首评不佳', 'The first review gave 3 or less.', '首次评价 3 分及以下。'],
      event(events.review).firstPerformed(property(properties.rating).atMost(3)),
    ),
    make(
      [
        'needs_call',
        'Needs a call',
        '需回访',
        'A poor rating, an unhappy chat, a poor after-sales score, or an open case of somebody unhappy.',
        '差评、情绪低、售后不满意，或情绪低且工单未关闭。',
      ],
      any(
        tag('service_critic'),
        tag('service_unhappy_chat'),
        tag('service_after_sales_unhappy'),
        all(tag('service_case_open'), tag('service_mood_low')),
      ),
    ),
  ];
}
