/** What playbooks take from the brand: its channels and purposes, who gets no offers, who belongs to the top tiers, and how a message finds its way. */
import { any, type ChannelType, segment, tag } from 'volano';
import { type House, houseOf } from 'volano/library';
import { SHOP } from './letter.ts';
import { CARE, OFFER, reach, type Way } from './reach.ts';

const WAYS: Readonly<Partial<Record<ChannelType, Way>>> = {
  email: 'email',
  sms: 'sms',
  in_app: 'app',
  wecom_task: 'advisor',
  mp_subscription: 'mini_program',
};

export const house: House = {
  ...houseOf({
    channels: WAYS,
    purposes: { offer: OFFER.purpose, care: CARE.purpose },
    shop: SHOP,
    spared: segment('needs_service'),
    valued: any(tag('tier_platinum'), tag('tier_gold')),
  }),
  reach: (template, kind, ways) =>
    reach(
      template,
      ways.flatMap((type) => WAYS[type] ?? []),
      kind === 'offer' ? OFFER : CARE,
    ),
};
