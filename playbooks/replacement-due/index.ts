/** The replacement cycle of a device is due, up to 6 months ahead. */
import { type Definition, defineJourney, defineTrait, occurs, onDate, wait } from 'volano';
import type { House, Playbook } from 'volano/library';

export const replacementDue: Playbook = {
  id: 'replacement-due',
  name: { en: 'Time for a new device', zh: '设备置换周期' },
  summary: {
    en: 'Half a year before a device should be replaced a free check-up, two months before it an offer. A new device ends it.',
    zh: '建议置换前半年提供免费检测，前两个月提供置换优惠。登记新设备即退出。',
  },
  adapt: {
    en: 'Who tells the date: the shop, from the purchase and the cycle of the product; a prediction will do as well.',
    zh: '置换日期的来源：由商城按购买日期与产品周期给出，也可来自预测。',
  },
  definitions: (house) => [
    defineTrait({ id: 'replacement_due', name: { en: 'Device is to be replaced', zh: '设备置换日期' }, type: 'string' }),
    defineTrait({ id: 'device', name: { en: 'Device', zh: '设备' }, type: 'string' }),
    defineJourney({
      id: 'replacement_due',
      name: { en: 'Time for a new device', zh: '设备置换周期' },
      description: { en: 'Half a year ahead a check-up, two months ahead an offer.', zh: '提前半年检测，提前两个月置换优惠。' },
      stage: 'repurchase',
      trigger: onDate('replacement_due', { every: 'once', daysBefore: 180, at: '10:00' }),
      reentry: 'once',
      exits: [occurs('Device Registered')],
      holdout: 0.2,
      kpi: { metric: 'click_rate', target: 0.15, within: '180d' },
      steps: [
        house.reach('device_check', 'care', ['wecom_task', 'mp_subscription', 'email', 'in_app']),
        wait('120d', { id: 'until-two-months-ahead' }),
        house.reach('device_offer', 'offer', ['wecom_task', 'mp_subscription', 'email', 'in_app']),
        wait('60d', { id: 'time-to-replace' }),
      ],
    }),
    ...content(house),
  ],
};

function content(house: House): readonly Definition[] {
  return [
    house.letter({
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
    house.letter({
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
  ].flat();
}
