/** What the brand takes from the library: retail-200, with its own categories, cities and names of events. Its own definitions go before those. */
import { type Category, type LibraryDefinition, retail200 } from 'volano/library';

const CATEGORIES: readonly Category[] = [
  { id: 'cleanser', name: { en: 'cleansers', zh: '洁面' } },
  { id: 'toner', name: { en: 'toners', zh: '爽肤水' } },
  { id: 'serum', name: { en: 'serums', zh: '精华' } },
  { id: 'cream', name: { en: 'creams', zh: '面霜' } },
  { id: 'mask', name: { en: 'masks', zh: '面膜' } },
  { id: 'sunscreen', name: { en: 'sunscreens', zh: '防晒' } },
  { id: 'body', name: { en: 'body care', zh: '身体护理' } },
  { id: 'hair', name: { en: 'hair care', zh: '洗护' } },
  { id: 'fragrance', name: { en: 'fragrances', zh: '香氛' } },
  { id: 'home', name: { en: 'home', zh: '家居' } },
  { id: 'tea', name: { en: 'teas', zh: '花草茶' } },
  { id: 'gift', name: { en: 'gift sets', zh: '礼盒' } },
];

const CITIES: readonly (readonly [en: string, zh: string])[] = [
  ['Shanghai', '上海'],
  ['Beijing', '北京'],
  ['Hangzhou', '杭州'],
  ['Shenzhen', '深圳'],
  ['Guangzhou', '广州'],
  ['Chengdu', '成都'],
  ['Nanjing', '南京'],
  ['Wuhan', '武汉'],
];

export const library: readonly LibraryDefinition[] = retail200({
  categories: CATEGORIES,
  cities: CITIES.map(([en, zh]) => ({ id: en.toLowerCase(), value: en, name: { en, zh } })),
  amounts: { typicalOrder: 300 },
  currentVersion: '7.4.0',
  // The door counter tells of a visit when it ends; the community votes on menus.
  events: { storeLeft: 'Store Visited', vote: 'Menu Vote Cast', submission: 'Menu Dish Submitted' },
});
