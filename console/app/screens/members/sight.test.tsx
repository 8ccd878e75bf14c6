import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { ListedMember } from '../../api/index.ts';
import { NOON } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { classesWith, columnsOf, seenOf, tagsWith } from './sight.ts';
import { SightPart } from './sight-part.tsx';

describe('what a member sees', () => {
  const all = ['vip', 'new', 'loud'];

  test('of tags is a column for each group, those without one at the end', () => {
    expect(columnsOf([{ id: 'loud' }, { id: 'vip', group: 'value' }, { id: 'new', group: 'value' }])).toEqual([
      { id: 'value', tags: ['vip', 'new'] },
      { id: undefined, tags: ['loud'] },
    ]);
  });

  test('of tags is all, some or none of a group', () => {
    expect([undefined, ['vip', 'new'], ['vip'], []].map((tags) => seenOf(tags ? { tags } : {}, ['vip', 'new']))).toEqual([
      'all',
      'all',
      'some',
      'none',
    ]);
  });

  test('of tags is changed by group; all there are is all there will be, and none is none', () => {
    expect(tagsWith({}, { of: ['vip', 'new'], all, isShown: false })).toEqual(['loud']);
    expect(tagsWith({ tags: ['loud'] }, { of: ['loud'], all, isShown: false })).toEqual([]);
    expect(tagsWith({ tags: ['loud', 'vip'] }, { of: ['vip', 'new'], all, isShown: true })).toBeNull();
    expect(tagsWith({ tags: [] }, { of: ['vip'], all, isShown: true })).toEqual(['vip']);
  });

  test('of classes is the personal one where nothing is said', () => {
    expect(classesWith({}, 'sensitive', true)).toEqual(['personal', 'sensitive']);
    expect(classesWith({ dataClasses: ['personal', 'sensitive'] }, 'sensitive', false)).toBeNull();
    expect(classesWith({}, 'personal', false)).toEqual([]);
    expect(classesWith({ dataClasses: [] }, 'personal', true)).toBeNull();
    expect(classesWith({ dataClasses: ['none', 'sensitive'] }, 'personal', false)).toEqual(['none', 'sensitive']);
  });
});

const member = (id: string, more: Partial<ListedMember>): ListedMember => ({
  ...{ id, name: id, email: `${id}@shop.example`, roles: ['advisor'], state: 'active', createdAt: NOON, createdBy: 'setup' },
  ...more,
});
const role = (id: string, ...permissions: readonly string[]) => ({
  id,
  name: { en: id, zh: id },
  description: { en: '', zh: '' },
  permissions,
});
const answers = {
  '/v1/session': { roles: [], permissions: ['settings.members', 'releases.read'] },
  '/v1/roles': {
    roles: [
      role('advisor', 'customers.read', 'customers.personal', 'tags.read'),
      role('analyst', 'customers.read', 'tags.read'),
      role('executive'),
    ],
    permissions: [{ id: 'customers.personal', name: { en: 'See personal data unmasked', zh: '查看未脱敏的个人信息' } }],
  },
  '/v1/names': { tag_group: { value: { en: 'Value', zh: '价值' } }, tag: {} },
  '/v1/definitions': {
    release: 1,
    definitions: ['vip', 'new'].map((id) => ({ version: 1, definition: { kind: 'tag', id, group: 'value' } })),
  },
  'PATCH /v1/members/Ada': { member: {} },
};
const MEMBERS = [
  member('Ada', { tags: ['vip'] }),
  member('Ben', { roles: ['analyst'] }),
  member('Cleo', { roles: ['executive'] }),
  member('Dan', { state: 'disabled' }),
];
const bodies = (asked: readonly { readonly request: string; readonly body?: unknown }[]) =>
  asked.filter(({ request }) => request.startsWith('PATCH')).map(({ body }) => body);

test('is a matrix of members, changed by a click and taken back by another', async () => {
  const { asked, container } = await renderConsole(<SightPart members={MEMBERS} />, { answers });
  const personal = (await screen.findByRole('checkbox', { name: 'Ada: Personal' })) as HTMLInputElement;
  expect(personal.checked).toBe(true);
  fireEvent.click(await screen.findByRole('checkbox', { name: 'Ada: Value' }));
  await waitFor(() => expect(bodies(asked)).toEqual([{ tags: null }]));
  fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(bodies(asked)).toEqual([{ tags: null }, { tags: ['vip'] }]));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Ada: Sensitive' }));
  await waitFor(() => expect(bodies(asked).at(-1)).toEqual({ dataClasses: ['personal', 'sensitive'] }));
  expect(container.textContent).toContain('Tags: Value (2)');
  expect(container.textContent).not.toContain('Dan');
});

test('says what a role keeps somebody from, and what each role allows, in Chinese, too', async () => {
  const { container } = await renderConsole(<SightPart members={MEMBERS} />, { answers, language: 'zh' });
  await waitFor(() => expect(container.textContent).toContain('按角色脱敏'));
  await waitFor(() => expect(container.textContent).toContain('不能查看标签'));
  expect(container.textContent).toContain('不能查看客户');
  expect(screen.queryByRole('checkbox', { name: /Ben：个人/ })).toBeNull();
  expect(container.textContent).toContain('查看未脱敏的个人信息');
});
