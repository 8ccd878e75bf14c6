/** What customers tell, how they are served, and social dimensions: posts, comments, votes, participation, shares, referred customers. */
import { formula, property, type TraitDefinition } from '../../../define/index.ts';
import type { Shop } from '../shop.ts';
import { computed, declared, of } from './maker.ts';

const QUARTER = { window: { last: '90d' } } as const;
const MONTH = { window: { last: '30d' } } as const;

export function relationTraits(shop: Shop): readonly TraitDefinition[] {
  return [...told(), ...membership(shop), ...service(shop), ...social(shop)];
}

function told(): readonly TraitDefinition[] {
  return [
    declared(['city', 'City', '城市'], 'string'),
    declared(['birthday', 'Birthday', '生日'], 'string'),
    declared(['locale', 'Locale', '语言'], 'string'),
    declared(['timezone', 'Time zone', '时区'], 'string'),
    declared(['phone', 'Phone number', '手机号'], 'string'),
    declared(['email', 'E-mail address', '邮箱'], 'string'),
    declared(['openid', 'Mini Program openid', '小程序 openid'], 'string'),
    declared(['advisor', 'Advisor', '专属顾问'], 'string'),
    declared(['due_date', 'Child is due', '预产期'], 'string'),
    declared(['declared_need', 'Declared need', '声明需求'], 'string'),
    declared(['device', 'Device', '设备'], 'string'),
    declared(['replacement_due', 'Device is to be replaced', '设备置换日期'], 'string'),
  ];
}

function membership({ events, properties }: Shop): readonly TraitDefinition[] {
  return [
    of(events.joined, ['member_since', 'Member since', '入会时间'], { aggregate: 'first' }),
    of(events.pointsEarned, ['points_earned', 'Points earned', '累计积分'], { aggregate: 'sum', property: properties.points }),
    of(events.pointsEarned, ['last_points_at', 'Points earned last', '最近获得积分'], { aggregate: 'last' }),
    of(events.pointsSpent, ['points_spent', 'Points spent', '已用积分'], { aggregate: 'sum', property: properties.points }),
    computed(['points', 'Points', '积分余额'], formula.subtract(formula.coalesce('points_earned', 0), formula.coalesce('points_spent', 0))),
    of(events.classAttended, ['classes', 'Classes attended', '参加课程次数'], { aggregate: 'count' }),
    of(events.contact, ['wecom_since', 'WeCom contact since', '添加企微时间'], { aggregate: 'first' }),
  ];
}

function service({ events, properties, words }: Shop): readonly TraitDefinition[] {
  const { topic, sentiment, rating, score, kind } = properties;
  const about = (what: string) => ({ where: property(topic).is(what) });
  return [
    of(events.chat, ['chats_30d', 'Chat messages, last 30 days', '近 30 天会话消息数'], { aggregate: 'count', ...MONTH }),
    of(events.chat, ['sentiment', 'Mean sentiment', '平均情绪'], { aggregate: 'average', property: sentiment }),
    of(events.chat, ['last_sentiment', 'Sentiment of the last chat', '最近会话情绪'], { aggregate: 'last', property: sentiment }),
    of(events.chat, ['chat_topic', 'Topic of the last chat', '最近会话主题'], { aggregate: 'last', property: topic }),
    of(events.chat, ['consultations_90d', 'Questions for advice, last 90 days', '近 90 天咨询次数'], {
      aggregate: 'count',
      ...about(words.advice),
      ...QUARTER,
    }),
    of(events.caseOpened, ['cases', 'Service cases', '服务工单数'], { aggregate: 'count' }),
    of(events.caseOpened, ['cases_90d', 'Service cases, last 90 days', '近 90 天服务工单数'], { aggregate: 'count', ...QUARTER }),
    of(events.caseOpened, ['case_kinds', 'Kinds of service cases', '工单类型'], { aggregate: 'distinct_list', property: kind }),
    of(events.caseOpened, ['last_case_kind', 'Kind of the last service case', '最近工单类型'], { aggregate: 'last', property: kind }),
    of(events.caseClosed, ['last_case_closed_at', 'Last service case closed', '最近工单关闭时间'], { aggregate: 'last' }),
    of(events.survey, ['nps', 'Last NPS answer, 0 to 10', '最近 NPS 评分 0 到 10'], {
      aggregate: 'last',
      property: score,
      ...about(words.nps),
    }),
    of(events.survey, ['after_sales_score', 'Last after-sales score, 1 to 5', '最近售后评分 1 到 5'], {
      aggregate: 'last',
      property: score,
      ...about(words.csat),
    }),
    of(events.survey, ['surveys', 'Surveys answered', '回答问卷数'], { aggregate: 'count' }),
    of(events.review, ['reviews', 'Reviews', '评价数'], { aggregate: 'count' }),
    of(events.review, ['mean_rating', 'Mean rating', '平均评分'], { aggregate: 'average', property: rating }),
    of(events.review, ['lowest_rating_90d', 'Lowest rating, last 90 days', '近 90 天最低评分'], {
      aggregate: 'min',
      property: rating,
      ...QUARTER,
    }),
  ];
}

function social({ events, properties }: Shop): readonly TraitDefinition[] {
  return [
    of(events.communityJoined, ['community_since', 'In the community since', '加入社群时间'], { aggregate: 'first' }),
    of(events.post, ['posts', 'Community posts', '社群发言数'], { aggregate: 'count' }),
    of(events.post, ['posts_30d', 'Community posts, last 30 days', '近 30 天社群发言'], { aggregate: 'count', ...MONTH }),
    of(events.post, ['last_post_at', 'Last community post', '最近社群发言'], { aggregate: 'last' }),
    of(events.post, ['post_sentiment', 'Mean sentiment of posts', '社群发言平均情绪'], {
      aggregate: 'average',
      property: properties.sentiment,
    }),
    of(events.comment, ['comments', 'Community comments', '社群评论数'], { aggregate: 'count' }),
    of(events.comment, ['comments_30d', 'Community comments, last 30 days', '近 30 天社群评论'], { aggregate: 'count', ...MONTH }),
    of(events.vote, ['votes', 'Votes', '投票次数'], { aggregate: 'count' }),
    of(events.submission, ['submissions', 'Contest entries', '参赛作品数'], { aggregate: 'count' }),
    of(events.share, ['shares', 'Products shared', '分享次数'], { aggregate: 'count' }),
    of(events.share, ['shares_30d', 'Products shared, last 30 days', '近 30 天分享次数'], { aggregate: 'count', ...MONTH }),
    of(events.referral, ['referred_customers', 'Referred customers', '推荐新客数'], { aggregate: 'count' }),
    of(events.referral, ['last_referral_at', 'Last referral', '最近推荐时间'], { aggregate: 'last' }),
    computed(
      ['participation', 'Participation: posts, comments, votes, entries', '参与度：发言、评论、投票、参赛'],
      formula.add('posts', 'comments', 'votes', 'submissions'),
    ),
  ];
}
