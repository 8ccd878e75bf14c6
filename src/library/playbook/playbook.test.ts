import { describe, expect, test } from 'vitest';
import { type Definition, defineProject, definePurpose, defineSegment, event, problemsOf, trait } from '../../define/index.ts';
import { type HouseFacts, houseOf } from './house.ts';
import { type Playbook, united } from './playbook.ts';

const text = { en: 'Text', zh: '文字' };
const facts: HouseFacts = {
  channels: { email: 'mail', in_app: 'inbox' },
  purposes: { offer: 'promotions', care: 'service' },
  shop: 'https://s.example.com',
};
const house = houseOf(facts);
const playbook = (id: string, ...definitions: readonly Definition[]): Playbook => ({
  id,
  name: text,
  summary: text,
  adapt: text,
  definitions: () => definitions,
});
const seen = defineSegment({ id: 'seen', name: text, condition: event('Seen').performed() });

describe('a house', () => {
  test('sends on the first way that it has, and falls back to the others in order', () => {
    expect(house.reach('big_news', 'offer', ['wecom_task', 'email', 'sms', 'in_app'])).toEqual({
      type: 'send',
      id: 'big-news',
      channel: 'mail',
      template: 'big_news',
      fallbacks: [{ channel: 'inbox', template: 'big_news_text' }],
      purpose: 'promotions',
    });
    expect(house.reach('news', 'care', ['in_app'])).toEqual({
      type: 'send',
      id: 'news',
      channel: 'inbox',
      template: 'news_text',
      purpose: 'service',
      messageClass: 'service',
    });
  });

  test('says which channels a message would need', () => {
    expect(() => house.reach('news', 'offer', ['sms', 'push'])).toThrow(
      'the message "news" needs a channel of one of these types: sms, push',
    );
  });

  test('writes a letter and a line, in Chinese and English, with links to its shop', () => {
    const words = { subject: 'S', preview: 'P', text: 'Hello', button: 'Go' };
    const templates = house.letter({ id: 'news', name: text, path: '/a', zh: { ...words, text: '您好' }, en: words });
    expect(templates.map(({ id, body, locales }) => [id, body, locales?.en?.body])).toEqual([
      [
        'news',
        '<h1>S</h1><p>您好</p><p><a href="https://s.example.com/a">Go</a></p>',
        '<h1>S</h1><p>Hello</p><p><a href="https://s.example.com/a">Go</a></p>',
      ],
      ['news_text', '您好 https://s.example.com/a', 'Hello https://s.example.com/a'],
    ]);
    const purpose = definePurpose({ id: 'promotions', name: text, basis: 'opt_in' });
    expect(problemsOf(defineProject([purpose, ...templates])).filter(({ path }) => path.startsWith('template'))).toEqual([]);
  });
});

describe('united', () => {
  test('has what several share once', () => {
    expect(united(house, [playbook('a', seen), playbook('b', seen)])).toEqual([seen]);
  });

  test('refuses one name for different things', () => {
    const other = defineSegment({ id: 'seen', name: text, condition: trait('views').atLeast(1) });
    expect(() => united(house, [playbook('a', seen), playbook('b', other)])).toThrow(
      'the playbooks "a" and "b" have different segment "seen": rename one of them',
    );
  });
});
