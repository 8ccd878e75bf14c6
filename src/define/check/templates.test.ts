import { describe, expect, test } from 'vitest';
import type { BlockDefinition } from '../block.ts';
import { defineBlock, defineJourney, defineTemplate } from '../build/definitions.ts';
import { send } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { text } from '../example.suite.ts';
import type { TemplateDefinition } from '../template.ts';
import type { Fault } from './content.ts';
import { blockFaults, templateFaults, variantFaults } from './templates.ts';

const said = (faults: Iterable<Fault>) => [...faults].map(({ path, text: words }) => `${path}: ${words.en}`);
const template = (variants?: Parameters<typeof defineTemplate>[0]['variants']): TemplateDefinition =>
  defineTemplate({ id: 't', name: text('T'), body: 'x', ...(variants && { variants }) });
const isVip = { combinator: 'and', rules: [{ field: 'trait.vip', operator: '=', value: true }] } as const;

describe('variants', () => {
  test.each([
    ['none', undefined],
    ['shares that sum to 1', { a: { body: 'a', share: 0.1 }, b: { body: 'b', share: 0.2 }, c: { body: 'c', share: 0.7 } }],
    ['shares that leave a rest', { a: { body: 'a', share: 0.5 } }],
    ['conditions and shares beside each other', { a: { body: 'a', when: isVip }, b: { body: 'b', share: 1 } }],
    ['one that only steps choose', { a: { body: 'a' } }],
  ])('%s are right', (_name, variants) => {
    expect(said(templateFaults(template(variants)))).toEqual([]);
  });

  test('shares beyond 1 are not', () => {
    const variants = { a: { body: 'a', share: 0.6 }, b: { body: 'b', share: 0.6 } };
    expect(said(templateFaults(template(variants)))).toEqual(['variants: the shares sum to 1.2; they may sum to 1 at most']);
  });

  test('one with a condition and a share is not', () => {
    expect(said(templateFaults(template({ a: { body: 'a', share: 0.6, when: isVip } })))).toEqual([
      'variants.a: a condition or a share chooses a variant, not both: leave one out',
    ]);
  });
});

describe('blocks', () => {
  const block = (more: Partial<BlockDefinition>): BlockDefinition => defineBlock({ id: 'b', name: text('B'), type: 'custom', ...more });

  test.each([
    { type: 'title', body: 'x' },
    { type: 'copy', body: 'x' },
    { type: 'footer', body: 'x' },
    { type: 'divider' },
    { type: 'button', body: 'x', link: 'https://a.example/' },
    { type: 'image', body: 'x', image: 'https://a.example/x.png' },
    { type: 'image', body: 'x', image: 'https://a.example/x.png', link: 'https://a.example/' },
    { type: 'custom', text: 'x' },
    { type: 'custom', body: 'x', mjml: '<mj-text>x</mj-text>', text: 'x' },
  ] as const)('%j is right', (more) => {
    expect(said(blockFaults(block(more)))).toEqual([]);
  });

  test.each([
    [{ type: 'title' }, 'body: a block of type title needs "body"'],
    [{ type: 'button', body: 'x' }, 'link: a block of type button needs "link"'],
    [{ type: 'image', body: 'x' }, 'image: a block of type image needs "image"'],
    [{ type: 'divider', body: 'x' }, 'body: a block of type divider has no "body"; leave it out, or make it a custom block'],
    [{ type: 'copy', body: 'x', mjml: 'x' }, 'mjml: a block of type copy has no "mjml"; leave it out, or make it a custom block'],
    [{ type: 'custom' }, 'body: a custom block needs "body", "mjml" or "text"'],
    [{ type: 'title', body: 'x', locales: { zh: {} } }, 'locales.zh.body: a block of type title needs "body"'],
  ] as const)('%j is not', (more, fault) => {
    expect(said(blockFaults(block(more)))).toEqual([fault]);
  });
});

describe('steps that name a variant', () => {
  const journey = (variant: string | undefined) =>
    defineJourney({
      id: 'j',
      name: text('J'),
      stage: 'retain',
      trigger: onEvent('A'),
      reentry: 'once',
      steps: [send({ channel: 'capture', template: 't', purpose: 'news', ...(variant !== undefined && { variant }) })],
    });
  const faults = (variant: string | undefined, one: TemplateDefinition) => said(variantFaults(journey(variant), new Map([['t', one]])));

  test('name one that the template has', () => {
    expect(faults('a', template({ a: { body: 'a' } }))).toEqual([]);
    expect(faults(undefined, template())).toEqual([]);
  });

  test('or are told which it has', () => {
    expect(faults('b', template({ a: { body: 'a' }, c: { body: 'c' } }))).toEqual([
      'steps[0].variant: template "t" has no variant "b": it has "a", "c"',
    ]);
    expect(faults('b', template())).toEqual(['steps[0].variant: template "t" has no variant "b": it has none']);
  });

  test('of a template that there is not is said once, elsewhere', () => {
    expect(said(variantFaults(journey('a'), new Map()))).toEqual([]);
  });
});
