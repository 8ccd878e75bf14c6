/** A person's year with the brand: visits, purchases and drop-out, the second world, the day it is linked, and what follows an order. */

import { followOrder } from './aftermath.ts';
import type { Order } from './basket.ts';
import type { Arrival, Channel } from './call.ts';
import { contactIds, type Identity, identifiersOn, linkingIdentifiers, newIdentity, worldOf } from './identity.ts';
import { type Person, timeZoneOf, type World } from './person.ts';
import { HORIZON_DAYS, momentOn, SEASON_MAX, seasonFactor } from './season.ts';
import { Sender } from './sender.ts';
import { sellInStore, uploadDelayMs } from './store.ts';
import { makeVisit, type Outcome } from './visit.ts';

/** Plans something for a later day of the year; days beyond it are dropped. */
export type Plan = (day: number, task: (day: number) => void) => void;

export interface LifeOptions {
  readonly plan: Plan;
  readonly out: (arrival: Arrival) => void;
  /** How much later than in 2025 everything happens, ms. */
  readonly shiftMs: number;
}

const HOUR_MS = 3_600_000;

export class Life {
  readonly person: Person;
  private readonly sender: Sender;
  private readonly plan: Plan;
  private orders = 0;
  /** Until they have left for good. */
  alive = true;
  private secondSeen = false;

  constructor(person: Person, { plan, out, shiftMs }: LifeOptions) {
    this.person = person;
    this.plan = plan;
    this.sender = new Sender(newIdentity(person), out, { shiftMs });
  }

  get identity(): Identity {
    return this.sender.identity;
  }

  begin(day: number): void {
    const outcome = (['look', 'cart', 'checkout', 'order'] as const)[this.person.random.weighted([50, 12, 8, 30])]!;
    if (this.person.home === 'store' || outcome === 'order') this.purchase(day);
    else {
      this.look(day, outcome);
      this.planPurchase(day, 4);
    }
    this.planVisit(day);
  }

  private planPurchase(day: number, eagerness: number): void {
    const next = this.nextDay(day, this.person.purchasesPerDay * eagerness);
    this.plan(next, (then) => this.purchase(then));
  }

  private planVisit(day: number): void {
    const next = this.nextDay(day, this.person.visitsPerDay);
    this.plan(next, (then) => {
      if (!this.alive && this.person.random.chance(0.8)) return;
      const outcome: Outcome = (['look', 'cart', 'checkout'] as const)[this.person.random.weighted([66, 20, 14])]!;
      this.look(then, outcome);
      this.planVisit(then);
    });
  }

  /** The next day of a process with this rate on an ordinary day, thinned by the season. */
  private nextDay(day: number, rate: number): number {
    const { random } = this.person;
    for (let next = day + 1; ; next += random.exponential(1 / (rate * SEASON_MAX))) {
      if (next >= HORIZON_DAYS) return HORIZON_DAYS;
      if (next > day + 1 && random.next() * SEASON_MAX < seasonFactor(Math.floor(next))) return Math.floor(next);
    }
  }

  private look(day: number, outcome: Exclude<Outcome, 'order'>): void {
    const channel = this.channelOn(day);
    // Somebody who only looks around in a store leaves no trace.
    if (channel === 'store') return;
    const { random } = this.person;
    this.arriveIn(channel, day);
    const start = momentOn(day, 'online', random);
    if (random.chance(0.12)) this.register(channel, start - 20_000, 500);
    makeVisit(this.sender, { channel, start, outcome, signedIn: random.chance(0.7), serial: 0 });
  }

  private purchase(day: number): void {
    const channel = this.channelOn(day);
    this.arriveIn(channel, day);
    const sale = channel === 'store' ? this.buyInStore(day) : this.buyOnline(channel, day);
    followOrder({ sender: this.sender, plan: this.plan, channel, day, time: sale.time, order: sale.order });
    if (this.person.random.chance(this.person.dropOut)) this.alive = false;
    else this.planPurchase(day, 1);
  }

