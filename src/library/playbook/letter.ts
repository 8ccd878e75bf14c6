/** One message in Chinese and English: a letter for e-mail, and a line for everything else. */
import { defineTemplate, type TemplateDefinition, type Text } from '../../define/index.ts';

/** What a message says in one language. */
export interface LetterWords {
  readonly subject: string;
  readonly preview: string;
  readonly text: string;
  readonly button: string;
}

/** One message. */
export interface Letter {
  readonly id: string;
  readonly name: Text;
  /** Where its link leads: what comes after the shop's address. */
  readonly path: string;
  readonly zh: LetterWords;
  readonly en: LetterWords;
}

/** How a message begins that speaks to somebody. */
export const HELLO: Readonly<Record<keyof Text, string>> = {
  zh: '{{ trait.name | default: "您好" }}，',
  en: 'Hello {{ trait.name | default: "there" }}, ',
};

/** Makes the templates of messages whose links lead to this shop: Chinese, with English beside it. */
export function lettersOf(shop: string): (letter: Letter) => readonly TemplateDefinition[] {
  return ({ id, name, path, zh, en }) => {
    const mail = ({ subject, preview, text, button }: LetterWords): { subject: string; preview: string; body: string } => ({
      subject,
      preview,
      body: `<h1>${subject}</h1><p>${text}</p><p><a href="${shop}${path}">${button}</a></p>`,
    });
    const line = ({ subject, text }: LetterWords): { subject: string; body: string } => ({ subject, body: `${text} ${shop}${path}` });
    return [
      defineTemplate({ id, name, ...mail(zh), locales: { en: mail(en) } }),
      defineTemplate({
        id: `${id}_text`,
        name: { en: `${name.en}, short`, zh: `${name.zh}（短）` },
        ...line(zh),
        locales: { en: line(en) },
      }),
    ];
  };
}
