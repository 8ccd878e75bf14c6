/** The showroom: a shop to be tried in the console. Its journeys answer at once, each in the way its channel is for. */
import {
  branch,
  defineJourney,
  defineTemplate,
  type JourneyDefinition,
  occurs,
  onEvent,
  property,
  type Rule,
  send,
  type TemplateDefinition,
  type Trigger,
  trait,
  waitFor,
} from 'volano';
import { SHOP } from './letter.ts';

const HERE: Rule = property('channel').is('showroom');
const heard = (event: string): Trigger => onEvent(event, { where: HERE });

/** A message that belongs to what the customer has just done: no frequency cap, no quiet hours. */
const ANSWER = { purpose: 'care', messageClass: 'transactional' } as const;
const CARE = { purpose: 'care', messageClass: 'service' } as const;

export const showroomJourneys: readonly JourneyDefinition[] = [
  defineJourney({
    id: 'showroom_sign_in',
    name: { en: 'Showroom: sign-in', zh: '体验店：登录' },
    stage: 'acquire',
    trigger: heard('Signed In'),
    reentry: 'always',
    steps: [send({ channel: 'app', template: 'showroom_welcome', ...ANSWER })],
  }),
  defineJourney({
    id: 'showroom_look',
    name: { en: 'Showroom: offer for what was looked at', zh: '体验店：浏览优惠' },
    description: { en: 'Marketing: asks for consent, keeps caps and quiet hours.', zh: '营销消息：须经同意，遵守频次上限与免打扰时段。' },
    stage: 'activate',
    trigger: heard('Product Viewed'),
    reentry: 'always',
    holdout: 0.1,
    steps: [
      branch({
        id: 'by-phone',
        when: trait('phone').present(),
        then: [send({ id: 'offer-sms', channel: 'sms', template: 'showroom_offer', purpose: 'promotions' })],
        otherwise: [send({ id: 'offer-app', channel: 'app', template: 'showroom_offer', purpose: 'promotions' })],
      }),
    ],
  }),
  defineJourney({
    id: 'showroom_cart',
    name: { en: 'Showroom: advice on the cart', zh: '体验店：加购顾问' },
    stage: 'activate',
    trigger: heard('Product Added'),
    reentry: 'always',
    steps: [send({ channel: 'app', template: 'showroom_advice', ...CARE })],
  }),
  defineJourney({
    id: 'showroom_checkout',
    name: { en: 'Showroom: help with the checkout', zh: '体验店：结算协助' },
    description: {
      en: 'A letter with a link; who follows it is answered in the app at once, and who unsubscribes is not written to again.',
      zh: '发送带链接的邮件；点击链接即在应用内回应，退订后不再发送。',
    },
    stage: 'activate',
    trigger: heard('Checkout Started'),
    reentry: 'always',
    goal: occurs('Order Completed'),
    steps: [
      branch({
        id: 'by-email',
        when: trait('email').present(),
        then: [
          send({ id: 'checkout-email', channel: 'email', template: 'showroom_checkout', ...CARE }),
          waitFor('Email Link Clicked', {
            id: 'link-followed',
            where: property('template').is('showroom_checkout'),
            timeout: '5m',
            then: [send({ id: 'checkout-hold', channel: 'app', template: 'showroom_checkout_hold', ...ANSWER })],
          }),
        ],
        otherwise: [send({ id: 'checkout-app', channel: 'app', template: 'showroom_checkout_hold', ...CARE })],
      }),
    ],
  }),
  defineJourney({
    id: 'showroom_order',
    name: { en: 'Showroom: order confirmation', zh: '体验店：订单确认' },
    stage: 'retain',
    trigger: heard('Order Completed'),
    reentry: 'always',
    steps: [
      branch({
        id: 'by-email',
        when: trait('email').present(),
        then: [send({ id: 'confirm-email', channel: 'email', template: 'showroom_confirmation', ...ANSWER })],
        otherwise: [send({ id: 'confirm-app', channel: 'app', template: 'showroom_confirmation_text', ...ANSWER })],
      }),
    ],
  }),
  defineJourney({
    id: 'showroom_refund',
    name: { en: 'Showroom: refund', zh: '体验店：退款' },
    stage: 'retain',
    trigger: heard('Order Refunded'),
    reentry: 'always',
    steps: [
      branch({
        id: 'by-mini-program',
        when: trait('openid').present(),
        then: [send({ id: 'refund-mini-program', channel: 'mini_program', template: 'showroom_refund', ...ANSWER })],
        otherwise: [send({ id: 'refund-app', channel: 'app', template: 'showroom_refund', ...ANSWER })],
      }),
    ],
  }),
  defineJourney({
    id: 'showroom_chat',
    name: { en: 'Showroom: chat', zh: '体验店：会话' },
    description: { en: 'Who is unhappy gets a person: a task for the advisor.', zh: '情绪低的客户由真人接待：给顾问派任务。' },
    stage: 'retain',
    trigger: heard('Live Chat Message Received'),
    reentry: 'always',
    steps: [
      send({ channel: 'app', template: 'showroom_greeting', ...ANSWER }),
      branch({
        id: 'unhappy',
        when: property('sentiment').lessThan(35),
        then: [send({ id: 'call-back', channel: 'advisor', template: 'showroom_call_back', ...ANSWER })],
      }),
    ],
  }),
];

