import { describe, expect, test } from 'vitest';
import { defineTemplate, wordFinder } from '../../define/index.ts';
import { createRenderer, type RenderRequest } from './renderer.ts';
import { wordsOfRendered } from './wording.ts';

const name = { en: 'N', zh: '名' };
const finder = wordFinder([
  { id: 'law', severity: 'block', words: ['最佳'] },
  { id: 'house', severity: 'review', words: ['cheap', 'deal'] },
  { id: 'taste', severity: 'warn', words: ['stuff'] },
  { id: 'text', severity: 'block', words: ['loan'], channels: ['sms'] },
]);

const TEMPLATES = [
  defineTemplate({
    id: 'mail',
    name,
    subject: 'A deal, {{ trait.name }}',
    preview: '{{ trait.name }}',
    body: '<p>最<b>{{ trait.name }}</b></p>',
    text: 'x {{ trait.name }}',
  }),
  defineTemplate({ id: 'card', name, body: '{"title":"Hi {{ trait.name }}","deal":"x"}', locales: { zh: { body: '{{ trait.name }}' } } }),
];
const renderer = createRenderer({ templateOf: (id) => TEMPLATES.find((one) => one.id === id), timeZone: () => 'UTC', words: () => finder });
const rendered = (template: string, called: string, more: Partial<RenderRequest> = {}) =>
  renderer.render({ template, version: 1, message: 'm', customer: 'c', variables: { trait: { name: called } }, ...more });

describe('a message is kept back', () => {
  test.each([
    ['for a word to be blocked that a value completes', 'mail', '佳', {}, { word: '最佳', list: 'law', severity: 'block', field: 'body' }],
    ['for the block before the review', 'mail', 'cheap 最佳', {}, { word: '最佳', list: 'law', severity: 'block', field: 'subject' }],
    [
      'for a word to be reviewed that only a value says',
      'mail',
      'Cheap',
      {},
      { word: 'cheap', list: 'house', severity: 'review', field: 'subject' },
    ],
    [
      'for a word that another language says',
      'card',
      'deal',
      { locale: 'zh' },
      { word: 'deal', list: 'house', severity: 'review', field: 'body' },
    ],
    ['on the channel of its list', 'card', 'Loan', { channel: 'sms' }, { word: 'loan', list: 'text', severity: 'block', field: 'body' }],
    ['for what stands escaped in JSON', 'card', '\\u6700佳', {}, { word: '最佳', list: 'law', severity: 'block', field: 'body' }],
  ])('%s', (_, template, called, more, read) => {
    expect(rendered(template, called, more)).toEqual({ ok: false, withheld: true, reason: 'content.sensitive_word', read });
  });
});

describe('a message goes', () => {
  test.each([
    ['with nothing in it', 'mail', 'Ada', {}],
    ['with a word to be reviewed that its template says', 'mail', 'a deal', {}],
    ['with a word that is only warned of', 'mail', 'stuff', {}],
    ['through another channel than that of the list', 'card', 'Loan', { channel: 'mail' }],
    ['through no channel at all', 'card', 'Loan', {}],
  ])('%s', (_, template, called, more) => {
    expect(rendered(template, called, more)).toMatchObject({ ok: true });
  });

  test('where the project has no lists', () => {
    const plain = createRenderer({ templateOf: () => TEMPLATES[0], timeZone: () => 'UTC', words: () => undefined });
    expect(
      plain.render({ template: 'mail', version: 1, message: 'm', customer: 'c', variables: { trait: { name: '最佳' } } }),
    ).toMatchObject({ ok: true });
  });
});

test('all words are told, each with its field and whether it keeps the message back', () => {
  const content = { format: 'html' as const, subject: 'stuff', body: '<i>最</i>佳 deal cheap', text: 'loan' };
  const told = wordsOfRendered(content, { finder, channels: undefined, written: { body: 'a deal' } });
  expect(told.map(({ field, word, withholds }) => [field, word, withholds])).toEqual([
    ['subject', 'stuff', false],
    ['body', '最佳', true],
    ['body', 'deal', false],
    ['body', 'cheap', true],
    ['text', 'loan', true],
  ]);
  expect(content.body.slice(told[1]!.start, told[1]!.end)).toBe('最</i>佳');
});
