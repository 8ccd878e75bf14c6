/** How the brand writes: a letter for e-mail and a line for everything else, in Chinese and English. */
import { defineTemplate, type TemplateDefinition, type Text } from 'volano';

/** What one message says in one language. */
interface Words {
  readonly subject: string;
  readonly preview: string;
  readonly text: string;
  readonly button: string;
}

interface Message {
  readonly id: string;
  readonly name: Text;
  /** Where its link leads. */
  readonly path: string;
  readonly zh: Words;
  readonly en: Words;
}

export const SHOP = 'https://shop.example.com';
export const HELLO: Readonly<Record<'zh' | 'en', string>> = {
  zh: '{{ trait.name | default: "您好" }}，',
  en: 'Hello {{ trait.name | default: "there" }}, ',
};

/** `<id>` is the e-mail, `<id>_text` what SMS, inbox, Mini Program and advisors use. */
export function pair({ id, name, path, zh, en }: Message): readonly TemplateDefinition[] {
  const mail = ({ subject, preview, text, button }: Words): { subject: string; preview: string; body: string } => ({
    subject,
    preview,
    body: `<h1>${subject}</h1><p>${text}</p><p><a href="${SHOP}${path}">${button}</a></p>`,
  });
  const line = ({ subject, text }: Words): { subject: string; body: string } => ({ subject, body: `${text} ${SHOP}${path}` });
  return [
    defineTemplate({ id, name, ...mail(zh), locales: { en: mail(en) } }),
    defineTemplate({
      id: `${id}_text`,
      name: { en: `${name.en}, short`, zh: `${name.zh}（短）` },
      ...line(zh),
      locales: { en: line(en) },
    }),
  ];
}