const NAME = { zh: '{{ trait.name | default: "您好" }}', en: 'Hello {{ trait.name | default: "there" }}' } as const;

/** A letter with what was ordered, as mail programs like it: tables and styles in place. */
function letter(words: { readonly title: string; readonly text: string; readonly total: string; readonly foot: string }): string {
  return `<div style="margin:0;padding:24px;background:#f4f1ec;font-family:-apple-system,'Segoe UI','PingFang SC',sans-serif;color:#23272b">
<div style="max-width:520px;margin:0 auto;padding:28px;border-radius:14px;background:#ffffff">
<h1 style="margin:0 0 6px;font-size:21px">${words.title}</h1>
<p style="margin:0 0 18px;color:#5d6470">${words.text}</p>
<table style="width:100%;border-collapse:collapse;font-size:15px">
{% for product in event.products %}<tr><td style="padding:10px 0;border-top:1px solid #e8e4dc">{{ product.name }}</td>
<td style="padding:10px 0;border-top:1px solid #e8e4dc;text-align:right">¥{{ product.price }}</td></tr>{% endfor %}
<tr><td style="padding:12px 0;border-top:2px solid #0b7d69;font-weight:600">${words.total}</td>
<td style="padding:12px 0;border-top:2px solid #0b7d69;text-align:right;font-weight:600">¥{{ event.revenue }}</td></tr></table>
<p style="margin:18px 0 0;color:#8a9099;font-size:13px">${words.foot}</p></div></div>`;
}

/** A short letter with one link. */
function note(words: { readonly title: string; readonly text: string; readonly button: string; readonly path: string }): string {
  return `<div style="margin:0;padding:24px;background:#f4f1ec;font-family:-apple-system,'Segoe UI','PingFang SC',sans-serif;color:#23272b">
<div style="max-width:520px;margin:0 auto;padding:28px;border-radius:14px;background:#ffffff">
<h1 style="margin:0 0 6px;font-size:21px">${words.title}</h1>
<p style="margin:0 0 18px;color:#5d6470">${words.text}</p>
<p style="margin:0"><a href="${SHOP}${words.path}" style="display:inline-block;padding:10px 18px;border-radius:10px;background:#0b7d69;color:#ffffff;text-decoration:none">${words.button}</a></p></div></div>`;
}

