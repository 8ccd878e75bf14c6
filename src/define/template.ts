import type { Text } from './text.ts';

/** What a message says, in one language, in Liquid. */
export interface TemplateContent {
  readonly subject?: string;
  /** Of e-mail: the line that mail programs show after the subject. */
  readonly preview?: string;
  readonly body: string;
}

/**
 * Content of a message in Liquid. Variables: `trait.<id>`, `event.<property>` (of the trigger), `customer.id`, `message.id`,
 * `message.unsubscribe_url`. A release gives a template a version; a message names the version it was rendered from.
 *
 * The content at the top is the default. `locales` holds others by BCP 47 tag; a customer's locale (trait `locale`) takes the longest tag
 * that begins it ("zh-Hant-HK", then "zh-Hant", then "zh"), else the default.
 */
export interface TemplateDefinition extends TemplateContent {
  readonly kind: 'template';
  readonly id: string;
  readonly name: Text;
  readonly locales?: Readonly<Record<string, TemplateContent>>;
}
