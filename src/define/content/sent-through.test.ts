import { describe, expect, test } from 'vitest';
import { all, trait } from '../build/conditions.ts';
import { defineBlock, defineJourney, definePlacement, defineTemplate } from '../build/definitions.ts';
import type { StepInput } from '../build/step-inputs.ts';
import { branch, send, wait, webhook } from '../build/steps.ts';
import { onEvent } from '../build/triggers.ts';
import type { Definition } from '../project.ts';
import { channelsOf } from './sent-through.ts';
import { usedBy } from './used-by.ts';

const name = { en: 'N', zh: '名' };
const template = (id: string, body = 'x') => defineTemplate({ id, name, body });
const block = (id: string, body: string) => defineBlock({ id, name, type: 'copy', body });
const journey = (id: string, ...steps: readonly StepInput[]) =>
  defineJourney({ id, name, stage: 'retain', trigger: onEvent('E'), reentry: 'once', steps });
const through = (channel: string, of: string, more: object = {}) => send({ channel, template: of, purpose: 'news', ...more });

function channels(of: string, ...definitions: readonly Definition[]): readonly string[] {
  return channelsOf(of, definitions, usedBy(definitions));
}

describe('a template goes through', () => {
  test('the channels of all steps that send it, each once, in order of their ids', () => {
    const two = [journey('a', through('sms', 'hi'), wait('1d')), journey('b', through('mail', 'hi'), through('sms', 'hi'))];
    expect(channels('template:hi', template('hi'), ...two)).toEqual(['mail', 'sms']);
  });

  test('those of fallbacks and of steps inside of others', () => {
    const deep = journey(
      'a',
      branch({ branches: [{ when: all(trait('x').is(1)), steps: [through('push', 'hi')] }] }),
      through('mail', 'other', { fallback: { channel: 'sms', template: 'hi' } }),
    );
    expect(channels('template:hi', template('hi'), template('other'), deep)).toEqual(['push', 'sms']);
    expect(channels('template:other', template('hi'), template('other'), deep)).toEqual(['mail']);
  });

  test('that of a webhook', () => {
    expect(channels('template:hi', template('hi'), journey('a', webhook({ channel: 'crm', template: 'hi' })))).toEqual(['crm']);
  });

  test('none when nothing sends it, be it shown in a placement', () => {
    const shown = definePlacement({ id: 'banner', name, candidates: [{ id: 'one', name, template: 'hi' }] });
    expect(channels('template:hi', template('hi'), shown)).toEqual([]);
    expect(channels('template:gone', template('hi'), shown)).toEqual([]);
  });
});

describe('a block goes through', () => {
  const inner = block('inner', 'x');
  const outer = block('outer', '{% block "inner" %}');

  test('the channels of the templates that hold it, however deep', () => {
    const all = [inner, outer, template('hi', '{% block "outer" %}'), template('yo', '{% block "inner" %}')];
    const sent = journey('a', through('mail', 'hi'), through('sms', 'yo'));
    expect(channels('block:inner', ...all, sent)).toEqual(['mail', 'sms']);
    expect(channels('block:outer', ...all, sent)).toEqual(['mail']);
  });

  test('none when no template holds it, and a circle of blocks ends', () => {
    const circle = [block('a', '{% block "b" %}'), block('b', '{% block "a" %}')];
    expect(channels('block:a', ...circle, journey('j', wait('1d')))).toEqual([]);
  });
});