export const showroomTemplates: readonly TemplateDefinition[] = [
  defineTemplate({
    id: 'showroom_welcome',
    name: { en: 'Showroom: welcome', zh: '体验店：欢迎' },
    subject: '欢迎回来',
    body: `${NAME.zh}，您的购物车、订单与偏好都在这里。`,
    locales: { en: { subject: 'Welcome back', body: `${NAME.en}, your cart, orders and wishes are here.` } },
  }),
  defineTemplate({
    id: 'showroom_offer',
    name: { en: 'Showroom: offer', zh: '体验店：优惠' },
    subject: '今日九折',
    body: '您看过的{{ event.name | default: "商品" }}今天九折，到店或线上均可使用。',
    locales: {
      en: { subject: '10% off today', body: '{{ event.name | default: "What you looked at" }} is 10% off today, in the store and online.' },
    },
  }),
  defineTemplate({
    id: 'showroom_advice',
    name: { en: 'Showroom: advice', zh: '体验店：顾问建议' },
    subject: '需要顾问帮忙吗？',
    body: `${NAME.zh}，关于{{ event.name | default: "您的选择" }}，顾问随时为您解答用法与搭配。`,
    locales: {
      en: {
        subject: 'May an advisor help?',
        body: `${NAME.en}, an advisor will gladly tell you how to use {{ event.name | default: "your choice" }} and what goes with it.`,
      },
    },
  }),
  defineTemplate({
    id: 'showroom_checkout',
    name: { en: 'Showroom: your checkout', zh: '体验店：继续结算' },
    subject: '还差一步',
    preview: '点击即可继续',
    body: note({ title: '还差一步', text: `${NAME.zh}，您的订单还在等您确认。`, button: '继续结算', path: '/checkout' }),
    locales: {
      en: {
        subject: 'One step left',
        preview: 'One tap and you are back',
        body: note({
          title: 'One step left',
          text: `${NAME.en}, your order is waiting for you.`,
          button: 'Back to the checkout',
          path: '/checkout',
        }),
      },
    },
  }),
  defineTemplate({
    id: 'showroom_checkout_hold',
    name: { en: 'Showroom: kept for you', zh: '体验店：为您保留' },
    subject: '已为您保留',
    body: `${NAME.zh}，您选的商品为您保留一小时，慢慢来。`,
    locales: { en: { subject: 'Kept for you', body: `${NAME.en}, what you chose is kept for you for an hour. Take your time.` } },
  }),
  defineTemplate({
    id: 'showroom_confirmation',
    name: { en: 'Showroom: order confirmation', zh: '体验店：订单确认' },
    subject: '订单 {{ event.order_id }} 已确认',
    preview: '我们正在为您打包',
    body: letter({ title: '谢谢您的订单', text: `${NAME.zh}，我们正在为您打包。`, total: '合计', foot: '订单号 {{ event.order_id }}' }),
    locales: {
      en: {
        subject: 'Order {{ event.order_id }} is confirmed',
        preview: 'We are packing it now',
        body: letter({
          title: 'Thank you for your order',
          text: `${NAME.en}, we are packing it now.`,
          total: 'Total',
          foot: 'Order {{ event.order_id }}',
        }),
      },
    },
  }),
  defineTemplate({
    id: 'showroom_confirmation_text',
    name: { en: 'Showroom: order confirmation, short', zh: '体验店：订单确认（短）' },
    subject: '订单已确认',
    body: '谢谢，您的订单 {{ event.order_id }}（¥{{ event.revenue }}）已收到，正在打包。',
    locales: {
      en: {
        subject: 'Order confirmed',
        body: 'Thank you. We have your order {{ event.order_id }} (¥{{ event.revenue }}) and are packing it now.',
      },
    },
  }),
  defineTemplate({
    id: 'showroom_refund',
    name: { en: 'Showroom: refund', zh: '体验店：退款' },
    subject: '退款已受理',
    body: '订单: {{ event.order_id }}\n退款: ¥{{ event.total }}\n到账: 三日内原路退回',
    locales: {
      en: {
        subject: 'Refund accepted',
        body: 'Order: {{ event.order_id }}\nRefund: ¥{{ event.total }}\nArrives: within three days',
      },
    },
  }),
  defineTemplate({
    id: 'showroom_greeting',
    name: { en: 'Showroom: chat greeting', zh: '体验店：会话问候' },
    subject: '顾问已收到',
    body: `${NAME.zh}，我们收到了您的消息，顾问几分钟内回复。`,
    locales: { en: { subject: 'We are with you', body: `${NAME.en}, we have your message. An advisor answers in a few minutes.` } },
  }),
  defineTemplate({
    id: 'showroom_call_back',
    name: { en: 'Showroom: call back', zh: '体验店：回访任务' },
    subject: '请先回访这位客户',
    body: `${NAME.zh}，很抱歉没让您满意。我是您的专属顾问，现在方便通话吗？`,
    locales: {
      en: { subject: 'Call this customer first', body: `${NAME.en}, I am sorry we let you down. I am your advisor: may I call you now?` },
    },
  }),
];
