/**
 * Templates with their blocks put in. Pure text: `{% block "ID", name: value %}` is replaced by what the block says in the language and the format of the place, with
 * `block.name` replaced by the value. So a release holds whole templates, and a message needs no block.
 */
import { type Said, VolanoError } from '../../base/index.ts';
import type { BlockContent, BlockDefinition } from '../block.ts';
import { said } from '../said/said.ts';
import type { TemplateContent, TemplateDefinition } from '../template.ts';
import { type BlockFormat, written } from './block-forms.ts';
import { CONTENT_FIELDS, type ContentField, forLocale, localeKey } from './contents.ts';
import { formatOf } from './format.ts';

/** Blocks inside blocks. */
const BLOCK_DEPTH_MAX = 4;
/** Characters of a template with its blocks. */
const EXPANDED_LENGTH_MAX = 200_000;

const BLOCK = /\{%-?\s*block\s+(?:"([^"]*)"|'([^']*)'|([\w-]+))\s*(?:,\s*((?:"[^"]*"|'[^']*'|[^%])*?))?\s*-?%\}/g;
const PARAMETER = /([a-z][a-z0-9_]*)\s*:\s*("[^"]*"|'[^']*'|[\w.[\]-]+)\s*(?:,\s*|$)/gy;

/** Blocks by id. */
export type Blocks = ReadonlyMap<string, BlockDefinition>;

/** Ids of the blocks that stand in a text, in order. */
export function blocksIn(source: string): readonly string[] {
  return [...source.matchAll(BLOCK)].map(([, double, single, bare]) => double ?? single ?? bare!);
}

/** The same length and lines, with nothing in the place of each block. */
export function blankedBlocks(source: string): string {
  return source.replace(BLOCK, (tag) => tag.replace(/[^\n]/g, ' '));
}

/** Index at which a block stands first in a text; -1 when it does not. */
export function placeOfBlock(source: string, id: string): number {
  const found = [...source.matchAll(BLOCK)].find(([, double, single, bare]) => (double ?? single ?? bare) === id);
  return found?.index ?? -1;
}

/** Ids of all blocks of a template or a block, in any language, directly. */
export function blocksOf(definition: TemplateDefinition | BlockDefinition): readonly string[] {
  const contents: (TemplateContent | BlockContent)[] = [definition, ...Object.values(definition.locales ?? {})];
  if (definition.kind === 'template')
    for (const variant of Object.values(definition.variants ?? {})) contents.push(variant, ...Object.values(variant.locales ?? {}));
  const texts = contents.flatMap((content) => Object.values(content)).filter((value) => typeof value === 'string');
  return [...new Set(texts.flatMap(blocksIn))];
}

/** The template without any block left in it. The template itself when it holds none. Throws VOLANO_TEMPLATE_INVALID. */
export function withBlocks(template: TemplateDefinition, blocks: Blocks): TemplateDefinition {
  if (blocksOf(template).length === 0) return template;
  const fill = <C extends TemplateContent>(content: C, path: string, locale?: string): C => ({
    ...content,
    ...filledFields(content, { template: template.id, path, locale, blocks }),
  });
  const fillAll = (locales: TemplateDefinition['locales'], path: string) =>
    locales && Object.fromEntries(Object.entries(locales).map(([tag, content]) => [tag, fill(content, `${path}locales.${tag}.`, tag)]));
  const locales = fillAll(template.locales, '');
  const variants =
    template.variants &&
    Object.fromEntries(
      Object.entries(template.variants).map(([id, variant]) => {
        const path = `variants.${id}.`;
        const inner = fillAll(variant.locales, path);
        return [id, { ...fill(variant, path), ...(inner && { locales: inner }) }];
      }),
    );
  return { ...fill(template, ''), ...(locales && { locales }), ...(variants && { variants }) };
}

interface Filling {
  readonly template: string;
  readonly path: string;
  readonly locale: string | undefined;
  readonly blocks: Blocks;
}

function filledFields(content: TemplateContent, filling: Filling): Partial<TemplateContent> {
  const filled: Partial<Record<ContentField, string>> = {};
  for (const field of CONTENT_FIELDS) {
    const source = content[field];
    if (source === undefined) continue;
    const format = field === 'body' ? formatOf(source) : 'text';
    const fail = (problem: Said): never => {
      throw new VolanoError('VOLANO_TEMPLATE_INVALID', { id: filling.template, field: `${filling.path}${field}`, problem });
    };
    filled[field] = expand(source, [], { ...filling, format, fail });
  }
  return filled;
}

interface Expanding extends Filling {
  readonly format: BlockFormat;
  readonly fail: (problem: Said) => never;
}

function expand(source: string, above: readonly string[], expanding: Expanding): string {
  const { blocks, fail, format, locale } = expanding;
  const expanded = source.replace(BLOCK, (...[, double, single, bare, given = '']: (string | undefined)[]) => {
    const id = double ?? single ?? bare!;
    const block = blocks.get(id) ?? fail(said`there is no block "${id}". Define it, or take it out`);
    if (above.includes(id)) fail(said`block "${id}" holds itself: ${[...above, id].join(' -> ')}`);
    if (above.length === BLOCK_DEPTH_MAX) fail(said`blocks are nested more than ${BLOCK_DEPTH_MAX} deep: ${[...above, id].join(' -> ')}`);
    const content = forLocale(new Map(Object.entries(block.locales ?? {}).map(([tag, one]) => [localeKey(tag), one])), locale) ?? block;
    const parameters = parametersOf(given, (problem) => fail(said`block "${id}": ${problem}`));
    const form = written({ type: block.type, content, format }, parameters, (problem) => fail(said`block "${id}": ${problem}`));
    return expand(form, [...above, id], expanding);
  });
  if (expanded.length > EXPANDED_LENGTH_MAX) fail(said`with its blocks it has more than ${EXPANDED_LENGTH_MAX} characters`);
  return expanded;
}

/** Name -> expression of Liquid. */
function parametersOf(given: string, fail: (problem: Said) => never): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  const text = given.trim();
  let end = 0;
  for (const [whole, name, value] of text.matchAll(PARAMETER)) {
    parameters.set(name!, value!);
    end += whole.length;
  }
  if (end < text.length)
    fail(said`"${text.slice(end)}" is no parameter. Write name: "text", name: 12 or name: trait.city, with commas between them`);
  return parameters;
}
