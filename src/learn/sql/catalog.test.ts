import { describe, expect, it } from 'vitest';
import type { Definition, TagDefinition } from '../../define/index.ts';
import { Catalog } from './catalog.ts';

const name = { en: '-', zh: '-' };

function tag(id: string, rest: Partial<TagDefinition> = {}): TagDefinition {
  return { kind: 'tag', id, name, owner: 'crm', rule: { combinator: 'and', rules: [] }, ...rest };
}

const definitions: Definition[] = [
  { kind: 'workspace', id: 'w', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' },
  { kind: 'tag_group', id: 'tier', name, exclusive: true },
  { kind: 'tag_group', id: 'topic', name, exclusive: false },
  { kind: 'trait', id: 'city', name, type: 'string' },
  { kind: 'segment', id: 'all', name, condition: { combinator: 'and', rules: [] } },
  tag('gold', { group: 'tier', priority: 2 }),
  tag('silver', { group: 'tier', priority: 1 }),
  tag('argent', { group: 'tier', priority: 1 }),
  tag('tin', { group: 'tier' }),
  tag('shoes', { group: 'topic', priority: 9 }),
  tag('hats', { group: 'topic' }),
  tag('alone'),
];
const catalog = new Catalog(definitions);

describe('definitions by id', () => {
  it('are found', () => {
    expect(catalog.trait('city').id).toBe('city');
    expect(catalog.tag('gold').id).toBe('gold');
    expect(catalog.segment('all').id).toBe('all');
  });

  it.each(['trait', 'tag', 'segment'] as const)('an unknown %s is an error that names it', (kind) => {
    expect(() => catalog[kind]('nope')).toThrow(
      expect.objectContaining({ code: 'VOLANO_REFERENCE_UNKNOWN', details: expect.objectContaining({ kind, id: 'nope' }) }),
    );
  });

  it('with the zone of the workspace, or UTC', () => {
    expect(catalog.zone).toBe('Asia/Shanghai');
    expect(new Catalog([]).zone).toBe('UTC');
  });
});

describe('7.3: who wins over whom', () => {
  const rivals = (id: string): string[] => catalog.rivals(catalog.tag(id)).map((one) => one.id);
  it.each([
    ['gold', []],
    ['argent', ['gold']],
    ['silver', ['gold', 'argent']],
    ['tin', ['gold', 'silver', 'argent']],
    ['shoes', []],
    ['hats', []],
    ['alone', []],
  ])('%s', (id, expected) => {
    expect(rivals(id)).toEqual(expected);
  });

  it('only an exclusive group decides together', () => {
    expect(catalog.companions(catalog.tag('silver')).map((one) => one.id)).toEqual(['gold', 'silver', 'argent', 'tin']);
    expect(catalog.companions(catalog.tag('hats')).map((one) => one.id)).toEqual(['hats']);
  });
});
