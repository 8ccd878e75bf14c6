import { expect, it } from 'vitest';
import { defineEvent, defineTagGroup } from '../define/index.ts';
import { overridden } from './overridden.ts';

const name = (en: string) => ({ en, zh: en });
const event = (id: string, en = id) => defineEvent({ id, name: name(en) });

it('replaces by kind and id, in place, and adds what is new', () => {
  const group = defineTagGroup({ id: 'a', name: name('group'), exclusive: true });
  const all = overridden<ReturnType<typeof event> | typeof group>(
    [event('a'), event('b'), group],
    event('b', 'other'),
    event('c'),
    event('b', 'last'),
  );
  expect(all.map(({ kind, id, name: { en } }) => `${kind} ${id} ${en}`)).toEqual([
    'event a a',
    'event b last',
    'tag_group a group',
    'event c c',
  ]);
});
