/**
 * Who a person is and how they buy: purchases at a gamma-distributed personal rate, drop-out after each purchase with a beta-distributed
 * personal probability (BG/NBD), baskets around a gamma-distributed personal mean (Gamma-Gamma).
 */
import { CATEGORIES, type Language } from './catalog.ts';
import { CITIES, drawName, phoneOf } from './names.ts';
import { Random } from './random.ts';
import { DAYS, SEASON_MAX, seasonFactor } from './season.ts';

/** A part of the brand with identifiers of its own. */
export type World = 'online' | 'mini_program' | 'store';
export const WORLDS: readonly World[] = ['online', 'mini_program', 'store'];

export interface Person {
  readonly index: number;
  readonly random: Random;
  readonly language: Language;
  readonly name: string;
  readonly city: string;
  readonly birthday: string;
  readonly phone: string;
  readonly email: string | undefined;
  readonly prefersApp: boolean;
  readonly allowsPromotions: boolean;
  readonly purchasesPerDay: number;
  readonly visitsPerDay: number;
  /** Probability of leaving for good after a purchase. */
  readonly dropOut: number;
  readonly basketCents: number;
  readonly favorites: readonly number[];
  /** Where they start, where they turn up later as a stranger (if at all), and how many days later the two are recognised as one. */
  readonly home: World;
  readonly second: World | undefined;
  readonly secondAfterDays: number;
  readonly linkAfterDays: number;
  readonly joins: number;
}

const RATE_SHAPE = 0.9;
const RATE_DAYS = 45;
const DROP_OUT_A = 0.8;
const DROP_OUT_B = 3.2;
const BASKET_SHAPE = 3.7;
const BASKET_MEAN_CENTS = 36_000;

export function drawPerson(seed: string, index: number): Person {
  const random = new Random(`${seed}/person/${index}`);
  const language: Language = random.chance(0.85) ? 'zh' : 'en';
  const home = WORLDS[random.weighted([45, 25, 30])]!;
  const purchasesPerDay = random.gamma(RATE_SHAPE, RATE_DAYS);
  return {
    index,
    random,
    language,
    name: drawName(language, random),
    city: CITIES[random.weighted(CITIES.map((city) => city.weight))]!.name,
    birthday: `${random.whole(1960, 2006)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`,
    phone: phoneOf(index),
    email: random.chance(0.7) ? `customer${index}@example.com` : undefined,
    prefersApp: random.chance(0.45),
    allowsPromotions: random.chance(0.72),
    purchasesPerDay,
    visitsPerDay: purchasesPerDay * random.between(0.6, 1.9) + 0.01,
    dropOut: random.beta(DROP_OUT_A, DROP_OUT_B),
    basketCents: Math.round((BASKET_MEAN_CENTS * (BASKET_SHAPE - 1)) / random.gamma(BASKET_SHAPE, 1)),
    favorites: CATEGORIES.map(() => random.gamma(0.6, 1)),
    home,
    second: random.chance(0.7) ? random.pick(WORLDS.filter((world) => world !== home)) : undefined,
    secondAfterDays: random.whole(2, 60),
    linkAfterDays: random.whole(16, 90),
    joins: joinDay(seed, index),
  };
}

/** The day on which somebody first turns up: a third are there from the first weeks, the others come with the season. */
export function joinDay(seed: string, index: number): number {
  const random = new Random(`${seed}/join/${index}`);
  if (random.chance(0.4)) return random.whole(0, 45);
  for (;;) {
    const day = random.whole(0, DAYS - 1);
    if (random.next() * SEASON_MAX < seasonFactor(day)) return day;
  }
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** Some visitors from abroad keep the clock of home. */
export function timeZoneOf({ language, index }: Person): string {
  return language === 'en' && index % 5 === 0 ? 'Europe/London' : 'Asia/Shanghai';
}
