/** Members and their roles. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type HandedLink, joinPath, PERMISSION_NAMES, PERMISSIONS, roles } from '../../runtime/index.ts';
import type { EnforceOptions } from '../access/index.ts';
import { serve } from '../route/index.ts';
import {
  dataClassesSchema,
  emailSchema,
  languageSchema,
  linkSchema,
  listedMemberSchema,
  memberSchema,
  namedPermissionSchema,
  nameSchema,
  roleSchema,
  rolesSchema,
  scopeSchema,
  sessionSchema,
  tagsSchema,
} from '../schemas/access.ts';

const wishSchema = z.strictObject({
  name: nameSchema,
  email: emailSchema,
  roles: rolesSchema,
  scope: scopeSchema.exactOptional(),
  dataClasses: dataClassesSchema.exactOptional(),
  tags: tagsSchema.exactOptional(),
  language: languageSchema.exactOptional(),
});
const changeSchema = z.strictObject({
  name: nameSchema.exactOptional(),
  email: emailSchema.exactOptional(),
  roles: rolesSchema.exactOptional(),
  scope: scopeSchema.nullable().describe('null: all customers.').exactOptional(),
  dataClasses: dataClassesSchema.nullable().describe('null: as usual.').exactOptional(),
  tags: tagsSchema.nullable().describe('null: all.').exactOptional(),
  language: languageSchema.exactOptional(),
  state: z.enum(['active', 'disabled']).exactOptional(),
});
const MANAGING = { area: 'access', permission: 'settings.members' } as const;
const CHANGING = { ...MANAGING, audit: 'change' } as const;
const params = z.strictObject({ member: z.string() });

export function registerMembers(scope: FastifyInstance, options: Pick<EnforceOptions, 'room'>): void {
  serve(
    scope,
    {
      ...MANAGING,
      method: 'GET',
      path: '/v1/members',
      summary: 'All members',
      answers: { 200: z.strictObject({ members: z.array(listedMemberSchema) }) },
    },
    async () => {
      const { members, sessions } = options.room;
      const all = await members.list();
      const seen = await sessions.lastSeen(all.map(({ id }) => id));
      return { members: all.map((member) => ({ ...member, ...(seen.has(member.id) && { seenAt: seen.get(member.id)! }) })) };
    },
  );
  serve(
    scope,
    {
      ...CHANGING,
      method: 'POST',
      path: '/v1/members',
      summary: 'Invite somebody',
      description: 'The answer holds the link to hand on; it works once and for three days. The first member has to be an owner.',
      body: wishSchema,
      answers: { 201: z.strictObject({ member: memberSchema, link: linkSchema }) },
      errors: ['VOLANO_ACCESS_EMAIL_TAKEN', 'VOLANO_ACCESS_FIRST_OWNER'],
    },
    async ({ body, request }) => {
      const { members } = options.room;
      const member = await members.add(body, request.principal!.id);
      return { member, link: shownLink(await members.link(member.id)) };
    },
  );
  serve(
    scope,
    {
      ...MANAGING,
      method: 'GET',
      path: '/v1/members/:member',
      summary: 'A member, and where it is signed in',
      params,
      answers: { 200: z.strictObject({ member: memberSchema, sessions: z.array(sessionSchema) }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { member: id } }) => {
      const { members, sessions } = options.room;
      const member = await members.get(id);
      if (!member) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'member', id });
      return { member, sessions: (await sessions.list(id)).map(({ member: _, ...session }) => session) };
    },
  );
  registerChanges(scope, options);
  serve(
    scope,
    {
      area: 'access',
      permission: 'self',
      method: 'GET',
      path: '/v1/roles',
      summary: 'The ready roles, and the permissions there are',
      answers: { 200: z.strictObject({ roles: z.array(roleSchema), permissions: z.array(namedPermissionSchema) }) },
    },
    () => ({
      roles: roles().map((role) => ({ ...role, permissions: [...role.permissions] })),
      permissions: PERMISSIONS.map((id) => ({ id, name: PERMISSION_NAMES[id] })),
    }),
  );
}

function registerChanges(scope: FastifyInstance, options: Pick<EnforceOptions, 'room'>): void {
  serve(
    scope,
    {
      ...CHANGING,
      method: 'PATCH',
      path: '/v1/members/:member',
      summary: 'Change a member',
      description: 'Only what is given. Disabling it ends its sessions and tokens.',
      params,
      body: changeSchema,
      answers: { 200: z.strictObject({ member: memberSchema }) },
      errors: ['VOLANO_ACCESS_EMAIL_TAKEN', 'VOLANO_ACCESS_LAST_OWNER', 'VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { member }, body }) => ({ member: await options.room.members.change(member, body) }),
  );
  serve(
    scope,
    {
      ...CHANGING,
      method: 'POST',
      path: '/v1/members/:member/link',
      summary: 'Make a one-time link',
      description: 'For who was invited (three days), or has lost the password (two hours). It ends the ones before it.',
      params,
      answers: { 201: z.strictObject({ link: linkSchema }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { member } }) => ({ link: shownLink(await options.room.members.link(member)) }),
  );
  serve(
    scope,
    {
      ...CHANGING,
      method: 'DELETE',
      path: '/v1/members/:member/sessions',
      summary: 'Sign a member out everywhere',
      params,
      answers: { 200: z.strictObject({}) },
    },
    async ({ params: { member } }) => {
      await options.room.sessions.endAll(member);
      return {};
    },
  );
}

function shownLink({ secret, expiresAt }: HandedLink): { readonly path: string; readonly expiresAt: number } {
  return { path: joinPath(secret), expiresAt };
}
