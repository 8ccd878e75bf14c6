/** What the scenarios' journeys say. Chinese unless the customer's locale is English. */
import type { TemplateDefinition, Text } from 'volano';
import { HELLO, pair } from '../letter.ts';

const buying: readonly TemplateDefinition[] = [
  ...pair({
    id: 'care_coupon',
    name: { en: 'Care and a coupon after the first order', zh: '首单关怀与优惠券' },
    path: '/coupon/CARE30',
    zh: {
      subject: '用得还好吗？送您一张券',
      preview: '满 99 减 30',
      text: `${HELLO.zh}用得还好吗？下一单满 99 元减 30，优惠码 CARE30。`,
      button: '领取优惠券',
    },
    en: {
      subject: 'How do you like it? A coupon for you',
      preview: '¥30 off the next order',
      text: `${HELLO.en}how do you like it so far? ¥30 off your next order with the code CARE30.`,
      button: 'Take the coupon',
    },
  }),
  ...pair({
    id: 'large_cart',
    name: { en: 'Large cart', zh: '大额购物车' },
    path: '/cart',
    zh: {
      subject: '需要再想想？',
      preview: '顾问为您算一算',
      text: `${HELLO.zh}您购物车里约 ¥{{ trait.cart_total | default: 500 }} 的商品还在，顾问为您看看怎样搭配更划算。`,
      button: '打开购物车',
    },
    en: {
      subject: 'Still thinking?',
      preview: 'An advisor does the sums',
      text: `${HELLO.en}your cart of about ¥{{ trait.cart_total | default: 500 }} is still here. An advisor will gladly see what goes together.`,
      button: 'Open the cart',
    },
  }),
  ...pair({
    id: 'browse_reminder',
    name: { en: 'Looked and left', zh: '浏览提醒' },
    path: '/for-you',
    zh: { subject: '您看过的好物', preview: '看看大家怎么说', text: '您最近看过的商品，看看用过的人怎么说。', button: '看评价' },
    en: {
      subject: 'What you looked at',
      preview: 'What others say',
      text: 'What you have been looking at, and what others say about it.',
      button: 'Read reviews',
    },
  }),
  ...pair({
    id: 'same_category',
    name: { en: 'Goes with the last order', zh: '同品类推荐' },
    path: '/goes-with',
    zh: {
      subject: '与它更配',
      preview: '同系列本周九折',
      text: '与{{ event.products[0].name | default: "您的商品" }}同系列的搭配，本周九折。',
      button: '看搭配',
    },
    en: {
      subject: 'It goes with this',
      preview: '10% off the same line this week',
      text: 'What goes with {{ event.products[0].name | default: "your last order" }}: 10% off this week.',
      button: 'See what goes with it',
    },
  }),
  ...pair({
    id: 'favorite_reminder',
    name: { en: 'On your wish list', zh: '收藏提醒' },
    path: '/wishes',
    zh: {
      subject: '您收藏的还有货',
      preview: '库存不多',
      text: '您收藏的{{ event.name | default: "商品" }}还有货，库存不多。',
      button: '去看看',
    },
    en: {
      subject: 'Still in stock',
      preview: 'A few are left',
      text: '{{ event.name | default: "Your wish" }} is still in stock; a few are left.',
      button: 'Have a look',
    },
  }),
  ...pair({
    id: 'cancel_help',
    name: { en: 'After a cancelled order', zh: '取消订单关怀' },
    path: '/help',
    zh: {
      subject: '订单已取消',
      preview: '哪里可以做得更好？',
      text: `${HELLO.zh}订单 {{ event.order_id | default: "" }} 已取消。如需改地址、换规格，直接回复即可。`,
      button: '联系我们',
    },
    en: {
      subject: 'Your order is cancelled',
      preview: 'What was in the way?',
      text: `${HELLO.en}order {{ event.order_id | default: "" }} is cancelled. Another address, another size? Just reply.`,
      button: 'Write to us',
    },
  }),
];

