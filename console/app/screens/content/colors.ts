/** Colors of code, those of the console's scheme. */
import type { TagStyle } from '@codemirror/language';
import { tags } from '@lezer/highlight';

export const COLORS: readonly TagStyle[] = [
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--accent)' },
  { tag: [tags.attributeName, tags.propertyName], color: 'var(--warn)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--soft)' },
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword, tags.processingInstruction], color: 'var(--warm)', fontWeight: '600' },
  { tag: [tags.variableName, tags.brace], color: 'var(--warm)' },
  { tag: tags.comment, color: 'var(--soft)', fontStyle: 'italic' },
];
