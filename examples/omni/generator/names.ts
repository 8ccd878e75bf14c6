/** Invented people, cities and stores. Phone numbers use a prefix that no operator has given out; mail goes to example.com. */
import type { Language } from './catalog.ts';
import type { Random } from './random.ts';

const FAMILY: readonly (readonly [zh: string, en: string])[] = [
  ['王', 'Wang'],
  ['李', 'Li'],
  ['张', 'Zhang'],
  ['刘', 'Liu'],
  ['陈', 'Chen'],
  ['杨', 'Yang'],
  ['赵', 'Zhao'],
  ['黄', 'Huang'],
  ['周', 'Zhou'],
  ['吴', 'Wu'],
  ['徐', 'Xu'],
  ['孙', 'Sun'],
  ['林', 'Lin'],
  ['何', 'He'],
];
const GIVEN_ZH = ['芳', '敏', '静', '磊', '洋', '艳', '勇', '娟', '涛', '明', '超', '雨桐', '子涵', '欣怡', '浩然', '思远', '一诺', '梓萱'];
const GIVEN_EN = ['Emma', 'Noah', 'Olivia', 'Liam', 'Ava', 'Lucas', 'Mia', 'Ethan', 'Sofia', 'Leo', 'Grace', 'Oscar', 'Ruby', 'Hugo'];

export const CITIES: readonly { readonly name: string; readonly weight: number }[] = [
  { name: 'Shanghai', weight: 24 },
  { name: 'Beijing', weight: 16 },
  { name: 'Hangzhou', weight: 13 },
  { name: 'Shenzhen', weight: 13 },
  { name: 'Guangzhou', weight: 11 },
  { name: 'Chengdu', weight: 10 },
  { name: 'Nanjing', weight: 7 },
  { name: 'Wuhan', weight: 6 },
];
export const STORES: readonly { readonly id: string; readonly city: string }[] = CITIES.flatMap(({ name }, row) =>
  [1, 2].map((number) => ({ id: `S${String(row * 2 + number).padStart(2, '0')}`, city: name })),
);

export const DISHES: Readonly<Record<Language, readonly string[]>> = {
  en: ['Noodles', 'Dumplings', 'Osmanthus cake', 'Congee'],
  zh: ['葱油面', '鲜肉饺', '桂花糕', '皮蛋粥'],
};
export const DEVICES: Readonly<Record<Language, readonly string[]>> = {
  en: ['steam facial', 'LED mask', 'aroma diffuser'],
  zh: ['蒸脸仪', '光子面罩', '香薰机'],
};

export const ADVISORS: readonly string[] = Array.from({ length: 12 }, (_, i) => `advisor-${String(i + 1).padStart(2, '0')}`);
export const SEARCHES: Readonly<Record<Language, readonly string[]>> = {
  en: ['gift', 'dry skin', 'sunscreen', 'candle', 'travel size'],
  zh: ['礼盒', '干皮', '防晒', '香薰', '旅行装'],
};

export function drawName(language: Language, random: Random): string {
  const family = random.pick(FAMILY);
  return language === 'zh' ? `${family[0]}${random.pick(GIVEN_ZH)}` : `${random.pick(GIVEN_EN)} ${family[1]}`;
}

/** +86 100 and eight digits: 100 is no mobile prefix. Unique per person. */
export function phoneOf(person: number): string {
  return `+86100${String(10_000_000 + person * 7).slice(-8)}`;
}
