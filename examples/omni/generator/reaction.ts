/** What people do about messages: look, click, order, have enough. Each reaction has randomness of its own, so a life without it is the same life. */
import { refund } from './aftermath.ts';
import type { Coupon, Order } from './basket.ts';
import type { Arrival } from './call.ts';
import { codeIn } from './codes.ts';
import { inclinationOf, LATELY_MS, type Question } from './effects.ts';
import type { Life, Plan } from './life.ts';
import { type LinkVisit, linksIn, type Message, recipientOf } from './mail.ts';
import { DISHES } from './names.ts';
import type { World as Part } from './person.ts';
import { Random } from './random.ts';
import { contestOf, DAY_MS, YEAR_FROM, ZONE_OFFSET_MS } from './season.ts';
import { Sender } from './sender.ts';
import { sellInStore, uploadDelayMs } from './store.ts';
import { makeVisit } from './visit.ts';

/** An order that would not have been without a message: the truth about its journey. */
export interface CausedOrder {
  readonly order: string;
  readonly message: string;
  readonly journey: string;
  readonly step: string;
  readonly person: number;
  readonly revenue: number;
}

export interface ReactionsOptions {
  readonly seed: string;
  readonly lifeOf: (person: number) => Life | undefined;
  readonly plan: Plan;
  readonly out: (arrival: Arrival) => void;
  readonly visit: (visit: LinkVisit) => void;
  /** Local time minus the year of the generator, ms. */
  readonly shiftMs: number;
}

const HOUR_MS = 3_600_000;
/** Orders because of messages are numbered apart from the others. */
const FIRST_SERIAL = 600;

interface Mailbox {
  readonly received: number[];
  /** How often the same step has written; with it every reception has a name that does not depend on anybody else. */
  readonly steps: Map<string, number>;
  orders: number;
  calls: number;
}

export class Reactions {
  readonly caused: Map<string, CausedOrder> = new Map();
  private readonly options: ReactionsOptions;
  private readonly mailboxes = new Map<number, Mailbox>();

  constructor(options: ReactionsOptions) {
    this.options = options;
  }

  /** `now`: nothing that follows lies before it, ms. */
  receive(message: Message, now: number): void {
    const recipient = recipientOf(message);
    const life = recipient && this.options.lifeOf(recipient.person);
    if (!life) return;
    const mailbox = this.mailboxOf(recipient.person);
    const name = `${message.journey}/${message.step}`;
    const count = (mailbox.steps.get(name) ?? 0) + 1;
    mailbox.steps.set(name, count);
    const lately = mailbox.received.filter((at) => at > message.at - LATELY_MS).length;
    mailbox.received.push(message.at);
    const random = new Random(`${this.options.seed}/reaction/${recipient.person}/${name}/${count}`);
    const { template, channel, purpose } = message;
    const { person, alive } = life;
    const inclination = inclinationOf(person, { template, channel, offer: purpose === 'promotions', lately, alive });
    // All is drawn before anything is decided: what one draw comes to moves no other.
    const draws = { seen: random.next(), act: random.next(), delay: random.next(), tired: random.next() };
    if (draws.seen >= inclination.seen) return;
    const links = linksIn(message.body);
    const opened = Math.max(now, message.at + random.whole(20_000, 5 * HOUR_MS));
    if (links.open !== undefined) this.options.visit({ at: opened, method: 'GET', url: links.open });
    const orders = draws.act < inclination.order;
    if ((orders || draws.act < inclination.order + inclination.click) && links.click !== undefined) {
      this.options.visit({ at: opened + 10_000, method: 'GET', url: links.click });
    }
    const coupon = inclination.coupon && { ...inclination.coupon, code: codeIn(message.body, inclination.coupon.code) };
    const context = { life, mailbox, random, part: recipient.part, message, coupon };
    const { asks } = inclination;
    if (asks && random.chance(inclination.answer)) this.answer(context, { asks, time: opened + 60_000 });
    if (orders) this.order(context, opened + 60_000 + Math.floor(draws.delay ** 2 * inclination.days * DAY_MS));
    if (draws.tired < inclination.unsubscribe) this.unsubscribe(context, opened + 30_000, links.unsubscribe);
  }