const value: readonly TemplateDefinition[] = [
  ...pair({
    id: 'member_day',
    name: { en: 'Member day', zh: '会员日' },
    path: '/member-day',
    zh: {
      subject: '今天是会员日',
      preview: '双倍积分',
      text: `${HELLO.zh}今天会员日双倍积分。您有 {{ trait.points | default: 0 }} 积分，可换小样与课程。`,
      button: '兑换积分',
    },
    en: {
      subject: 'It is member day',
      preview: 'Double points',
      text: `${HELLO.en}double points today. You have {{ trait.points | default: 0 }} to spend on samples and classes.`,
      button: 'Spend points',
    },
  }),
  ...pair({
    id: 'birthday_vip',
    name: { en: 'Birthday gift, top tiers', zh: '贵宾生日礼' },
    path: '/gift/vip',
    zh: {
      subject: '为您备了一份生日礼',
      preview: '由顾问亲自送上',
      text: `${HELLO.zh}生日月快乐！顾问为您备了一份正装礼盒，到店或寄送都可以。`,
      button: '预约领取',
    },
    en: {
      subject: 'A gift for your birthday',
      preview: 'From your advisor',
      text: `${HELLO.en}happy birthday month! Your advisor has a full-size gift for you, in the store or by mail.`,
      button: 'Choose how',
    },
  }),
  ...pair({
    id: 'value_benefit',
    name: { en: 'Benefit when value falls', zh: '专属权益' },
    path: '/benefit',
    zh: {
      subject: '一份专属权益',
      preview: '为老朋友准备',
      text: `${HELLO.zh}为老朋友准备的专属权益：免费皮肤检测与 80 元券，本月有效。`,
      button: '领取权益',
    },
    en: {
      subject: 'A benefit for old friends',
      preview: 'This month',
      text: `${HELLO.en}for old friends: a free skin check and ¥80 off, this month.`,
      button: 'Take it',
    },
  }),
  ...pair({
    id: 'companion',
    name: { en: 'Companion of a large order', zh: '高客单搭配' },
    path: '/companion',
    zh: { subject: '让它用得更久', preview: '顾问的搭配建议', text: '用了一个月，感觉如何？顾问为您准备了补充搭配。', button: '看建议' },
    en: {
      subject: 'To make it last',
      preview: 'What your advisor suggests',
      text: 'A month in: how is it? Your advisor suggests what completes it.',
      button: 'See it',
    },
  }),
  ...pair({
    id: 'device_check',
    name: { en: 'Check-up of a device', zh: '设备检测' },
    path: '/device/check',
    zh: {
      subject: '设备免费检测',
      preview: '距建议置换还有半年',
      text: '您的{{ trait.device | default: "设备" }}距建议置换还有半年，可预约免费检测。',
      button: '预约检测',
    },
    en: {
      subject: 'A free check-up',
      preview: 'Half a year to go',
      text: 'Half a year until your {{ trait.device | default: "device" }} should be replaced: a check-up is free.',
      button: 'Book it',
    },
  }),
  ...pair({
    id: 'device_offer',
    name: { en: 'Replacement of a device', zh: '设备置换' },
    path: '/device/new',
    zh: {
      subject: '以旧换新',
      preview: '提前两个月',
      text: '您的{{ trait.device | default: "设备" }}即将到期，以旧换新优惠为您预留。',
      button: '看新款',
    },
    en: {
      subject: 'Old for new',
      preview: 'Two months ahead',
      text: 'Your {{ trait.device | default: "device" }} is nearly due: a trade-in is set aside for you.',
      button: 'See the new one',
    },
  }),
];

