import type { Approval } from './template.ts';
import type { Text } from './text.ts';

/**
 * What a block is, and so how it looks in MJML, in HTML and in plain text. `custom`: as it is written.
 */
export type BlockType = 'title' | 'copy' | 'image' | 'button' | 'divider' | 'footer' | 'custom';

/** What a block says, in one language, in Liquid. Only a custom block holds markup; the words of the others are escaped where they need it. */
export interface BlockContent {
  /** The words; of an image what stands for it where it is not shown. A divider has none. */
  readonly body?: string;
  /** Where a button or an image leads. */
  readonly link?: string;
  /** Address of an image. */
  readonly image?: string;
  /** Of a custom block: the same in MJML, and in plain text, where `body` (HTML) does not serve. */
  readonly mjml?: string;
  readonly text?: string;
}

/**
 * A piece of content that templates share. `{% block "button", label: "Buy", link: event.url %}` puts it in its place, with the variables of the template and
 * `block.label`, `block.link` as they are given there. A block may hold others, four deep. It takes the language of the content that it stands in.
 */
export interface BlockDefinition extends BlockContent {
  readonly kind: 'block';
  readonly id: string;
  readonly name: Text;
  readonly type: BlockType;
  readonly locales?: Readonly<Record<string, BlockContent>>;
  readonly approval?: Approval;
}
