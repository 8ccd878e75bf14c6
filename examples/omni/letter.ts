/** How the brand writes: a letter for e-mail and a line for everything else, in Chinese and English. */
import type { TemplateDefinition } from 'volano';
import { type Letter, lettersOf } from 'volano/library';

export const SHOP = 'https://shop.example.com';

/** `<id>` is the e-mail, `<id>_text` what SMS, inbox, Mini Program and advisors use. */
export const pair: (letter: Letter) => readonly TemplateDefinition[] = lettersOf(SHOP);
