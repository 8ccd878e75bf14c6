import { describe, expect, test } from 'vitest';
import { cardOf, linksOf } from './card.ts';

describe('a card', () => {
  test('of text is the subject above the text', () => {
    expect(cardOf({ format: 'text', subject: 'Hi', body: 'Come in' })).toEqual({ title: 'Hi', format: 'text', body: 'Come in' });
    expect(cardOf({ format: 'html', body: '<p>x</p>' })).toEqual({ format: 'html', body: '<p>x</p>' });
  });

  test('of JSON is taken apart', () => {
    const body = JSON.stringify({ title: 'New', body: 'Come in', link: 'https://shop.example/new', image: 'https://shop.example/a.png' });
    expect(cardOf({ format: 'text', subject: 'Hi', body })).toEqual({
      title: 'New',
      format: 'text',
      body: 'Come in',
      link: 'https://shop.example/new',
      image: 'https://shop.example/a.png',
    });
    expect(cardOf({ format: 'text', subject: 'Hi', body: '{"text":"a"}' })).toEqual({ title: 'Hi', format: 'text', body: 'a' });
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '/new', '', 5, null])('does not lead to %j', (link) => {
    expect(cardOf({ format: 'text', body: JSON.stringify({ body: 'a', link, image: link }) })).toEqual({ format: 'text', body: 'a' });
  });

  test('whose JSON is broken is text', () => expect(cardOf({ format: 'text', body: '{"a"' }).body).toBe('{"a"'));
});

test('links: the main one first, each once, addresses of the web only', () => {
  const html = '<a href="https://a.example/?x=1&amp;y=2">a</a><a href=\'https://b.example/\'>b</a><a href="javascript:x">c</a>';
  expect(linksOf({ format: 'html', body: html, link: 'https://b.example/' })).toEqual(['https://b.example/', 'https://a.example/?x=1&y=2']);
  expect(linksOf({ format: 'text', body: '看 https://a.example/x，或 http://b.example' })).toEqual([
    'https://a.example/x',
    'http://b.example',
  ]);
  expect(linksOf({ format: 'text', body: 'none' })).toEqual([]);
});
