/**
 * MJML made HTML, when a release is made. Liquid stands in it as it does in HTML; its tags are taken out before and put back after, so that no character of them is
 * mistaken for markup. A tag between elements, where MJML has no text, is passed through as `<mj-raw>`.
 */
import { Engine } from 'mrml';
import type { Said } from '../../base/index.ts';
import { LIQUID } from '../../define/index.ts';
import { said } from './said.ts';

/** Every element that is known; others would be dropped without a word. */
const ELEMENTS: ReadonlySet<string> = new Set(
  `mjml mj-head mj-body mj-attributes mj-all mj-class mj-breakpoint mj-font mj-html-attributes mj-selector mj-html-attribute mj-preview mj-style mj-title
  mj-accordion mj-accordion-element mj-accordion-title mj-accordion-text mj-button mj-carousel mj-carousel-image mj-column mj-divider mj-group mj-hero mj-image mj-navbar
  mj-navbar-link mj-raw mj-section mj-social mj-social-element mj-spacer mj-table mj-text mj-wrapper`.split(/\s+/),
);
/** Where elements stand and no text. */
const STRUCTURE: ReadonlySet<string> = new Set(['mj-body', 'mj-wrapper', 'mj-section', 'mj-group', 'mj-column', 'mj-hero']);
const OPENING = 'LQ7';
const MARK = /LQ7x(\d+)x/g;

const WARNINGS = {
  'unexpected-attributes': said`MJML: an element has an attribute that it does not know`,
  'inline-style-unsupported': said`MJML: <mj-style inline="inline"> is not supported here; write the style where it belongs, or leave "inline" out`,
} as const;

export type MjmlOutcome = { readonly ok: true; readonly html: string } | { readonly ok: false; readonly problem: Said };

const engine = new Engine();
// Fonts of others are fetched from their servers: only those that a template names itself.
engine.setRenderOptions({ disableComments: false, socialIconOrigin: null, fonts: {} });

export function htmlOfMjml(source: string): MjmlOutcome {
  const unknown = [...source.matchAll(/<(mj[a-z-]*)[\s/>]/gi)].map(([, name]) => name!).find((name) => !ELEMENTS.has(name.toLowerCase()));
  if (unknown === 'mj-include') return wrong(said`MJML does not include files here: make it a block, {% block "ID" %}`);
  if (unknown !== undefined) return wrong(said`<${unknown}> is no element of MJML`);
  if (source.includes(OPENING)) return wrong(said`"${OPENING}" may not stand in MJML`);
  const codes: string[] = [];
  const marked = withRaw(source.replace(LIQUID, (code) => `${OPENING}x${codes.push(code) - 1}x`));
  const result = engine.toHtml(marked);
  if (result.type === 'error') return wrong(said`MJML: ${named(result.message, codes)}`);
  const [warning] = result.warnings;
  if (warning) return wrong(WARNINGS[warning.kind]);
  const html = result.content.replace(MARK, (_mark, index: string) => codes[Number(index)]!);
  const lost = codes.find((_code, index) => !result.content.includes(`${OPENING}x${index}x`));
  if (lost !== undefined) return wrong(said`${lost} stands where MJML has neither text nor elements: move it into an element`);
  return { ok: true, html };
}

/** A mark between elements becomes an element. */
function withRaw(marked: string): string {
  const open: string[] = [];
  return marked.replace(
    /<!--[\s\S]*?-->|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|LQ7x\d+x/gi,
    (whole, ...[end, name, rest]: (string | undefined)[]) => {
      if (whole.startsWith('<!--')) return whole;
      if (name === undefined) return STRUCTURE.has(open.at(-1) ?? '') ? `<mj-raw>${whole}</mj-raw>` : whole;
      const element = name.toLowerCase();
      if (end === '/') {
        const index = open.lastIndexOf(element);
        if (index >= 0) open.splice(index);
      } else if (!rest?.endsWith('/') && element.startsWith('mj')) open.push(element);
      return whole;
    },
  );
}

function named(message: string, codes: readonly string[]): string {
  return message.replace(MARK, (_mark, index: string) => codes[Number(index)] ?? '').replace(/ in root template/, '');
}

function wrong(problem: Said): MjmlOutcome {
  return { ok: false, problem };
}
