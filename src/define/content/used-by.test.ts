import { describe, expect, test } from 'vitest';
import { trait } from '../build/conditions.ts';
import { defineBlock, defineJourney, definePlacement, defineTemplate } from '../build/definitions.ts';
import { branch, send, wait, waitFor, webhook } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import { referencesOf } from '../check/references.ts';
import { text } from '../example.suite.ts';
import { usedBy } from './used-by.ts';

const mail = (id: string, template: string) => send({ id, channel: 'capture', template, purpose: 'news' });
const journey = defineJourney({
  id: 'j',
  name: text('J'),
  stage: 'retain',
  trigger: onEvent('A'),
  reentry: 'once',
  steps: [
    mail('first', 'hello'),
    wait('1d'),
    waitFor('B', { timeout: '1d', then: [mail('came', 'hello')], otherwise: [webhook({ id: 'call', channel: 'crm', template: 'body' })] }),
    branch({ when: trait('city').is('x'), then: [mail('city', 'local')] }),
  ],
});

describe('a template is used', () => {
  const uses = usedBy([journey]);
  test('by each step that sends it, wherever the step stands', () => {
    expect(uses.get('template:hello')).toEqual([
      { kind: 'journey', id: 'j', step: 'first' },
      { kind: 'journey', id: 'j', step: 'came' },
    ]);
    expect(uses.get('template:local')).toEqual([{ kind: 'journey', id: 'j', step: 'city' }]);
    expect(uses.get('template:body')).toEqual([{ kind: 'journey', id: 'j', step: 'call' }]);
  });

  test('by what a step says where its first channel does not reach', () => {
    const fallbacks = [
      { channel: 'sms', template: 'short' },
      { channel: 'app', template: 'long' },
    ];
    const first = send({ id: 'first', channel: 'capture', template: 'long', purpose: 'news', fallbacks });
    const about = { id: 'k', name: text('K'), stage: 'retain', trigger: onEvent('A'), reentry: 'once' } as const;
    const other = usedBy([defineJourney({ ...about, steps: [first] })]);
    expect(other.get('template:short')).toEqual([{ kind: 'journey', id: 'k', step: 'first' }]);
    expect(other.get('template:long')).toEqual([{ kind: 'journey', id: 'k', step: 'first' }]);
  });

  test('by each candidate of a placement that shows it, and by its fallback', () => {
    const placement = definePlacement({
      id: 'home',
      name: text('Home'),
      candidates: [
        { id: 'a', name: text('A'), template: 'hello' },
        { id: 'b', name: text('B') },
      ],
      fallback: { template: 'plain' },
    });
    expect([...usedBy([placement])]).toEqual([
      ['template:hello', [{ kind: 'placement', id: 'home', step: 'a' }]],
      ['template:plain', [{ kind: 'placement', id: 'home' }]],
    ]);
  });

  test('or not at all', () => expect(uses.get('template:other')).toBeUndefined());
});

describe('blocks and traits that content reads', () => {
  const block = defineBlock({
    id: 'b',
    name: text('B'),
    type: 'button',
    body: '{{ trait.a }}',
    link: '{% block "c" %}{{ trait.b }}',
    locales: { zh: { body: '{{ trait.d }}', link: 'x' } },
  });
  const template = defineTemplate({
    id: 't',
    name: text('T'),
    subject: '{% block "b" %}',
    body: 'x',
    text: '{{ trait.e }}',
    variants: { v: { body: '{% block "c" %}', when: trait('f').is('x'), locales: { zh: { body: '{{ trait.g }}' } } } },
  });
  const found = (definition: typeof block | typeof template) =>
    referencesOf(definition).map(({ kind, id, path }) => `${kind} ${id} at ${path}`);

  test('are found with their places in a block', () => {
    expect(found(block)).toEqual(['trait a at body', 'trait b at link', 'block c at link', 'trait d at locales.zh.body']);
  });

  test('and in a template', () => {
    expect(found(template).sort()).toEqual([
      'block b at subject',
      'block c at variants.v.body',
      'trait e at text',
      'trait f at variants.v.when.rules[0].field',
      'trait g at variants.v.locales.zh.body',
    ]);
  });
});
