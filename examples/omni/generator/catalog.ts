/** What the brand sells: skin, body and home care in English and Chinese, with prices in CNY cents. */

export type Language = 'en' | 'zh';

export interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly category: string;
  readonly priceCents: number;
}

interface Line {
  readonly category: string;
  readonly name: Readonly<Record<Language, string>>;
  readonly priceCents: number;
}

const LINES: readonly Line[] = [
  { category: 'cleanser', name: { en: 'Gentle cleanser', zh: '温和洁面乳' }, priceCents: 9_900 },
  { category: 'toner', name: { en: 'Balancing toner', zh: '平衡爽肤水' }, priceCents: 13_900 },
  { category: 'serum', name: { en: 'Repair serum', zh: '修护精华' }, priceCents: 29_900 },
  { category: 'cream', name: { en: 'Night cream', zh: '晚霜' }, priceCents: 25_900 },
  { category: 'mask', name: { en: 'Sheet mask, 5 pieces', zh: '面膜 5 片装' }, priceCents: 7_900 },
  { category: 'sunscreen', name: { en: 'Daily sunscreen SPF 50', zh: '日常防晒 SPF 50' }, priceCents: 15_900 },
  { category: 'body', name: { en: 'Body lotion', zh: '身体乳' }, priceCents: 11_900 },
  { category: 'hair', name: { en: 'Scalp shampoo', zh: '头皮洗发水' }, priceCents: 8_900 },
  { category: 'fragrance', name: { en: 'Eau de toilette', zh: '淡香水' }, priceCents: 45_900 },
  { category: 'home', name: { en: 'Scented candle', zh: '香薰蜡烛' }, priceCents: 19_900 },
  { category: 'tea', name: { en: 'Evening herbal tea', zh: '晚安花草茶' }, priceCents: 6_900 },
  { category: 'gift', name: { en: 'Gift set', zh: '礼盒' }, priceCents: 59_900 },
];

const EDITIONS: readonly { readonly id: string; readonly name: Readonly<Record<Language, string>>; readonly factor: number }[] = [
  { id: 'CAM', name: { en: 'Camellia', zh: '山茶' }, factor: 1 },
  { id: 'OSM', name: { en: 'Osmanthus', zh: '桂花' }, factor: 1.1 },
  { id: 'TEA', name: { en: 'White tea', zh: '白茶' }, factor: 0.9 },
  { id: 'CED', name: { en: 'Cedar', zh: '雪松' }, factor: 1.3 },
  { id: 'CIT', name: { en: 'Citrus', zh: '柑橘' }, factor: 0.8 },
];

export const CATEGORIES: readonly string[] = LINES.map((line) => line.category);

export const PRODUCTS: readonly Product[] = LINES.flatMap((line, row) =>
  EDITIONS.map((edition, column) => ({
    id: `p${String(row * EDITIONS.length + column + 1).padStart(3, '0')}`,
    sku: `${line.category.slice(0, 3).toUpperCase()}-${edition.id}`,
    name: { en: `${edition.name.en} ${line.name.en.toLowerCase()}`, zh: `${edition.name.zh}${line.name.zh}` },
    category: line.category,
    priceCents: Math.round((line.priceCents * edition.factor) / 100) * 100,
  })),
);

const BY_CATEGORY = new Map(CATEGORIES.map((category) => [category, PRODUCTS.filter((product) => product.category === category)]));

export function productsOf(category: string): readonly Product[] {
  return BY_CATEGORY.get(category) ?? [];
}
