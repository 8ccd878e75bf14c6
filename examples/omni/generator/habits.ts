/**
 * What some people do beside shopping: expecting a child, cooking classes, store visits, the community, new products, asking without buying.
 * Each habit has randomness of its own, so that it moves nothing else in a life.
 */
import type { Channel } from './call.ts';
import type { Doing } from './doing.ts';
import type { Life, Plan } from './life.ts';
import { DISHES, STORES } from './names.ts';
import { changeMind, collectPoints, needRepair, ownDevice } from './occasions.ts';
import { Random } from './random.ts';
import { contestOf, DAY_MS, momentOn, YEAR_FROM } from './season.ts';
import { Sender } from './sender.ts';
import { answer, read, talkAndShare } from './social.ts';

export interface HabitOptions {
  readonly seed: string;
  readonly plan: Plan;
  readonly out: ConstructorParameters<typeof Sender>[1];
  readonly shiftMs: number;
}

/** Share of people, and what they do from the day on which they first turn up. */
const HABITS: readonly { readonly share: number; readonly live: (doing: Doing) => void }[] = [
  { share: 0.08, live: expectChild },
  { share: 0.07, live: cook },
  { share: 0.25, live: comeBy },
  { share: 0.1, live: shareInCommunity },
  { share: 0.08, live: loveTheNew },
  { share: 0.07, live: askWithoutEnd },
  { share: 0.08, live: collectPoints },
  { share: 0.04, live: changeMind },
  { share: 0.1, live: needRepair },
  { share: 0.05, live: ownDevice },
  { share: 0.07, live: talkAndShare },
  { share: 0.12, live: read },
  { share: 0.08, live: answer },
];

export function liveHabits(life: Life, from: number, { seed, plan, out, shiftMs }: HabitOptions): void {
  HABITS.forEach(({ share, live }, number) => {
    const random = new Random(`${seed}/habit/${number}/${life.person.index}`);
    if (!random.chance(share)) return;
    // Who they are known as is read when they do it: they may register between.
    const shadow = { ...life.person, random };
    const identity = Object.create(life.identity, { person: { value: shadow } }) as typeof life.identity;
    const sender = new Sender(identity, out, { shiftMs, prefix: `h${number}-` });
    const { home, prefersApp, city, language } = life.person;
    const channel: Channel = home === 'online' ? (prefersApp ? 'app' : 'web') : home;
    const timeOn = (day: number): number => momentOn(day, channel === 'store' ? 'store' : 'online', random);
    live({
      random,
      plan,
      from,
      index: life.person.index,
      city,
      language,
      // Noon, where no offset of a zone makes it another day.
      dateOf: (day) => new Date(YEAR_FROM + (day + 0.5) * DAY_MS + shiftMs).toISOString().slice(0, 10),
      isHome: (part) => home === part,
      say: (day, event, properties) => sender.send({ channel, time: timeOn(day), event, properties, signedIn: true }),
      consent: (day, given) =>
        sender.send({ channel, time: timeOn(day), event: 'Consent Preference Updated', consent: given, signedIn: true }),
      tell: (day, traits) => sender.send({ channel, time: timeOn(day), event: 'identify', type: 'identify', traits, signedIn: true }),
    });
  });
}

/** Tells the shop when the child is due, and looks at what it needs. */
function expectChild({ random, plan, from, language, dateOf, say, tell }: Doing): void {
  plan(from + random.whole(3, 60), (day) => {
    tell(day, { due_date: dateOf(day + random.whole(30, 200)), declared_need: 'mother_and_baby' });
    const about = { product_id: 'baby-lotion', name: { en: 'Baby lotion', zh: '婴儿润肤乳' }[language], category: 'baby', price: 99 };
    for (let next = day + 2; next < day + 150; next += random.whole(6, 25)) {
      plan(next, (then) => say(then, 'Product Viewed', about));
    }
  });
}

/** Books a cooking or home class every month or two, and mostly comes. */
function cook({ random, plan, from, city, say }: Doing): void {
  const store = STORES.find((one) => one.city === city)?.id ?? 'S01';
  const book = (day: number): void => {
    const class_id = `class-${day}-${store}`;
    const about = { class_id, topic: random.pick(['baking', 'tea', 'table', 'soup']), store_id: store };
    say(day, 'Class Booked', about);
    if (random.chance(0.8)) plan(day + random.whole(3, 10), (then) => say(then, 'Class Attended', about));
    plan(day + random.whole(25, 70), book);
  };
  plan(from + random.whole(1, 50), book);
}

/** Walks into the store, is noticed at the door, and stays a while; buying is another matter. */
function comeBy({ random, plan, from, city, isHome, say }: Doing): void {
  if (!isHome('store')) return;
  const store = STORES.find((one) => one.city === city)?.id ?? 'S01';
  // Some know what they want, some take their time.
  const meanSeconds = random.pick([420, 900, 1_500]);
  const visit = (day: number): void => {
    say(day, 'Store Visited', { store_id: store, dwell_seconds: Math.round(random.gamma(2, 2 / meanSeconds)) });
    plan(day + random.whole(5, 40), visit);
  };
  plan(from + random.whole(0, 20), visit);
}

/** Joins the community and writes now and then; takes part in a menu contest every few months, with a vote or a dish of their own. */
function shareInCommunity({ random, plan, from, index, language, dateOf, say }: Doing): void {
  plan(from + random.whole(1, 30), (joined) => {
    say(joined, 'Community Joined', { community_id: 'kitchen' });
    const write = (day: number): void => {
      say(day, 'Community Post Created', { community_id: 'kitchen', sentiment: random.whole(30, 100) });
      // Some have said what they had to say after two months.
      if (index % 4 !== 0 || day < joined + 60) plan(day + random.whole(4, 30), write);
    };
    plan(joined + random.whole(1, 15), write);
    const takePart = (day: number): void => {
      const about = { contest_id: contestOf(dateOf(day)), dish: random.pick(DISHES[language]) };
      say(day, random.chance(0.3) ? 'Menu Dish Submitted' : 'Menu Vote Cast', about);
      plan(day + random.whole(60, 150), takePart);
    };
    plan(joined + random.whole(5, 60), takePart);
  });
}

/** Looks at a new product three times within days and puts it on the list. */
function loveTheNew({ random, plan, from, language, say }: Doing): void {
  const look = (first: number): void => {
    const name = { en: 'New arrival', zh: '本月新品' }[language];
    const about = { product_id: `new-${Math.floor(first / 30)}`, name, category: 'new', price: 299, is_new: true };
    for (let time = 0; time < 3; time++) plan(first + time, (day) => say(day, 'Product Viewed', about));
    if (random.chance(0.6)) plan(first + 3, (day) => say(day, 'Product Added to Wishlist', about));
    plan(first + random.whole(30, 75), look);
  };
  plan(from + random.whole(1, 40), look);
}

/** Asks for advice again and again, and mostly agrees to be written to: answers are what they are after. */
function askWithoutEnd({ random, plan, from, say, consent }: Doing): void {
  const ask = (day: number): void => {
    for (let time = 0; time < 5; time++) {
      plan(day + time, (then) => say(then, 'Live Chat Message Received', { topic: 'advice', sentiment: random.whole(45, 90) }));
    }
    plan(day + random.whole(15, 35), ask);
  };
  plan(from + random.whole(1, 6), (day) => {
    consent(day, { promotions: random.chance(0.8), care: true });
    ask(day);
  });
}
