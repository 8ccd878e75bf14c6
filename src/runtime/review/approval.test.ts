import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defineWorkspace, type Release } from '../../define/index.ts';
import { approvalIn, assertApproved, memberOf } from './approval.ts';

const name = { en: 'N', zh: '名' };
const hashed = (token: string): string => `sha256:${createHash('sha256').update(token).digest('hex')}`;
const members = ['ada', 'bo'].map((id) => ({ id, token: hashed(`token-of-${id}`) }));
const workspace = (approval?: { members: readonly { id: string; token: string }[] }) =>
  defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's', ...(approval && { approval }) });
const release = (more: Partial<Release> = {}, asks = true): Release => ({
  number: 1,
  definitions: [{ version: 1, definition: workspace(asks ? { members } : undefined) }],
  ...more,
});

describe('the rule', () => {
  test('is that of the workspace in force', () => {
    expect(approvalIn(undefined)).toBeUndefined();
    expect(approvalIn(release({}, false))).toBeUndefined();
    expect(approvalIn(release())).toEqual({ members });
  });

  test.each<[string, Partial<Release>, boolean]>([
    ['nobody', {}, false],
    ['one member', { by: 'ada' }, false],
    ['one member twice', { by: 'ada', approvedBy: 'ada' }, false],
    ['two members', { by: 'ada', approvedBy: 'bo' }, true],
    ['one member, back', { by: 'ada', backTo: 1 }, true],
    ['nobody, back', { backTo: 1 }, false],
  ])('of a release by %s', (_, said, isRight) => {
    const check = () => assertApproved(release(), release(said));
    if (isRight) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'VOLANO_RELEASE_UNAPPROVED' }));
    expect(() => assertApproved(release({}, false), release(said))).not.toThrow();
    expect(() => assertApproved(undefined, release(said))).not.toThrow();
  });
});

describe('members', () => {
  test('are known by their tokens', () => {
    expect(memberOf({ members }, 'token-of-ada')).toBe('ada');
    expect(memberOf({ members }, 'token-of-bo')).toBe('bo');
    for (const wrong of [undefined, '', 'token-of-eve', members[0]!.token])
      expect(() => memberOf({ members }, wrong)).toThrow(expect.objectContaining({ code: 'VOLANO_MEMBER_UNKNOWN' }));
  });
});
