/** Content that is being written, before any product knows of it. */
import { describe, expect, test } from 'vitest';
import { defineBlock, defineTemplate, fingerprintOf } from '../../define/index.ts';
import { builtDraft, type DraftRead, readDraft, standingOf, valuesRead } from './draft.ts';
import { rendered } from './rendering.ts';

const name = { en: 'Name', zh: '名称' };
const footer = defineBlock({ id: 'footer', name, type: 'footer', body: 'Bye {{ trait.city }}' });
const world = { released: new Map([['footer', footer]]), traits: new Set(['city']) };
const letter = defineTemplate({ id: 'news', name, body: '<p>{{ event.a }}</p>{% block "footer" %}' });

function read(definition: object, blocks: readonly object[] = []): Extract<DraftRead, { ok: true }> {
  const draft = readDraft({ definition: definition as never, blocks: blocks as never }, world);
  if (!draft.ok) throw new Error(JSON.stringify(draft.problems));
  return draft;
}

const shown = (draft: Extract<DraftRead, { ok: true }>, locale?: string) =>
  rendered(builtDraft(draft), { customer: 'c1', zone: 'UTC', locale, scope: { trait: { city: 'Lyon' }, event: { a: 1 }, recommend: {} } });

test('a template is read with the blocks that are released, and with those that are being changed in their place', () => {
  const draft = read(letter);
  expect(draft.problems).toEqual([]);
  expect(shown(draft)).toMatchObject({ text: expect.stringContaining('Bye Lyon'), missing: [] });
  const changed = read(letter, [
    { ...footer, body: 'So long' },
    { kind: 'block', id: 'half' },
  ]);
  expect(shown(changed).text).toContain('So long');
  expect(standingOf(changed).fingerprint).not.toBe(standingOf(draft).fingerprint);
  expect(standingOf(draft)).toEqual({ approval: 'draft', fingerprint: fingerprintOf(letter, world.released) });
  expect(valuesRead(builtDraft(draft), { trait: { city: 'Lyon', other: 1 }, event: {} })).toEqual({
    trait: { city: 'Lyon' },
    event: { a: null },
  });
});

test('what is no template yet says what it lacks', () => {
  const draft = readDraft({ definition: { kind: 'template', id: 'x', name, body: '', colour: 1 } as never }, world);
  expect(draft).toMatchObject({ ok: false, problems: [{ field: 'body' }, { field: '' }] });
});

describe('a block', () => {
  test('stands alone, with the names of its parameters, in each of its languages', () => {
    const draft = read({
      kind: 'block',
      id: 'hi',
      name,
      type: 'copy',
      body: 'Hi {{ block.who }}',
      locales: { zh: { body: '您好 {{ block.who }}' } },
    });
    expect(draft.problems).toEqual([]);
    expect([shown(draft).text.trim(), shown(draft, 'zh-CN').text.trim()]).toEqual(['Hi ⟨who⟩', '您好 ⟨who⟩']);
    expect(shown(draft).html).toContain('<p>Hi ⟨who⟩</p>');
  });

  test('of text alone is shown as text', () => {
    const draft = read({ kind: 'block', id: 'hi', name, type: 'custom', text: 'Hi {{ trait.city }}' });
    expect(shown(draft)).toMatchObject({ text: 'Hi Lyon' });
    expect(shown(draft)).not.toHaveProperty('html');
  });

  test('is told where it is wrong, in its own text', () => {
    const wrong = {
      kind: 'block',
      id: 'hi',
      name,
      type: 'button',
      body: 'a\n{{ block.x | up }}',
      link: '{{ trait.town }}',
      locales: { zh: { body: '{{ y }}' } },
    };
    expect(read(wrong).problems).toMatchObject([
      { field: 'body', message: { en: 'undefined filter: up', zh: '没有过滤器“up”' }, line: 2, column: 1 },
      { field: 'link', message: { en: 'there is no trait "town"', zh: '没有客户属性“town”' }, line: 1, column: 4 },
      { field: 'locales.zh.body', line: 1, column: 4 },
    ]);
  });

  test('that holds itself is told so', () => {
    const circle = { kind: 'block', id: 'hi', name, type: 'copy', body: '{% block "hi" %}' };
    expect(read(circle).problems).toMatchObject([
      { field: 'body', message: { en: expect.stringContaining('holds itself'), zh: '内容块“hi”包含了自己：hi -> hi' } },
    ]);
  });
});
