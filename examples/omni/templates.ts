/** Messages of the journeys. Chinese unless the customer's locale is English. */
import type { TemplateDefinition } from 'volano';
import { HELLO } from 'volano/library';
import { favoriteCategory } from './categories.ts';
import { pair } from './letter.ts';

const cart: readonly TemplateDefinition[] = [
  ...pair({
    id: 'cart_reminder',
    name: { en: 'Cart reminder', zh: '购物车提醒' },
    path: '/cart',
    zh: {
      subject: '您看中的商品还在',
      preview: '购物车为您保留着',
      text: `${HELLO.zh}您选的{{ event.name | default: "商品" }}还在购物车里。`,
      button: '去看看',
    },
    en: {
      subject: 'Still thinking it over?',
      preview: 'Your cart is waiting',
      text: `${HELLO.en}{{ event.name | default: "your choice" }} is still in your cart.`,
      button: 'Back to the cart',
    },
  }),
  ...pair({
    id: 'checkout_help',
    name: { en: 'Help with the checkout', zh: '结算帮助' },
    path: '/checkout',
    zh: {
      subject: '付款遇到问题了吗？',
      preview: '还差一步',
      text: '还差一步，{{ event.name | default: "心仪的商品" }}就是您的了。如有问题，请直接回复。',
      button: '继续付款',
    },
    en: {
      subject: 'Can we help with your order?',
      preview: 'One step left',
      text: 'One step left and {{ event.name | default: "it" }} is yours. Just reply if something went wrong.',
      button: 'Finish the order',
    },
  }),
  ...pair({
    id: 'cart_last_call',
    name: { en: 'Cart, last call', zh: '购物车最后提醒' },
    path: '/cart',
    zh: {
      subject: '再为您保留一天',
      preview: '之后将释放库存',
      text: '我们为您把{{ event.name | default: "商品" }}再保留一天。',
      button: '去下单',
    },
    en: {
      subject: 'One more day',
      preview: 'Then it goes back on the shelf',
      text: 'We keep {{ event.name | default: "your choice" }} for you one more day.',
      button: 'Order now',
    },
  }),
];

const relation: readonly TemplateDefinition[] = [
  ...pair({
    id: 'welcome',
    name: { en: 'Welcome', zh: '欢迎入会' },
    path: '/new',
    zh: { subject: '欢迎加入 Omni', preview: '会员第一份礼物', text: `${HELLO.zh}欢迎加入 Omni Club，首单包邮已到账。`, button: '挑一件' },
    en: {
      subject: 'Welcome to Omni',
      preview: 'A first gift for members',
      text: `${HELLO.en}welcome to the Omni Club: shipping of your first order is on us.`,
      button: 'Have a look',
    },
  }),
  ...pair({
    id: 'welcome_favorites',
    name: { en: 'What members like', zh: '会员最爱' },
    path: '/best',
    zh: { subject: '会员最爱的五件', preview: '从这里开始', text: '不知从哪开始？这五件会员回购最多。', button: '看看' },
    en: {
      subject: 'Five that members buy again',
      preview: 'A place to start',
      text: 'These five are bought again most often.',
      button: 'Show me',
    },
  }),
  ...pair({
    id: 'how_to_use',
    name: { en: 'How to use it', zh: '使用指南' },
    path: '/care',
    zh: {
      subject: '三个小建议',
      preview: '让它更好用',
      text: `关于${favoriteCategory('zh', '您的商品')}的三个小建议，送给您。`,
      button: '查看',
    },
    en: {
      subject: 'Three small tips',
      preview: 'Get more out of it',
      text: `Three small tips for your ${favoriteCategory('en', 'purchase')}.`,
      button: 'Read them',
    },
  }),
  ...pair({
    id: 'second_order',
    name: { en: 'Idea for the second order', zh: '第二单推荐' },
    path: '/for-you',
    zh: {
      subject: '为您挑选',
      preview: '新一季已到',
      text: `喜欢${favoriteCategory('zh', '上次的商品')}？新一季已到。`,
      button: '看新品',
    },
    en: {
      subject: 'Picked for you',
      preview: 'The new season is here',
      text: `If you like ${favoriteCategory('en', 'your first choice')}, the new season is here.`,
      button: 'See what is new',
    },
  }),
  ...pair({
    id: 'miss_you',
    name: { en: 'We miss you', zh: '好久不见' },
    path: '/new',
    zh: {
      subject: '好久不见',
      preview: '来看看新品吧',
      text: `${HELLO.zh}距您上次下单已 {{ trait.days_since_order | default: 60 }} 天，来看看新品吧。`,
      button: '看新品',
    },
    en: {
      subject: 'It has been a while',
      preview: 'Come and see what is new',
      text: `${HELLO.en}it has been {{ trait.days_since_order | default: 60 }} days. Come and see what is new.`,
      button: 'See what is new',
    },
  }),
  ...pair({
    id: 'miss_you_gold',
    name: { en: 'We miss you, for top tiers', zh: '好久不见（高等级）' },
    path: '/gift',
    zh: {
      subject: '一份小样礼包',
      preview: '到店或在线领取',
      text: '您的专属顾问为您准备了一份小样礼包，到店或在线领取。',
      button: '领取',
    },
    en: {
      subject: 'A gift of samples',
      preview: 'In the store or online',
      text: 'Your advisor has a gift of samples for you, in the store or online.',
      button: 'Collect it',
    },
  }),
  ...pair({
    id: 'thanks',
    name: { en: 'Thanks for high value', zh: '高价值感谢' },
    path: '/club',
    zh: { subject: '谢谢您', preview: '新品优先体验', text: `${HELLO.zh}谢谢您的信任，下一季新品请您先试。`, button: '预约体验' },
    en: {
      subject: 'Thank you',
      preview: 'The next season is yours first',
      text: `${HELLO.en}thank you for your trust. The next season is yours to try first.`,
      button: 'Book a trial',
    },
  }),
];

const service: readonly TemplateDefinition[] = [];

const occasions: readonly TemplateDefinition[] = [
  ...pair({
    id: 'class_recipe',
    name: { en: 'Recipe after a class', zh: '课后配方' },
    path: '/recipes',
    zh: { subject: '今天的配方', preview: '在家再做一次', text: '今天课上的配方和用料，在家再做一次。', button: '看配方' },
    en: {
      subject: 'The recipe of today',
      preview: 'Once more at home',
      text: 'The recipe of your class and what it takes, for your own kitchen.',
      button: 'Cook it',
    },
  }),
];

export const templates: readonly TemplateDefinition[] = [...cart, ...relation, ...service, ...occasions];