  private buyInStore(day: number): { order: Order; time: number } {
    const time = momentOn(day, 'store', this.person.random);
    const delayMs = uploadDelayMs(this.sender);
    this.register('store', time - 60_000, delayMs);
    return { order: sellInStore(this.sender, { time, serial: this.nextSerial(), delayMs }), time };
  }

  private buyOnline(channel: 'web' | 'app' | 'mini_program', day: number): { order: Order; time: number } {
    const { random } = this.person;
    let start = momentOn(day, 'online', random);
    if (random.chance(0.25)) {
      makeVisit(this.sender, {
        channel,
        start,
        outcome: random.chance(0.5) ? 'cart' : 'checkout',
        signedIn: random.chance(0.7),
        serial: 0,
      });
      start += random.whole(3 * HOUR_MS, 20 * HOUR_MS);
    }
    this.register(channel, start - 20_000, 500);
    return makeVisit(this.sender, { channel, start, outcome: 'order', signedIn: true, serial: this.nextSerial() })!;
  }

  private nextSerial(): number {
    this.orders += 1;
    return this.orders;
  }

  /** The first registration in a world says who the customer is, and asks for consent. */
  private register(channel: Exclude<Channel, 'wecom'>, time: number, delayMs: number): void {
    const { identity } = this.sender;
    const world = worldOf(channel);
    if (identity.joined.has(world)) return;
    identity.joined.add(world);
    const contact = contactIds(identity, channel);
    const here = identifiersOn(identity, channel, true);
    const { name, city, birthday, language, allowsPromotions } = this.person;
    const locale = language === 'zh' ? 'zh-CN' : 'en-US';
    const openid = here.externalIds?.filter(({ type }) => type === 'openid') ?? [];
    this.sender.send({
      channel,
      time,
      delayMs,
      event: 'identify',
      type: 'identify',
      identifiers: { ...here, externalIds: [...(here.externalIds ?? []), ...contact] },
      traits: {
        name,
        city,
        birthday,
        locale,
        timezone: timeZoneOf(this.person),
        ...Object.fromEntries([...contact, ...openid].map(({ type, id }) => [type, id])),
      },
      consent: { promotions: allowsPromotions, care: true },
    });
    // Some sales assistants forget to ask whether somebody wants to join.
    if (channel === 'store' && this.person.index % 11 === 0) return;
    this.sender.send({
      channel,
      time: time + 1_000,
      delayMs,
      event: 'Membership Joined',
      properties: { program: 'Omni Club' },
      signedIn: true,
    });
  }

  private channelOn(day: number): Exclude<Channel, 'wecom'> {
    const { person } = this;
    const open = person.second !== undefined && day >= person.joins + person.secondAfterDays;
    const world: World = open && person.random.chance(0.45) ? person.second! : person.home;
    if (world !== 'online') return world;
    return person.random.chance(person.prefersApp ? 0.75 : 0.08) ? 'app' : 'web';
  }

  /** Renews the browser's cookie now and then; the first time in the second world plans the day on which it is linked. */
  private arriveIn(channel: Exclude<Channel, 'wecom'>, day: number): void {
    const { identity } = this.sender;
    if (channel === 'web' && this.person.random.chance(0.06)) identity.cookie += 1;
    if (this.secondSeen || worldOf(channel) !== this.person.second) return;
    this.secondSeen = true;
    if (!this.person.random.chance(0.85)) return;
    this.plan(day + this.person.linkAfterDays, (then) => {
      this.sender.send({
        channel,
        time: momentOn(then, channel === 'store' ? 'store' : 'online', this.person.random),
        event: 'identify',
        type: 'identify',
        identifiers: linkingIdentifiers(identity, channel),
        traits: { phone: this.person.phone },
      });
      identity.linked = true;
    });
  }
}
