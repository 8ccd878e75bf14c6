/** Community: members, authors, voters, sharers, referrers. */
import { all, any, event, not, type TagDefinition, tag, trait } from '../../../define/index.ts';
import { type Shop, tagsOf } from '../shop.ts';

export function communityTags(shop: Shop): readonly TagDefinition[] {
  return [...members(shop), ...posts(shop), ...parts(shop)];
}

function members(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'community');
  const { events } = shop;
  return [
    make(['member', 'Community member', '社群成员', 'Has joined the community.', '已加入社群。'], trait('community_since').present()),
    make(
      ['new_member', 'New in the community', '社群新成员', 'Joined the community in the last 30 days.', '近 30 天加入社群。'],
      trait('community_since').withinLast('30d'),
    ),
    make(
      ['voice', 'Voice of the community', '社群活跃', 'Two posts or more in 30 days.', '近 30 天发言两次以上。'],
      trait('posts_30d').atLeast(2),
      { contradicts: ['community_silent'] },
    ),
    make(['author', 'Author', '社群作者', 'Ten posts or more.', '累计发言十次以上。'], trait('posts').atLeast(10)),
    make(
      ['regular_author', 'Posts every month', '每月发言', 'Posted in each of the last three months but one.', '近三个月至少两个月发言。'],
      event(events.post).performedRegularly({ unit: 'month', of: 3, atLeast: 2 }),
    ),
    make(
      [
        'silent',
        'Silent member',
        '社群潜水',
        'In the community for 30 days and never posted in the last 60.',
        '加入社群满 30 天，近 60 天未发言。',
      ],
      all(trait('community_since').beforeLast('30d'), event(events.post).notPerformed({ within: { last: '60d' } })),
    ),
    make(
      ['positive', 'Positive posts', '正向发言', 'Posts sound positive on average.', '发言平均情绪积极。'],
      trait('post_sentiment').atLeast(65),
    ),
    make(
      ['negative', 'Negative posts', '负向发言', 'Posts sound negative on average.', '发言平均情绪消极。'],
      trait('post_sentiment').lessThan(55),
      { contradicts: ['community_positive'] },
    ),
    make(['commenter', 'Comments', '社群评论', 'Has commented twice or more.', '评论两次以上。'], trait('comments').atLeast(2)),
    make(
      ['commenter_now', 'Comments now', '近期评论', 'Commented in the last 30 days.', '近 30 天评论过。'],
      trait('comments_30d').greaterThan(0),
    ),
  ];
}

function posts(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'community');
  const { events } = shop;
  return [
    make(
      ['helper', 'Helps others', '热心成员', 'Comments more than posting.', '评论多于发言。'],
      trait('comments_over_posts').greaterThan(0),
    ),
    make(['voter', 'Votes', '投票成员', 'Has voted.', '参与过投票。'], trait('votes').atLeast(1)),
    make(
      ['voted_lately', 'Voted lately', '近期投票', 'Voted in this or the previous quarter.', '本季或上季参与投票。'],
      any(event(events.vote).performed({ within: { this: 'quarter' } }), event(events.vote).performed({ within: { previous: 'quarter' } })),
    ),
    make(
      ['co_creator', 'Co-creator', '共创者', 'Has handed in a contest entry.', '提交过参赛作品。'],
      event(events.submission).performed(),
    ),
    make(
      ['voter_not_author', 'Votes, does not post', '只投票不发言', 'Votes, and has not posted for 30 days.', '参与投票，近 30 天未发言。'],
      all(trait('votes').atLeast(1), trait('posts_30d').is(0)),
    ),
    make(
      [
        'participant',
        'Takes part',
        '高参与度',
        'Five contributions or more: posts, comments, votes, entries.',
        '发言、评论、投票、参赛合计五次以上。',
      ],
      trait('participation').atLeast(5),
      { contradicts: ['community_outsider'] },
    ),
    make(
      ['outsider', 'Not in the community', '未入社群', 'Ordered, never joined the community nor took part.', '已购，未加入社群也未参与。'],
      all(trait('orders').atLeast(1), trait('community_since').missing(), trait('participation').is(0)),
    ),
    make(['sharer', 'Shares products', '分享达人', 'Shared products twice or more.', '分享商品两次以上。'], trait('shares').atLeast(2)),
    make(
      ['sharer_now', 'Shares now', '近期分享', 'Shared a product in the last 30 days.', '近 30 天分享商品。'],
      trait('shares_30d').atLeast(1),
    ),
    make(['referrer', 'Referrer', '推荐人', 'Has brought a customer.', '成功推荐过新客。'], trait('referred_customers').is(1)),
    make(
      ['top_referrer', 'Top referrer', '超级推荐人', 'Has brought two customers or more.', '成功推荐两位以上新客。'],
      trait('referred_customers').atLeast(2),
    ),
  ];
}

function parts(shop: Shop): readonly TagDefinition[] {
  const make = tagsOf(shop, 'community');
  const { events } = shop;
  return [
    make(
      ['referrer_now', 'Referred lately', '近期推荐', 'Brought a customer in the last 60 days.', '近 60 天成功推荐。'],
      trait('last_referral_at').withinLast('60d'),
    ),
    make(
      [
        'share_then_refer',
        'Sharing works',
        '分享带新',
        'Shared a product and brought a customer within 30 days; in the last year.',
        '近一年分享后 30 天内带来新客。',
      ],
      event(events.share).performedThen(events.referral, { within: '30d', last: '365d' }),
    ),
    make(
      ['social_top', 'Social score at the top', '社交分最高档', 'Social score 5 among those who take part.', '参与客户中社交分为 5。'],
      trait('rfm_s').is(5),
      { contradicts: ['community_outsider'] },
    ),
    make(
      [
        'extended_top',
        'Extended RFM at the top',
        '扩展 RFM 高分',
        'Extended RFM (R + F + M + B + S) of 18 or more.',
        '扩展 RFM（R+F+M+B+S）18 以上。',
      ],
      trait('rfm_extended').atLeast(18),
      { contradicts: ['stage_lost'] },
    ),
    make(
      [
        'quiet_champion',
        'Buys much, says nothing',
        '高购买低参与',
        'Recency, frequency and monetary scores of 12 in all, no social score.',
        'RFM 总分 12 以上，无社交分。',
      ],
      all(trait('rfm_total').atLeast(12), trait('rfm_s').missing()),
    ),
    make(
      [
        'loud_not_buying',
        'Talks, does not buy',
        '高参与低购买',
        'Takes part, and has not ordered in the last 90 days.',
        '参与社群，近 90 天未下单。',
      ],
      all(tag('community_participant'), not(trait('last_order_at').withinLast('90d'))),
    ),
  ];
}
