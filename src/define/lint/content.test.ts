import { describe, expect, test } from 'vitest';
import { defineBlock, defineTemplate, defineWorkspace } from '../build/definitions.ts';
import { fingerprintOf } from '../content/fingerprint.ts';
import { findings, found, journeyOf, mail, name, text } from './lint.suite.ts';

const two = journeyOf([mail('a'), text('b', { template: 'sms' })]);
const sms = (body: string, more: object = {}) => defineTemplate({ id: 'sms', name, body, ...more });
const footer = (more: object = {}) => defineBlock({ id: 'footer', name, type: 'footer', body: 'Bye', ...more });
const hello = (more: object = {}) => defineTemplate({ id: 'hello', name, subject: 'Hello', body: 'Hello {% block "footer" %}', ...more });

describe('unapproved-content', () => {
  const blocks = new Map([['footer', footer()]]);
  const approved = (content: string) => ({ by: 'Lin', on: '2026-05-01', content });
  const good = fingerprintOf(hello(), blocks);

  test('finds nothing where nobody approves anything', () => {
    expect(found(hello(), footer(), sms('Hi'), two)).toEqual([]);
  });

  test('finds drafts and what has changed, with the fingerprint to write down', () => {
    const project = [hello({ approval: approved(good) }), footer(), sms('Hi', { approval: approved('old') }), two];
    expect(found(...project)).toEqual(['unapproved-content template sms approval', 'unapproved-content block footer']);
    expect(
      findings(...project)
        .map((one) => one.text.en)
        .join('\n'),
    ).toContain(fingerprintOf(sms('Hi'), blocks));
    expect(findings(...project)[0]!.text.en).toContain('since Lin approved it');
  });

  test('a block that changes undoes the approval of the templates that hold it', () => {
    const changed = footer({ body: 'Good bye' });
    const own = fingerprintOf(changed, new Map());
    expect(found(hello({ approval: approved(good) }), { ...changed, approval: approved(own) }, sms('Hi'), two)).toEqual([
      'unapproved-content template hello approval',
      'unapproved-content template sms',
    ]);
  });
});

describe('missing-locale', () => {
  const shop = defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 's', locales: ['en', 'zh', 'pt-BR'] });

  test('finds templates and variants without a language, by the chain', () => {
    const full = { zh: { body: 'x' }, pt: { body: 'x' } };
    const variants = { short: { body: 'x', locales: { zh: { body: 'x' } } } };
    expect(
      found(shop, hello({ locales: full, subject: 'x', variants: undefined }), footer(), sms('Hi', { variants, locales: full }), two),
    ).toContain('missing-locale template sms variants.short.locales');
    const [first] = findings(shop, hello(), footer(), sms('Hi', { locales: full }), two).filter(({ lint }) => lint === 'missing-locale');
    expect(first).toMatchObject({ id: 'hello', text: { en: expect.stringContaining('no content in zh, pt-BR') } });
  });

  test('asks for none where the workspace names none', () => {
    expect(found(hello(), footer(), sms('Hi'), two)).toEqual([]);
  });
});

describe('no-subject', () => {
  test('finds e-mails without one, in each language and variant', () => {
    const template = hello({ locales: { zh: { body: 'x' } }, variants: { a: { body: 'x' }, b: { subject: 'x', body: 'x' } } });
    expect(found(template, footer(), sms('Hi'), two)).toEqual([
      'no-subject template hello locales.zh.subject',
      'no-subject template hello variants.a.subject',
    ]);
  });
});

describe('sms-length', () => {
  const of = (body: string, more: object = {}) => found(hello(), footer(), sms(body, more), two);

  test('finds typographic signs that double the price, and says which', () => {
    const body = `It’s here – come and see ${'x'.repeat(80)}`;
    expect(of(body)).toEqual(['sms-length template sms body']);
    expect(findings(hello(), footer(), sms(body), two)[0]!.text.en).toContain(
      '’ – keep it from the GSM-7 alphabet: 2 segments instead of 1',
    );
  });

  test('leaves alone what costs the same, and letters of another script', () => {
    expect(of('It’s here')).toEqual([]);
    expect(of('新品到店'.repeat(20))).toEqual([]);
  });

  test('finds words that are long by themselves, blocks included, Liquid aside', () => {
    expect(of('x'.repeat(153 * 3 + 1))).toEqual(['sms-length template sms body']);
    expect(
      of(
        `${'x'.repeat(300)}{% comment %}${'x'.repeat(400)}{% endcomment %}`.replace(
          /\{% comment %\}.*\{% endcomment %\}/,
          '{{ trait.city | default: "x" }}',
        ),
      ),
    ).toEqual([]);
    expect(found(hello(), footer({ body: 'y'.repeat(500) }), sms('{% block "footer" %}'), two)).toEqual(['sms-length template sms body']);
  });
});

test('unused-block finds a block that nothing holds', () => {
  expect(found(footer(), sms('Hi'), two)).toEqual(['unused-block block footer']);
  expect(
    found(footer(), defineBlock({ id: 'outer', name, type: 'custom', body: '{% block "footer" %}' }), sms('{% block outer %}'), two),
  ).toEqual([]);
});
