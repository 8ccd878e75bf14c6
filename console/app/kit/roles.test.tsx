import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../test/render.tsx';
import { useRoles } from './roles.ts';

const ROLES = {
  roles: [
    { id: 'analyst', name: { en: 'Analyst', zh: '分析师' }, description: { en: 'Reads', zh: '查看报表' }, permissions: ['reports.read'] },
  ],
  permissions: [{ id: 'reports.read', name: { en: 'See reports', zh: '查看报表' } }],
};

function Told({ enabled = true }: { readonly enabled?: boolean }) {
  const { all, permissions, roleName, permissionName } = useRoles(enabled);
  const names = [roleName('analyst'), roleName('pilot'), permissionName('reports.read'), permissionName('fly')];
  return <p>{`${all?.map(({ name, description }) => `${name}: ${description}`) ?? 'unknown'} | ${names} | ${permissions.length}`}</p>;
}

test('roles and permissions are named in the language at hand; ids stand in for what nobody knows', async () => {
  const { unmount } = await renderConsole(<Told />, { answers: { '/v1/roles': ROLES } });
  await screen.findByText('Analyst: Reads | Analyst,pilot,See reports,fly | 1');
  unmount();
  await renderConsole(<Told />, { answers: { '/v1/roles': ROLES }, language: 'zh' });
  await screen.findByText('分析师: 查看报表 | 分析师,pilot,查看报表,fly | 1');
});

test('nobody is asked where nobody is signed in', async () => {
  const { asked } = await renderConsole(<Told enabled={false} />, { answers: { '/v1/roles': ROLES } });
  await screen.findByText('unknown | analyst,pilot,reports.read,fly | 0');
  expect(asked).toEqual([]);
});
