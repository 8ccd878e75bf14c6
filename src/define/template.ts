import type { Condition } from './condition.ts';
import type { Text } from './text.ts';

/** What a message says, in one language, in Liquid. A body that begins with `<mjml>` is MJML and becomes HTML when the release is made. */
export interface TemplateContent {
  readonly subject?: string;
  /** Of e-mail: the line that mail programs show after the subject. */
  readonly preview?: string;
  readonly body: string;
  /** Of e-mail: the plain-text part of an HTML body. Without it, the part is made of the words and links of the HTML. */
  readonly text?: string;
}

/** Another wording of the same message. */
export interface TemplateVariant extends TemplateContent {
  /** Share in (0, 1] of the customers that get it, drawn once for each customer and template. Shares of a template sum to 1 at most; the rest gets its own content. */
  readonly share?: number;
  /** Who gets it: asked when the message is decided, before any share is drawn; the first variant whose condition holds is taken. */
  readonly when?: Condition;
  readonly locales?: Readonly<Record<string, TemplateContent>>;
}

/** That somebody has read the content and takes responsibility for it. It holds for that content only. */
export interface Approval {
  /** Who approved: a name or an address. */
  readonly by: string;
  /** Local date, `YYYY-MM-DD`. */
  readonly on: string;
  /** Fingerprint of the content that was approved, as `volano content list` shows it. */
  readonly content: string;
}

/**
 * Content of a message in Liquid. Variables: `trait.<id>`, `event.<property>` (of the trigger), `customer.id`, `message.id`,
 * `message.unsubscribe_url`. `{% block "ID" %}` puts a block of the project in its place. A release gives a template a version; a message names the version it was rendered from.
 *
 * The content at the top is the default. `locales` holds others by BCP 47 tag; a customer's locale (trait `locale`) takes the longest tag
 * that begins it ("zh-Hant-HK", then "zh-Hant", then "zh"), else the default. `variants` are other wordings, each with languages of its own.
 */
export interface TemplateDefinition extends TemplateContent {
  readonly kind: 'template';
  readonly id: string;
  readonly name: Text;
  readonly locales?: Readonly<Record<string, TemplateContent>>;
  /** By id. A send step may name one; else conditions and shares choose. */
  readonly variants?: Readonly<Record<string, TemplateVariant>>;
  readonly approval?: Approval;
}
