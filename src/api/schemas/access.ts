/** What the API says of members, sessions, tokens and the audit log. Times are wall clocks, ms UTC. */
import { z } from 'zod';
import { type DataClass, type Text, textSchema } from '../../define/index.ts';
import {
  type ApiToken,
  type DataScope,
  type Member,
  type MemberRole,
  PERMISSIONS,
  type Permission,
  type PlacedEntry,
  ROLE_IDS,
  type RoleId,
  type Session,
} from '../../runtime/index.ts';
import { component } from '../route/index.ts';
import { hint } from '../said.ts';

const text = z.string().min(1).max(200);
const time = z.number();
const list = <Item extends z.ZodType>(of: Item, max: number) => z.array(of).max(max);

export const emailSchema: z.ZodType<string> = z.email('must be an e-mail address').max(200);
export const nameSchema: z.ZodType<string> = text;
export const languageSchema: z.ZodType<'en' | 'zh'> = z.enum(['en', 'zh']);
export const passwordSchema: z.ZodType<string> = z.string().min(1).max(1_000);
/** Somebody without a role may nothing, which is said by disabling. */
export const rolesSchema: z.ZodType<RoleId[]> = list(z.enum(ROLE_IDS), ROLE_IDS.length).min(1);
export const permissionSchema: z.ZodType<Permission> = z.enum(PERMISSIONS);
export const dataClassesSchema: z.ZodType<DataClass[]> = list(z.enum(['none', 'pseudonymous', 'personal', 'sensitive']), 4);
export const tagsSchema: z.ZodType<string[]> = list(text, 1_000);
export const scopeSchema: z.ZodType<DataScope> = z
  .strictObject({
    traits: z.record(text, z.array(text).min(1).max(1_000)).describe('The value of each trait is one of these.').exactOptional(),
    own: z.strictObject({ trait: text, value: text }).describe('The trait that names the advisor has this value.').exactOptional(),
  })
  .refine(({ traits, own }) => traits !== undefined || own !== undefined, { message: hint`must name "traits" or "own", or be left out` })
  .meta({ id: 'DataScope', description: 'About whom: customers that meet all of it.' });

const memberShape = {
  id: z.string().describe('Made of the e-mail address; never changes.'),
  name: z.string(),
  email: z.string(),
  roles: rolesSchema,
  scope: scopeSchema.describe('Absent: all customers.').exactOptional(),
  dataClasses: dataClassesSchema
    .describe('Classes of data that are shown whole to who may see personal data; absent: `personal`.')
    .exactOptional(),
  tags: tagsSchema.describe('The tags that are shown; absent: all.').exactOptional(),
  language: languageSchema.exactOptional(),
  state: z.enum(['invited', 'active', 'disabled']),
  createdAt: time,
  createdBy: z.string(),
};

export const memberSchema: z.ZodType<Member> = component<Member>('Member', 'Somebody who signs in.')(z.strictObject(memberShape));

/** As it is listed. */
export interface ListedMember extends Member {
  readonly seenAt?: number;
}
export const listedMemberSchema: z.ZodType<ListedMember> = component<ListedMember>(
  'ListedMember',
  'Somebody who signs in, and when it was there.',
)(z.strictObject({ ...memberShape, seenAt: time.describe('To the minute; absent: never yet.').exactOptional() }));

const sessionShape = {
  id: z.string(),
  way: z.enum(['password', 'link', 'oidc']).describe('How it began.'),
  createdAt: time,
  seenAt: time.describe('To the minute.'),
  address: z.string(),
  agent: z.string().describe('The browser, as it names itself.'),
};
export const sessionSchema: z.ZodType<Omit<Session, 'member'>> = component<Omit<Session, 'member'>>('Session')(
  z.strictObject(sessionShape),
);
export const ownSessionSchema: z.ZodType<Omit<Session, 'member'> & { readonly current: boolean }> = component<
  Omit<Session, 'member'> & { readonly current: boolean }
>('OwnSession')(z.strictObject({ ...sessionShape, current: z.boolean().describe('The one that asks.') }));

/** Who asks, as the console reads it. */
export interface SessionAnswer {
  readonly member?: Pick<Member, 'id' | 'name' | 'email'>;
  readonly roles: Member['roles'];
  readonly permissions: ApiToken['permissions'];
  readonly language?: 'en' | 'zh';
  readonly csrf?: string;
  readonly setup?: true;
  readonly signIn?: 'password' | 'token';
}
export const sessionAnswerSchema: z.ZodType<SessionAnswer> = component<SessionAnswer>(
  'Principal',
  'Who asks, and what it may.',
)(
  z.strictObject({
    member: z
      .strictObject({ id: z.string(), name: z.string(), email: z.string() })
      .describe('Absent: the operator, or a service.')
      .exactOptional(),
    roles: z.array(z.enum(ROLE_IDS)),
    permissions: z.array(permissionSchema),
    language: languageSchema.exactOptional(),
    csrf: z.string().describe('To be sent in `x-volano-csrf` with what changes something; only of a session.').exactOptional(),
    setup: z.literal(true).describe('There is no member yet: who makes the first one is its owner.').exactOptional(),
    signIn: z.enum(['password', 'token']).describe('Nobody asks: by what one comes in. `token`: the admin token.').exactOptional(),
  }),
);

export const linkSchema: z.ZodType<{ readonly path: string; readonly expiresAt: number }> = z
  .strictObject({ path: z.string().describe('Of the page that opens it; the secret stands behind the #.'), expiresAt: time })
  .meta({ id: 'OneTimeLink', description: 'Shown this once.' });

export const tokenSchema: z.ZodType<ApiToken> = component<ApiToken>('ApiToken')(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    member: z.string().describe('In whose name; absent: a service’s.').exactOptional(),
    permissions: z.array(permissionSchema),
    createdAt: time,
    createdBy: z.string(),
    expiresAt: time.describe('Absent: never.').exactOptional(),
    usedAt: time.describe('To the minute; absent: not yet.').exactOptional(),
  }),
);

export const roleSchema: z.ZodType<Omit<MemberRole, 'permissions'> & { readonly permissions: readonly Permission[] }> = z
  .strictObject({ id: z.enum(ROLE_IDS), name: textSchema, description: textSchema, permissions: z.array(permissionSchema) })
  .meta({ id: 'Role' });
export const namedPermissionSchema: z.ZodType<{ readonly id: Permission; readonly name: Text }> = z
  .strictObject({ id: permissionSchema, name: textSchema })
  .meta({ id: 'Permission' });

export const auditEntrySchema: z.ZodType<PlacedEntry> = component<PlacedEntry>(
  'AuditEntry',
  'Who did what. Holds no body, no secret and no identifier.',
)(
  z.strictObject({
    id: z.string(),
    at: time,
    by: z.strictObject({ kind: z.enum(['member', 'service', 'operator', 'nobody']), id: z.string() }),
    kind: z.enum(['look', 'change']),
    permission: z.string(),
    method: z.string(),
    route: z.string(),
    target: z.record(z.string(), z.string()).describe('About what, by name.'),
    status: z.number(),
    code: z.string().describe('Of a refusal.').exactOptional(),
    address: z.string(),
  }),
);