const relation: readonly TemplateDefinition[] = [
  ...pair({
    id: 'after_sales_survey',
    name: { en: 'After-sales survey', zh: '售后满意度问卷' },
    path: '/survey/after-sales',
    zh: { subject: '这次售后您满意吗？', preview: '一个问题', text: '1 到 5 分，这次售后您打几分？', button: '打分' },
    en: { subject: 'How was our service?', preview: 'One question', text: 'From 1 to 5: how was our service this time?', button: 'Answer' },
  }),
  ...pair({
    id: 'after_sales_call',
    name: { en: 'Call after a poor score', zh: '售后不满意回访' },
    path: '/help',
    zh: { subject: '我们想当面道歉', preview: '顾问会联系您', text: '抱歉没让您满意，顾问将在一个工作日内联系您。', button: '选择时间' },
    en: {
      subject: 'We are sorry',
      preview: 'An advisor will call',
      text: 'We are sorry. An advisor will call you within a working day.',
      button: 'Choose a time',
    },
  }),
  ...pair({
    id: 'experience_session',
    name: { en: 'Invitation to try before buying', zh: '体验邀约' },
    path: '/experience',
    zh: { subject: '先体验，再决定', preview: '一对一体验课', text: '您关心的问题，来门店一对一体验，先用再决定。', button: '预约体验' },
    en: {
      subject: 'Try first, decide later',
      preview: 'One to one',
      text: 'You asked; come and try it, one to one, before you decide.',
      button: 'Book a session',
    },
  }),
  ...pair({
    id: 'menu_invitation',
    name: { en: 'Invitation to vote', zh: '菜单投票邀请' },
    path: '/menu',
    zh: {
      subject: '下月菜单由您定',
      preview: '投一票，或交一道菜',
      text: '社群菜单共创开始了：投一票，或交上您的拿手菜。',
      button: '去投票',
    },
    en: {
      subject: 'Next month’s menu is yours',
      preview: 'A vote, or a dish of your own',
      text: 'The menu contest is open: vote, or hand in a dish of your own.',
      button: 'Vote',
    },
  }),
  ...pair({
    id: 'menu_vote',
    name: { en: 'Thanks for the vote', zh: '感谢投票' },
    path: '/menu',
    zh: {
      subject: '投票已收到',
      preview: '两周后公布',
      text: '您投给{{ trait.voted_for | default: "它" }}的一票已收到，两周后公布结果。',
      button: '看榜单',
    },
    en: {
      subject: 'Your vote counts',
      preview: 'Two weeks to go',
      text: 'Your vote for {{ trait.voted_for | default: "it" }} counts. The result comes in two weeks.',
      button: 'See the list',
    },
  }),
  ...pair({
    id: 'menu_winner',
    name: { en: 'The dish that won', zh: '获胜菜品' },
    path: '/menu/winner',
    zh: { subject: '结果揭晓', preview: '到店尝一尝', text: '大家投出的菜品已上菜单，凭投票记录到店尝鲜。', button: '看结果' },
    en: {
      subject: 'The menu is decided',
      preview: 'Come and taste it',
      text: 'What you all voted for is on the menu: come and taste it.',
      button: 'See the winner',
    },
  }),
  ...launch('launch_dry', {
    name: { en: 'Launch, dry climate', zh: '新品首发（干燥地区）' },
    zh: ['干燥季的第一层保湿', '{{ trait.city }}空气干，新修护霜锁水一整天'],
    en: ['Moisture for dry days', 'The air in {{ trait.city }} is dry: our new cream keeps skin moist all day'],
  }),
  ...launch('launch_humid', {
    name: { en: 'Launch, humid climate', zh: '新品首发（潮热地区）' },
    zh: ['潮热天也清爽', '{{ trait.city }}潮热，新凝露轻薄不黏'],
    en: ['Light on humid days', 'It is humid in {{ trait.city }}: our new gel is light and never sticky'],
  }),
  ...launch('launch_mild', {
    name: { en: 'Launch, mild climate', zh: '新品首发（温和地区）' },
    zh: ['新品首发', '{{ trait.city | default: "您所在城市" }}门店已到新修护系列'],
    en: ['New today', 'The new repair line has come to {{ trait.city | default: "your city" }}'],
  }),
];

interface LaunchWords {
  readonly name: Text;
  /** Subject and text. */
  readonly zh: readonly [string, string];
  readonly en: readonly [string, string];
}

/** The same launch, told for a climate. */
function launch(id: string, { name, zh, en }: LaunchWords): readonly TemplateDefinition[] {
  return pair({
    id,
    name,
    path: '/new/repair',
    zh: { subject: zh[0], preview: '今天首发', text: `${zh[1]}。`, button: '看新品' },
    en: { subject: en[0], preview: 'Out today', text: `${en[1]}.`, button: 'See it' },
  });
}

export const scenarioTemplates: readonly TemplateDefinition[] = [...buying, ...value, ...relation];