  private order({ life, mailbox, random, part, message, coupon }: Context, start: number): void {
    const sender = this.senderOf(life, mailbox, random);
    const serial = FIRST_SERIAL + ++mailbox.orders;
    const world = part === 'home' ? life.person.home : part;
    const made =
      world === 'store'
        ? this.buyInStore(sender, { start: start - this.options.shiftMs, serial, coupon })
        : makeVisit(sender, {
            channel: world === 'mini_program' ? world : random.chance(life.person.prefersApp ? 0.75 : 0.08) ? 'app' : 'web',
            start: start - this.options.shiftMs,
            outcome: 'order',
            signedIn: true,
            serial,
            coupon,
          })!;
    const { order, time } = made;
    const { id, journey, step } = message;
    const revenue = order.revenueCents / 100;
    this.caused.set(order.id, { order: order.id, message: id, journey, step, person: life.person.index, revenue });
    if (!random.chance(0.07)) return;
    const day = Math.floor((time - YEAR_FROM) / DAY_MS);
    const channel = channelIn(world);
    const after = { sender, plan: this.options.plan, channel, day, time, order } as const;
    this.options.plan(day + random.whole(1, 20), (then) => refund(after, then));
  }

  /** Stores are open from ten to nine. */
  private buyInStore(sender: Sender, { start, serial, coupon }: Buying): { readonly order: Order; readonly time: number } {
    const { random } = sender.identity.person;
    const midnight = start - ((start + ZONE_OFFSET_MS) % DAY_MS);
    const soonest = start - midnight < 20 * HOUR_MS ? midnight : midnight + DAY_MS;
    const time = Math.max(start, soonest + random.whole(10 * HOUR_MS, 21 * HOUR_MS));
    const delayMs = uploadDelayMs(sender);
    return { order: sellInStore(sender, { time, serial, delayMs, coupon }), time };
  }

  /** Says how it was, from 1 to 5, and most are content; or which dish they like. */
  private answer({ life, mailbox, random, part }: Context, { asks, time }: { readonly asks: Question; readonly time: number }): void {
    const about =
      asks === 'menu'
        ? {
            contest_id: contestOf(new Date(time + ZONE_OFFSET_MS).toISOString()),
            dish: random.pick(DISHES[life.person.language]),
          }
        : { topic: asks, score: [5, 4, 3, 2, 1][random.weighted([44, 24, 12, 12, 8])]! };
    this.senderOf(life, mailbox, random).send({
      channel: channelIn(part === 'home' ? life.person.home : part),
      time: time - this.options.shiftMs,
      event: asks === 'menu' ? 'Menu Vote Cast' : 'Survey Answered',
      signedIn: true,
      properties: about,
    });
  }

  private unsubscribe({ life, mailbox, random, part }: Context, time: number, url: string | undefined): void {
    if (url !== undefined) {
      this.options.visit({ at: time, method: 'POST', url });
      return;
    }
    this.senderOf(life, mailbox, random).send({
      channel: channelIn(part === 'home' ? life.person.home : part),
      time: time - this.options.shiftMs,
      event: 'Consent Preference Updated',
      signedIn: true,
      consent: { promotions: false, care: true },
    });
  }

  /** Speaks for the same person, from randomness and under numbers of its own. */
  private senderOf(life: Life, mailbox: Mailbox, random: Random): Sender {
    mailbox.calls += 1;
    const identity = { ...life.identity, person: { ...life.person, random } };
    return new Sender(identity, this.options.out, { shiftMs: this.options.shiftMs, prefix: `r${mailbox.calls}` });
  }

  private mailboxOf(person: number): Mailbox {
    const known = this.mailboxes.get(person);
    if (known) return known;
    const mailbox: Mailbox = { received: [], steps: new Map(), orders: 0, calls: 0 };
    this.mailboxes.set(person, mailbox);
    return mailbox;
  }
}

interface Context {
  readonly life: Life;
  readonly mailbox: Mailbox;
  readonly random: Random;
  readonly part: Part | 'home';
  readonly message: Message;
  readonly coupon: Coupon | undefined;
}

interface Buying {
  readonly start: number;
  readonly serial: number;
  readonly coupon: Coupon | undefined;
}

function channelIn(world: Part): 'web' | 'mini_program' | 'store' {
  return world === 'online' ? 'web' : world;
}
