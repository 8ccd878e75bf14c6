/** What letters call a category, whose id customers should never read. */
import type { Text } from 'volano';

const WORDS: Readonly<Record<string, Text>> = {
  cleanser: { en: 'cleanser', zh: '洁面' },
  toner: { en: 'toner', zh: '爽肤水' },
  serum: { en: 'serum', zh: '精华' },
  cream: { en: 'cream', zh: '面霜' },
  mask: { en: 'masks', zh: '面膜' },
  sunscreen: { en: 'sunscreen', zh: '防晒' },
  body: { en: 'body lotion', zh: '身体护理' },
  hair: { en: 'hair care', zh: '洗发护发' },
  fragrance: { en: 'fragrance', zh: '香氛' },
  home: { en: 'home scents', zh: '家居香薰' },
  tea: { en: 'herbal tea', zh: '花草茶' },
  gift: { en: 'gift set', zh: '礼盒' },
  baby: { en: 'baby care', zh: '婴儿护理' },
  class: { en: 'cooking class', zh: '烹饪课' },
  new: { en: 'new arrival', zh: '新品' },
};

/** Prints the customer's favorite category in words; `otherwise` when there is none, or none that has words. */
export function favoriteCategory(language: keyof Text, otherwise: string): string {
  const words = Object.entries(WORDS).map(([id, word]) => `{% when "${id}" %}${word[language]}`);
  return `{% assign category = trait.favorite_category | default: "" %}{% case category %}${words.join('')}{% else %}${otherwise}{% endcase %}`;
}
