/**
 * What messages truly do to people: the part of the world that no engine sees, and that the report must find out.
 *
 * E1. A message that is seen multiplies the rate at which its reader orders, for some days; never the other way round.
 * E2. What it leads to comes on top of the orders that would have come anyway, and takes nothing from them: with and without the message
 *     the rest of a life is the same, so the true effect of a journey is the difference that its messages made.
 * E3. How much differs by segment, and fades with the messages that came lately; so does the patience with them.
 * E4. What follows a refund has no effect on orders at all.
 */
import type { Coupon } from './basket.ts';
import type { Person } from './person.ts';

/** A survey about something, or the dish of the month. */
export type Question = 'refund' | 'after_sales' | 'menu';

/** `boost`: how many times the reader's own rate of orders is added; `days`: for how long. */
interface Effect {
  readonly boost: number;
  readonly days: number;
  /** What an order because of it is paid with. */
  readonly coupon?: Coupon;
  /** What it asks about. */
  readonly asks?: Question;
}

const NONE: Effect = { boost: 0, days: 1 };

/** By template; the short form of a message does what its letter does. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  cart_reminder: { boost: 5, days: 2 },
  checkout_help: { boost: 7, days: 2 },
  cart_last_call: { boost: 4, days: 2 },
  welcome: { boost: 4, days: 5 },
  welcome_favorites: { boost: 4, days: 5 },
  how_to_use: { boost: 1, days: 7 },
  second_order: { boost: 4, days: 7 },
  miss_you: { boost: 6, days: 6 },
  miss_you_gold: { boost: 4, days: 10 },
  birthday_gift: { boost: 2, days: 10 },
  class_recipe: { boost: 1.5, days: 7 },
  trial_invitation: { boost: 3, days: 5 },
  thanks: { boost: 0.6, days: 7 },
  care_coupon: { boost: 2.5, days: 7, coupon: { code: 'CARE30', cents: 3_000, fromCents: 9_900 } },
  large_cart: { boost: 3, days: 5 },
  browse_reminder: { boost: 1.5, days: 4 },
  same_category: { boost: 1, days: 6 },
  favorite_reminder: { boost: 2.5, days: 4 },
  cancel_help: { boost: 2, days: 3 },
  member_day: { boost: 1.5, days: 3 },
  birthday_vip: { boost: 2.5, days: 10 },
  value_benefit: { boost: 3, days: 8, coupon: { code: 'FRIEND80', cents: 8_000, fromCents: 30_000 } },
  companion: { boost: 2.5, days: 8 },
  device_check: { boost: 0.5, days: 7 },
  device_offer: { boost: 2, days: 10 },
  experience_session: { boost: 4, days: 10 },
  menu_winner: { boost: 1, days: 7 },
  launch_dry: { boost: 1.5, days: 6 },
  launch_humid: { boost: 1.5, days: 6 },
  launch_mild: { boost: 1, days: 6 },
  refund_survey: { boost: 0, days: 1, asks: 'refund' },
  after_sales_survey: { boost: 0, days: 1, asks: 'after_sales' },
  menu_invitation: { boost: 0, days: 1, asks: 'menu' },
};

/** How likely a message is looked at, by channel. */
const SEEN: Readonly<Record<string, number>> = { sms: 0.85, advisor: 0.8, mini_program: 0.6, app: 0.55, email: 0.4 };
const CLICK_SHARE = 0.08;
const ANSWER_SHARE = 0.5;
const FATIGUE_DAYS = 14;
const FATIGUE = 0.85;
const UNSUBSCRIBE = 0.004;
/** Nobody reads more than so many orders a day out of a message. */
const RATE_MAX = 0.08;
/** How much of their rate is left in those who have dropped out. */
const DROPPED_OUT = 0.35;

/** What somebody makes of a message. */
export interface Inclination {
  /** Probability of looking at it at all. */
  readonly seen: number;
  /** Of those who look: of an order because of it, within so many days. */
  readonly order: number;
  readonly days: number;
  /** Of those who look: of a click without an order; of having enough of all offers. */
  readonly click: number;
  readonly unsubscribe: number;
  /** Of those who look: of an answer to what it asks. */
  readonly answer: number;
  readonly asks: Question | undefined;
  readonly coupon: Coupon | undefined;
}

export interface Reading {
  readonly template: string;
  readonly channel: string;
  /** Whether it is an offer; nobody unsubscribes from a service. */
  readonly offer: boolean;
  /** Messages of the last two weeks, this one not counted. */
  readonly lately: number;
  readonly alive: boolean;
}

export function inclinationOf(person: Person, { template, channel, offer, lately, alive }: Reading): Inclination {
  const { boost, days, asks, coupon } = EFFECTS[template.replace(/_text$/, '')] ?? NONE;
  const tired = FATIGUE ** lately;
  const rate = Math.min(person.purchasesPerDay, RATE_MAX) * (alive ? 1 : DROPPED_OUT);
  return {
    seen: (SEEN[channel] ?? 0.5) * Math.sqrt(tired),
    order: 1 - Math.exp(-rate * boost * days * segmentFactor(person) * tired),
    days,
    answer: asks === undefined ? 0 : ANSWER_SHARE * tired,
    asks,
    coupon,
    click: CLICK_SHARE * tired,
    unsubscribe: offer ? Math.min(0.2, UNSUBSCRIBE * (1 + (lately * lately) / 4)) : 0,
  };
}

/** Messages count as recent for so long, ms. */
export const LATELY_MS: number = FATIGUE_DAYS * 86_400_000;

/** Readers of a screen are moved more than customers of a store; those abroad at home less. */
function segmentFactor({ home, prefersApp, language }: Person): number {
  return (home === 'store' ? 0.6 : prefersApp ? 1.3 : 1) * (language === 'en' ? 0.7 : 1);
}
