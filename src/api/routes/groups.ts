/** Who is in segments and holds tags, how they have grown, and finding customers by how an identifier begins. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type Definition, dayOfDate } from '../../define/index.ts';
import { type GroupKey, MEMBER_CURSOR, type Permission } from '../../runtime/index.ts';
import { hidesContacts, personalIn, withoutContacts } from '../access/personal.ts';
import type { ApiDependencies } from '../deps.ts';
import { invalidQuery, type Route, serve, text, whole } from '../route/index.ts';
import { hint, said } from '../said.ts';
import { foundCustomersSchema, groupDaysSchema, groupMembersSchema, segmentFlowSchema } from '../schemas/members-of-groups.ts';

const PAGE = 50;
const PAGE_MAX = 500;
const DAYS = 90;
const DAYS_MAX = 1_100;
const FLOW_DAYS = 30;
const FLOW_DAYS_MAX = 366;
const PREFIX_LENGTH_MAX = 200;

const limit = whole({ min: 1, max: PAGE_MAX, default: PAGE });
const day = (what: string) => text().describe(`${what}, e.g. \`2026-05-01\`, in the workspace's time zone.`).exactOptional();
const membersQuery = z.strictObject({
  limit,
  before: text().regex(MEMBER_CURSOR, hint`must be \`next\` of the page before`).describe('`next` of the page before.').exactOptional(),
});
const historyQuery = z.strictObject({ from: day(`The first day; default: ${DAYS} days`), to: day('The last day; default: today') });
const flowQuery = z.strictObject({
  days: whole({ min: 1, max: FLOW_DAYS_MAX, default: FLOW_DAYS }).describe('How many, the last one included.'),
  to: day('The last day; default: today'),
});

export function registerGroups(scope: FastifyInstance, dependencies: ApiDependencies): void {
  registerMembers(scope, dependencies);
  registerHistory(scope, dependencies);
  registerFlow(scope, dependencies);
  registerSearch(scope, dependencies);
}

function registerMembers(scope: FastifyInstance, dependencies: ApiDependencies): void {
  const about = {
    method: 'GET',
    area: 'groups',
    description: 'The latest first, by the stays that the warehouse knows.',
    permission: 'customers.read',
    audit: 'look',
    query: membersQuery,
    answers: { 200: groupMembersSchema },
    errors: ['VOLANO_RESOURCE_UNKNOWN'],
  } as const satisfies Partial<Route>;
  serve(
    scope,
    { ...about, path: '/v1/segments/:segment/members', summary: 'Who is in a segment', params: z.strictObject({ segment: text() }) },
    async ({ params: { segment: id }, query, request }) => {
      assertMay(request, 'segments.read');
      await assertReleased({ kind: 'segment', id }, dependencies);
      return dependencies.groupMembers({ kind: 'segment', id, ...query });
    },
  );
  serve(
    scope,
    { ...about, path: '/v1/tags/:tag/members', summary: 'Who holds a tag', params: z.strictObject({ tag: text() }) },
    async ({ params: { tag: id }, query, request }) => {
      assertMay(request, 'tags.read');
      await assertReleased({ kind: 'tag', id }, dependencies);
      return dependencies.groupMembers({ kind: 'tag', id, ...query });
    },
  );
}

function registerHistory(scope: FastifyInstance, dependencies: ApiDependencies): void {
  const about = {
    method: 'GET',
    area: 'groups',
    description: `Who came, who left and how many there were at its end; at most ${DAYS_MAX} days.`,
    query: historyQuery,
    answers: { 200: groupDaysSchema },
    errors: ['VOLANO_RESOURCE_UNKNOWN'],
  } as const satisfies Partial<Route>;
  const historyOf = async (key: GroupKey, query: { readonly from?: string; readonly to?: string }) => {
    await assertReleased(key, dependencies);
    return {
      days: await dependencies.groupHistory({ ...key, ...daysOf(query, dependencies.today()) }),
    };
  };
  serve(
    scope,
    {
      ...about,
      path: '/v1/segments/:segment/history',
      summary: 'How a segment has grown, day by day',
      permission: 'segments.read',
      params: z.strictObject({ segment: text() }),
    },
    ({ params, query }) => historyOf({ kind: 'segment', id: params.segment }, query),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/tags/:tag/history',
      summary: 'How a tag has grown, day by day',
      permission: 'tags.read',
      params: z.strictObject({ tag: text() }),
    },
    ({ params, query }) => historyOf({ kind: 'tag', id: params.tag }, query),
  );
}

function registerFlow(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/segments/:segment/flow',
      area: 'groups',
      summary: 'Where the members of a segment came from, and where they went',
      description: 'From and into other segments.',
      permission: 'segments.read',
      params: z.strictObject({ segment: text() }),
      query: flowQuery,
      answers: { 200: segmentFlowSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { segment }, query: { days, to: last } }) => {
      await assertReleased({ kind: 'segment', id: segment }, dependencies);
      const to = last === undefined ? dependencies.today() : dayIn('to', last);
      return dependencies.segmentFlow({ segment, from: to - days + 1, to });
    },
  );
}

function registerSearch(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/customers/search',
      area: 'customers',
      summary: 'Find customers by how an identifier begins',
      description:
        'In order of namespace and value. Who sees personal data masked finds nobody by e-mail address or telephone number here: these are found whole, by `GET /v1/customers`.',
      permission: 'customers.read',
      audit: 'look',
      query: z.strictObject({
        prefix: text().max(PREFIX_LENGTH_MAX).describe('As it is written: upper and lower case differ.'),
        namespace: text().describe('Only of this one; default: all.').exactOptional(),
        limit,
        after: text().describe('`next` of the page before.').exactOptional(),
      }),
      answers: { 200: foundCustomersSchema },
    },
    async ({ query: { prefix, namespace, limit: count, after }, request: { principal } }) => {
      const definitions = await inForce(dependencies);
      const hides = hidesContacts(principal);
      const personal = personalIn(definitions).namespaces;
      const namespaces = definitions
        .flatMap(({ kind, id }) => (kind === 'namespace' && (namespace ?? id) === id && !(hides && personal.has(id)) ? [id] : []))
        .sort();
      const cursor = after === undefined ? {} : { after: identifierIn(after) };
      const found = await dependencies.search({ prefix, namespaces, limit: count, ...cursor });
      // An address or a number may stand in any namespace.
      const shown = hides ? found.customers.filter(({ matched: [, value] }) => withoutContacts(value) === value) : found.customers;
      return { customers: shown, ...(found.next && { next: Buffer.from(JSON.stringify(found.next)).toString('base64url') }) };
    },
  );
}

/** Throws VOLANO_ACCESS_DENIED. */
function assertMay({ principal }: FastifyRequest, permission: Permission): void {
  if (principal && !principal.permissions.has(permission)) throw new VolanoError('VOLANO_ACCESS_DENIED', { permission });
}

