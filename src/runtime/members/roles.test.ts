import { describe, expect, test } from 'vitest';
import { PERMISSION_NAMES, PERMISSIONS, permissionsOf, ROLE_IDS, roles } from './index.ts';

describe('permissions', () => {
  test('are each there once, and named by area and verb', () => {
    expect(new Set(PERMISSIONS).size).toBe(PERMISSIONS.length);
    for (const one of PERMISSIONS) expect(one).toMatch(/^[a-z]+(\.[a-z]+)?$/);
  });

  test('have a name in both languages', () => {
    expect(Object.keys(PERMISSION_NAMES).sort()).toEqual([...PERMISSIONS].sort());
    for (const { en, zh } of Object.values(PERMISSION_NAMES)) {
      expect(en).toMatch(/^[A-Z]/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
    expect(new Set(Object.values(PERMISSION_NAMES).map(({ zh }) => zh)).size).toBe(PERMISSIONS.length);
  });

  test('belong to some role beside the owner, but for those of the installation itself', () => {
    const others = permissionsOf(ROLE_IDS.filter((id) => id !== 'owner'));
    expect(PERMISSIONS.filter((one) => !others.has(one))).toEqual([
      'backup.read',
      'backup.take',
      'settings.workspace',
      'settings.members',
      'settings.tokens',
    ]);
  });
});

describe('roles', () => {
  test('are named and described in both languages', () => {
    expect(roles().map(({ id }) => id)).toEqual([...ROLE_IDS]);
    for (const { name, description } of roles()) {
      for (const text of [name, description]) {
        expect(text.en).toMatch(/^[A-Z]/);
        expect(text.zh).toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('let everybody use what is their own', () => {
    for (const { permissions } of roles()) expect(permissions).toContain('self');
  });

  test('of one member add up', () => {
    const both = permissionsOf(['content_creator', 'executive']);
    expect(both).toContain('content.write');
    expect(both).toContain('reports.read');
    expect(both).not.toContain('customers.read');
    expect(permissionsOf([]).size).toBe(0);
  });

  test('keep apart who proposes and who approves', () => {
    const may = (permission: 'releases.write' | 'releases.approve') =>
      roles()
        .filter(({ id, permissions }) => id !== 'owner' && permissions.has(permission))
        .map(({ id }) => id);
    expect(may('releases.approve')).toEqual(['compliance_reviewer']);
    expect(may('releases.write')).not.toContain('compliance_reviewer');
  });

  test('show personal data to those only who speak with customers', () => {
    const who = roles().filter(({ permissions }) => permissions.has('customers.personal'));
    expect(who.map(({ id }) => id)).toEqual(['owner', 'advisor', 'service_agent']);
  });
});
