/** Membership, advice and service, the community, and what customers tell. */
import type { EventDefinition } from 'volano';
import { event, integer, REQUIRED, sentiment, string } from './parts.ts';

const MEMBERS = 'member care';
const SERVICE = 'customer service';
const COMMUNITY = 'community team';
const LATE = '1d';
const points = integer('Points', '积分', { ...REQUIRED, min: 1 });
const communityId = string('Which community', '社群', REQUIRED);
const ticket = {
  case_id: string('Number of the case', '服务单号', REQUIRED),
  kind: string('What it is about', '类别', REQUIRED),
};
const contest = {
  contest_id: string('Number of the contest', '活动编号', REQUIRED),
  dish: string('The dish', '菜品', REQUIRED),
};

const membership: readonly EventDefinition[] = [
  event('Membership Joined', {
    owner: MEMBERS,
    name: ['Membership joined', '加入会员'],
    description: ['Somebody became a member.', '客户成为会员。'],
    properties: { program: string('Program', '会员计划', REQUIRED) },
    lateAfter: LATE,
  }),
  event('Points Earned', {
    owner: MEMBERS,
    name: ['Points earned', '获得积分'],
    description: ['Points were added to the account.', '会员账户增加积分。'],
    properties: { points, reason: string('What for', '原因', REQUIRED) },
  }),
  event('Points Redeemed', {
    owner: MEMBERS,
    name: ['Points redeemed', '兑换积分'],
    description: ['Points were given for a reward.', '会员用积分兑换权益。'],
    properties: { points, reward: string('What was given for them', '兑换内容', REQUIRED) },
  }),
  event('Device Registered', {
    owner: MEMBERS,
    name: ['Device registered', '登记设备'],
    description: ['A device was registered, with the time until it is due for replacement.', '客户登记设备及其预计使用期。'],
    properties: {
      device_id: string('Number of the device', '设备编号', { ...REQUIRED, dataClass: 'pseudonymous' }),
      device: string('What it is', '设备类型', REQUIRED),
      lasts_days: integer('How long it usually lasts', '预计使用期', { ...REQUIRED, min: 1, unit: 'd' }),
    },
  }),
  event('Referral Completed', {
    owner: MEMBERS,
    name: ['Referral completed', '完成推荐'],
    description: ['Somebody who was recommended to the brand bought for the first time.', '被推荐的好友完成首单。'],
    properties: {
      referral_id: string('Number of the referral', '推荐编号', REQUIRED),
      reward: string('What it is rewarded with', '奖励', REQUIRED),
    },
  }),
];

const service: readonly EventDefinition[] = [
  event('WeCom Contact Added', {
    owner: SERVICE,
    name: ['WeCom contact added', '添加企微好友'],
    description: ['A customer added an advisor in WeCom.', '客户添加顾问的企业微信。'],
    properties: {
      advisor_id: string('Advisor', '顾问', REQUIRED),
      scene: string('Where the QR code was', '活码位置', { ...REQUIRED, allowed: ['store_qr', 'mini_program'] }),
    },
    lateAfter: LATE,
  }),
  event('Live Chat Message Received', {
    owner: SERVICE,
    name: ['Chat message received', '收到会话消息'],
    description: [
      'A customer wrote to an advisor or to service; topic and sentiment are read from the words.',
      '客户向顾问或客服发来消息；主题和情绪由内容识别。',
    ],
    properties: {
      topic: string('Topic', '主题', { ...REQUIRED, allowed: ['delivery', 'advice', 'refund', 'gift'] }),
      sentiment,
    },
  }),
  event('Service Case Opened', {
    owner: SERVICE,
    name: ['Service case opened', '提交服务单'],
    description: ['A customer asked for help that takes more than an answer.', '客户提出需要跟进的服务请求。'],
    properties: ticket,
  }),
  event('Service Case Closed', {
    owner: SERVICE,
    name: ['Service case closed', '关闭服务单'],
    description: ['The request was settled.', '服务请求已解决。'],
    properties: ticket,
  }),
  event('Survey Answered', {
    owner: SERVICE,
    name: ['Survey answered', '回答问卷'],
    description: [
      'A survey was answered: would you recommend us (0 to 10), or service after the sale (1 to 5).',
      '客户回答问卷：推荐意愿（0 到 10）或售后满意度（1 到 5）。',
    ],
    properties: {
      topic: string('Which survey', '问卷主题', REQUIRED),
      score: integer('Score', '分数', { ...REQUIRED, min: 0, max: 10 }),
    },
  }),
];

const community: readonly EventDefinition[] = [
  event('Community Joined', {
    owner: COMMUNITY,
    name: ['Community joined', '加入社群'],
    description: ['Somebody joined a community.', '客户加入社群。'],
    properties: { community_id: communityId },
    lateAfter: LATE,
  }),
  event('Community Post Created', {
    owner: COMMUNITY,
    name: ['Community post written', '发布社群帖子'],
    description: ['Somebody wrote in a community.', '客户在社群发帖。'],
    properties: { community_id: communityId, sentiment },
    lateAfter: LATE,
  }),
  event('Community Comment Created', {
    owner: COMMUNITY,
    name: ['Community comment written', '发表社群评论'],
    description: ['Somebody answered a post.', '客户评论帖子。'],
    properties: { community_id: communityId, sentiment },
    lateAfter: LATE,
  }),
  event('Menu Vote Cast', {
    owner: COMMUNITY,
    name: ['Menu vote cast', '菜单投票'],
    description: ['Somebody voted for a dish of the members’ menu.', '客户为会员菜单的菜品投票。'],
    properties: contest,
    lateAfter: LATE,
  }),
  event('Menu Dish Submitted', {
    owner: COMMUNITY,
    name: ['Menu dish submitted', '提交菜品'],
    description: ['Somebody proposed a dish for the members’ menu.', '客户为会员菜单提交菜品。'],
    properties: contest,
    lateAfter: LATE,
  }),
];

export const relating: readonly EventDefinition[] = [...membership, ...service, ...community];