async function inForce({ releases, release }: ApiDependencies): Promise<readonly Definition[]> {
  const [latest] = await releases();
  const found = latest && (await release(latest.number));
  return found?.definitions.map(({ definition }) => definition) ?? [];
}

/** Rejects with VOLANO_RESOURCE_UNKNOWN. */
async function assertReleased({ kind, id }: GroupKey, dependencies: ApiDependencies): Promise<void> {
  const all = await inForce(dependencies);
  if (!all.some((one) => one.kind === kind && one.id === id)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind, id });
}

/** Throws VOLANO_QUERY_INVALID. */
function daysOf(
  { from, to }: { readonly from?: string; readonly to?: string },
  today: number,
): { readonly from: number; readonly to: number } {
  const last = to === undefined ? today : dayIn('to', to);
  const first = from === undefined ? last - DAYS + 1 : dayIn('from', from);
  if (first > last) throw invalidQuery('from', said`is later than the last day`);
  if (last - first >= DAYS_MAX) throw invalidQuery('from', said`is too early: at most ${DAYS_MAX} days`);
  return { from: first, to: last };
}

function dayIn(field: string, given: string): number {
  const found = dayOfDate(given);
  if (found === undefined) throw invalidQuery(field, said`must be a date, e.g. 2026-05-01`);
  return found;
}

function identifierIn(cursor: string): readonly [string, string] {
  try {
    const pair = z.tuple([z.string(), z.string()]).safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    if (pair.success) return pair.data;
  } catch {
    // Not ours.
  }
  throw invalidQuery('after', said`must be \`next\` of the page before`);
}
