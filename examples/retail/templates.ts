/** Messages of the journeys, in English with a Chinese version. The data names no people, so nobody is addressed by name. */
import { defineTemplate, type TemplateContent, type TemplateDefinition, type Text } from 'volano';

function template(id: string, name: Text, content: { readonly en: TemplateContent; readonly zh: TemplateContent }): TemplateDefinition {
  return defineTemplate({ id, name, ...content.en, locales: { zh: content.zh } });
}

export const templates: readonly TemplateDefinition[] = [
  template(
    'welcome',
    { en: 'Welcome', zh: '欢迎' },
    {
      en: {
        subject: 'Your first order is packed',
        preview: 'Who to ask, and how',
        body: 'Invoice {{ event.invoice_no }} is on its way. Questions go straight to your account manager: just reply.',
      },
      zh: {
        subject: '您的首单已打包',
        preview: '有问题找谁',
        body: '发票 {{ event.invoice_no }} 的货物已发出。有任何问题，直接回复即可联系您的客户经理。',
      },
    },
  ),
  template(
    'how_to_order',
    { en: 'How to order', zh: '订货指南' },
    {
      en: {
        subject: 'Ordering made short',
        preview: 'Cartons, mixed boxes, dates',
        body: 'Whole cartons cost less, mixed boxes ship on Tuesdays. See https://gifts.example.com/ordering',
      },
      zh: {
        subject: '订货小贴士',
        preview: '整箱、混装与发货日',
        body: '整箱更优惠，混装每周二发货。详见 https://gifts.example.com/ordering',
      },
    },
  ),
  template(
    'after_first_order',
    { en: 'After the first order', zh: '首单关怀' },
    {
      en: {
        subject: 'How did you like {{ event.name }}?',
        body: 'Your order {{ event.invoice_no }} should have arrived by now. Reply if anything is missing.',
      },
      zh: { subject: '{{ event.name }} 还满意吗？', body: '订单 {{ event.invoice_no }} 应已送达。如有缺漏，请直接回复。' },
    },
  ),
  template(
    'second_order_offer',
    { en: 'Offer for the second order', zh: '第二单优惠' },
    {
      en: {
        subject: 'Free postage on your next order',
        body: 'You spent £{{ trait.revenue | default: 0 }} with us. Postage of your next order is on us for 14 days.',
      },
      zh: { subject: '下一单包邮', body: '您已消费 £{{ trait.revenue | default: 0 }}。14 天内下单，邮费由我们承担。' },
    },
  ),
  template(
    'win_back',
    { en: 'Win back', zh: '召回' },
    {
      en: {
        subject: 'New since your last order',
        body: 'It has been {{ trait.recency_days | default: 90 }} days. You bought {{ trait.favorite_item | default: "our gifts" }} most; see what goes with it.',
      },
      zh: {
        subject: '您上次下单以来的新品',
        body: '已有 {{ trait.recency_days | default: 90 }} 天未见。您最常购买{{ trait.favorite_item | default: "我们的礼品" }}，看看与它相配的新品。',
      },
    },
  ),
  template(
    'win_back_account',
    { en: 'Win back, key accounts', zh: '重点客户召回' },
    {
      en: {
        subject: 'A word from your account manager',
        body: 'We would like to keep serving you in {{ trait.country | default: "your country" }}. May we call you this week?',
      },
      zh: {
        subject: '客户经理来信',
        body: '我们希望继续在{{ trait.country | default: "您所在的地区" }}为您服务。本周方便通话吗？',
      },
    },
  ),
  template(
    'thanks',
    { en: 'Thank you', zh: '感谢' },
    {
      en: { subject: 'Thank you', body: 'You are one of our best customers this quarter. The preview of the next season is yours first.' },
      zh: { subject: '谢谢您', body: '您是本季度最重要的客户之一，下一季预览请您先睹为快。' },
    },
  ),
  template(
    'cancelled',
    { en: 'After a cancellation', zh: '取消后跟进' },
    {
      en: {
        subject: 'Your cancellation is done',
        body: 'We have credited invoice {{ event.invoice_no }}. If something was wrong with the goods, one line is enough.',
      },
      zh: { subject: '取消已办理', body: '发票 {{ event.invoice_no }} 已退款。若货品有问题，回复一句即可。' },
    },
  ),
];
