/** The ready roles and what each permission is called, in the language at hand. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Role } from '../api/index.ts';
import { SHELL } from '../i18n.ts';
import { useLanguage } from './formats.ts';

export interface NamedRole {
  readonly id: Role['id'];
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
}

export interface Roles {
  /** Undefined while they are not known. */
  readonly all: readonly NamedRole[] | undefined;
  readonly permissions: readonly { readonly id: string; readonly name: string }[];
  /** Ids stand in for what is not known. */
  readonly roleName: (id: string) => string;
  readonly permissionName: (id: string) => string;
}

const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/roles', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

/** `enabled`: false where nobody is signed in who could ask. */
export function useRoles(enabled = true): Roles {
  const language = useLanguage();
  const { data } = useQuery({ ...rolesQuery, enabled });
  const permissions = data?.permissions.map(({ id, name }) => ({ id, name: name[language] })) ?? [];
  return {
    all: data?.roles.map(({ name, description, ...role }) => ({ ...role, name: name[language], description: description[language] })),
    permissions,
    roleName: (id) => data?.roles.find((role) => role.id === id)?.name[language] ?? id,
    permissionName: (id) => permissions.find((one) => one.id === id)?.name ?? id,
  };
}

/** What is missing, as people call it, and which roles have it: whom to ask for what. Its id while that is not known. */
export function useMissing(permission: string): string {
  const { t } = useTranslation(SHELL);
  const language = useLanguage();
  const { all, permissionName } = useRoles();
  const having = all?.filter(({ permissions }) => permissions.includes(permission)).map(({ name }) => name) ?? [];
  if (having.length === 0) return permission;
  return t('states.permission', { name: permissionName(permission), roles: new Intl.ListFormat(language).format(having) });
}
