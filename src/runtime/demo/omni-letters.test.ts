import { expect, test } from 'vitest';
import { CATEGORIES } from '../../../examples/omni/generator/catalog.ts';
import { project } from '../../../examples/omni/index.ts';
import { createRenderer } from '../../act/index.ts';
import type { TemplateDefinition } from '../../define/index.ts';

const templates = new Map(
  project.definitions.flatMap((definition): [string, TemplateDefinition][] =>
    definition.kind === 'template' ? [[definition.id, definition]] : [],
  ),
);
const renderer = createRenderer({ templateOf: (id) => templates.get(id), timeZone: () => 'Asia/Shanghai' });

/** What a reader sees: without markup and addresses. */
function wordsOf(template: string, category: string, locale: string): string {
  const variables = { trait: { name: '林', favorite_category: category }, event: {} };
  const outcome = renderer.render({ template, version: 1, message: 'm1', customer: 'c1', variables, locale });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.content.body.replace(/https?:\/\/\S+|<[^>]*>/g, ' ').trim();
}

test('letters name a category in their own language, and never by its id', () => {
  const ids = [...CATEGORIES, 'baby', 'class', 'home_device', 'whatever'];
  for (const template of ['how_to_use', 'how_to_use_text', 'second_order', 'second_order_text']) {
    const chinese = ids.map((id) => wordsOf(template, id, 'zh-CN'));
    for (const text of chinese) expect(text).not.toMatch(/[a-z]/i);
    expect(new Set(chinese).size).toBeGreaterThan(CATEGORIES.length);
    const english = ids.map((id) => wordsOf(template, id, 'en-US'));
    expect(english.join(' ')).not.toMatch(/home_device|whatever/);
    expect(new Set(english).size).toBeGreaterThan(CATEGORIES.length);
  }
});
