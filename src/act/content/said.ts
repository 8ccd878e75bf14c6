/** What is wrong with content, in both languages. */
import { type Said, type Saying, sayingWith } from '../../base/index.ts';
import { CONTENT_ZH } from './said-zh.ts';

/** What is wrong, as a template literal after it says in English. */
export const said: Saying = sayingWith(CONTENT_ZH);

/** liquidjs says what is wrong in English; in Chinese it is said here. */
export function liquidSaid(message: string): Said {
  const [place, line, column] = /, line:(\d+), col:(\d+)$/.exec(message) ?? [];
  const bare = place === undefined ? message : message.slice(0, -place.length);
  const text = sentenceOf(bare);
  return { en: message, zh: (place === undefined ? text : said`${text}, line ${line!}, column ${column!}`).zh };
}

function sentenceOf(message: string): Said {
  for (const [pattern, say] of SENTENCES) {
    const found = pattern.exec(message);
    if (found) return say(found[1] ?? '');
  }
  return said`Liquid: ${message}`;
}

const SENTENCES: readonly (readonly [pattern: RegExp, say: (what: string) => Said])[] = [
  [/^undefined filter: (.+)$/s, (name) => said`there is no filter "${name}"`],
  [/^tag "(.+)" not found$/s, (name) => said`there is no tag "${name}"`],
  [/^tag (.+) not closed$/s, (tag) => said`${tag} is not closed`],
  [/^output "(.+)" not closed$/s, (output) => said`${output} is not closed`],
  [/^illegal tag: (.+)$/s, (tag) => said`${tag} is written wrongly`],
  [/^invalid value expression: /, () => said`a value is missing or cannot be read`],
];
