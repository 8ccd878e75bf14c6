/** Every route with every role: what is written here is what may be done, whatever the code says of itself. */
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csrfOf, type RoleId } from '../../runtime/index.ts';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi, registerWatch } from '../register.ts';

/** In the order of the columns. */
const ROLES: readonly RoleId[] = [
  'owner',
  'data_steward',
  'journey_designer',
  'rules_engineer',
  'content_creator',
  'channel_operator',
  'analyst',
  'advisor',
  'service_agent',
  'compliance_reviewer',
  'executive',
];

/** A letter: may; a point: may not; `open`: everybody may, signed in or not. */
const TABLE = `
  GET /health                                        open
  GET /inbox/messages                                open
  POST /inbox/messages/:message/archive              open
  POST /inbox/messages/:message/click                open
  POST /inbox/messages/:message/open                 open
  GET /inbox/stream                                  open
  GET /metrics                                       O....h.....
  GET /ready                                         open
  GET /v1/audit                                      O........x.
  GET /v1/audit.csv                                  O........x.
  POST /v1/backup                                    O..........
  GET /v1/benefits                                   Odjrchavsx.
  POST /v1/benefits/:benefit/codes                   O.j..h.....
  POST /v1/broadcasts                                Odjrcha....
  GET /v1/calendar                                   Odjrchavsxe
  GET /v1/changes                                    Odjrcha..xe
  GET /v1/changes/:kind/:id                          Odjrcha..xe
  PUT /v1/changes/:kind/:id                          Odjrcha....
  DELETE /v1/changes/:kind/:id                       Odjrcha....
  POST /v1/changes/plan                              Odjrcha....
  POST /v1/changes/release                           Odjrcha....
  GET /v1/channels                                   Odjrcha..xe
  POST /v1/channels/:channel/test                    O.j.ch.....
  GET /v1/content                                    Odjrchavsx.
  POST /v1/content/:template/approve                 O........x.
  POST /v1/content/:template/return                  O........x.
  GET /v1/content/approvals                          Odjrchavsx.
  GET /v1/content/:template/preview                  O.j.c..v.x.
  GET /v1/content/pages/:page                        open
  POST /v1/content/preview                           O.j.c..v.x.
  POST /v1/content/:template/rollback                O...c......
  POST /v1/content/:template/test                    O.j.ch.....
  GET /v1/content/:template/versions                 Odjrchavsx.
  GET /v1/counters                                   Odjrchavsxe
  GET /v1/customers                                  Odjr.havsx.
  GET /v1/customers/:customer                        Odjr.havsx.
  GET /v1/customers/:namespace/:value                Odjr.havsx.
  GET /v1/customers/search                           Odjr.havsx.
  GET /v1/dead-letters                               O.jr.havsx.
  POST /v1/decide                                    O.jr...v...
  GET /v1/definitions                                Odjrcha..xe
  GET /v1/definitions/:kind/:id                      Odjrcha..xe
  GET /v1/diagnosis                                  Odjrchavsxe
  POST /v1/dictionary/check                          Odjrcha..x.
  GET /v1/dictionary/infer                           Odjrcha..x.
  GET /v1/drafts                                     Odjrcha..xe
  GET /v1/drafts/:id                                 Odjrcha..xe
  POST /v1/drafts/:id/approve                        O........x.
  POST /v1/drafts/:id/reject                         Odjrcha..x.
  GET /v1/events                                     Od.r.h.....
  GET /v1/events/:id                                 Od.r.h.....
  GET /v1/explain                                    Odjr.havsx.
  POST /v1/forecast                                  Odjrchav.xe
  GET /v1/groups                                     Odjrchav.xe
  GET /v1/identity                                   Odjr.havsx.
  POST /v1/identity/bind                             Od.........
  GET /v1/identity/preview                           Od.........
  POST /v1/identity/preview                          Od.........
  POST /v1/identity/unbind                           Od.........
  POST /v1/identity/unmerge                          Od.........
  POST /v1/inbox-tokens                              O....h.....
  GET /v1/journeys                                   Odjrchavsxe
  GET /v1/journeys/:journey                          Odjrchavsxe
  GET /v1/journeys/:journey/diagnosis                Odjrchavsxe
  POST /v1/journeys/:journey/start                   O.j....v...
  POST /v1/journeys/:journey/steps/:step/reroute     O.jr.......
  GET /v1/library/sensitive-words                    Odjrcha..xe
  GET /v1/lineage                                    Odjr.havsx.
  GET /v1/live                                       Odjrchavsxe
  GET /v1/measures/events                            Odjr.ha..xe
  GET /v1/measures/funnel                            Odjr.ha..xe
  GET /v1/measures/latency                           Odjr.ha..xe
  GET /v1/measures/lift                              Odjr.ha..xe
  GET /v1/measures/messages                          Odjr.ha..xe
  GET /v1/measures/retention                         Odjr.ha..xe
  GET /v1/measures/revenue                           Odjr.ha..xe
  GET /v1/measures/rfm                               Odjr.ha..xe
  GET /v1/measures/rfm/customers                     Odjr.havsx.
  GET /v1/members                                    O..........
  POST /v1/members                                   O..........
  GET /v1/members/:member                            O..........
  PATCH /v1/members/:member                          O..........
  POST /v1/members/:member/link                      O..........
  DELETE /v1/members/:member/sessions                O..........
  GET /v1/messages                                   O.jr.havsx.
  GET /v1/names                                      Odjrchavsxe
  GET /v1/outbox                                     O.jr.havsx.
  GET /v1/outbox/:message                            O.jr.havsx.
  GET /v1/outbox/:message/preview                    open
  POST /v1/plan                                      Odjrcha....
  GET /v1/playbooks                                  Odjrchavsxe
  POST /v1/playbooks/:playbook                       Odjrcha....
  POST /v1/preview                                   Odjr.havsx.
  GET /v1/quality                                    Odjrcha..xe
  GET /v1/quality/hours                              Odjrcha..xe
  GET /v1/quarantine                                 Od.r.h.....
  GET /v1/quarantine/:id                             Od.r.h.....
  POST /v1/quarantine/drop                           Od.........
  GET /v1/quarantine/identifiers                     Od.r.h.....
  POST /v1/quarantine/replay                         Od.........
  GET /v1/quarantine/stats                           Od.r.h.....
  GET /v1/recommendations                            Odjrchavsx.
  GET /v1/recommendations/:recommendation            Odjrchavsx.
  POST /v1/redeliver                                 O....h.....
  POST /v1/rehearsals/simulations                    Odjrcha....
  DELETE /v1/rehearsals/simulations/:id              Odjrcha....
  GET /v1/rehearsals/simulations/:id                 Odjrcha..xe
  POST /v1/rehearsals/test                           Odjrcha..xe
  GET /v1/releases                                   Odjrcha..xe
  POST /v1/releases                                  Odjrcha....
  GET /v1/releases/:number                           Odjrcha..xe
  GET /v1/releases/:number/changes                   Odjrcha..xe
  GET /v1/releases/status                            Odjrcha..xe
  GET /v1/report                                     Odjr.ha..xe
  GET /v1/roles                                      Odjrchavsxe
  POST /v1/rollback                                  O..r.......
  GET /v1/rollouts                                   Odjrcha..xe
  POST /v1/rollouts/:id                              O.jr.......
  GET /v1/segments/:segment/flow                     Odjrchav.xe
  GET /v1/segments/:segment/history                  Odjrchav.xe
  GET /v1/segments/:segment/members                  Odjr.havsx.
  DELETE /v1/session                                 open
  GET /v1/session                                    open
  PATCH /v1/session                                  Odjrchavsxe
  POST /v1/session                                   open
  POST /v1/session/join                              open
  POST /v1/session/link                              open
  GET /v1/session/oidc                               open
  GET /v1/session/oidc/callback                      open
  GET /v1/session/ways                               open
  POST /v1/session/password                          Odjrchavsxe
  GET /v1/sessions                                   Odjrchavsxe
  DELETE /v1/sessions/:session                       Odjrchavsxe
  GET /v1/snapshots                                  O..........
  POST /v1/snapshots                                 O..........
  GET /v1/sources                                    Odjrcha..xe
  POST /v1/sources/:source/write-keys                O....h.....
  GET /v1/write-keys                                 O....h.....
  DELETE /v1/write-keys/:key                         O....h.....
  POST /v1/write-keys/:key/rotate                    O....h.....
  GET /v1/steps                                      Odjr.havsx.
  GET /v1/tags                                       Odjrchavsxe
  GET /v1/tags/:tag                                  Odjrchavsxe
  GET /v1/tags/:tag/history                          Odjrchavsxe
  GET /v1/tags/:tag/members                          Odjr.havsx.
  GET /v1/tags/:tag/sheet                            Od.r..a..x.
  POST /v1/tags/audit                                Od.r..a..x.
  POST /v1/tags/judgements                           Od.r..a..x.
  GET /v1/timeline                                   Odjr.havsx.
  GET /v1/tokens                                     Odjrchavsxe
  POST /v1/tokens                                    Odjrchavsxe
  DELETE /v1/tokens/:token                           Odjrchavsxe
  GET /v1/workspace                                  Odjrchavsxe
  GET /v1/write-key                                  O....h.....
`;

const REACHED = 299;
const expected = new Map(
  TABLE.trim()
    .split('\n')
    .map((row): [string, string] => {
      const words = row.trim().split(/\s+/);
      return [words.slice(0, 2).join(' '), words[2]!];
    }),
);

let shop: Shop;
let server: FastifyInstance;
const registered: string[] = [];
const cookies = new Map<string, Record<string, string>>();
let asked = 0;

beforeAll(async () => {
  shop = await openShop();
  const { members: room } = shop.dependencies;
  for (const role of ROLES) {
    const { id } = await room.members.vouched({ subject: role, name: role, email: `${role}@example.com`, roles: [role] });
    const secret = await room.sessions.begin({ member: id, way: 'oidc', address: '', agent: '' });
    cookies.set(role, { cookie: `volano=${secret}`, 'x-volano-csrf': csrfOf(secret) });
  }
  server = fastify({ logger: false });
  server.addHook('onRoute', ({ method, url }) => void registered.push(`${method} ${url}`));
  // Who may is at the route's door: what happens behind it is for other tests.
  server.addHook('preParsing', async (_request, reply) => reply.code(REACHED).send('reached'));
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', checksAnswers: false });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

async function ask(route: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  const [method, url] = route.split(' ') as ['GET', string];
  const address = url.replace(/:\w+/g, 'x').replace('*', 'x');
  asked += 1;
  // Many requests of one address would be too many.
  const remoteAddress = `10.${asked % 200}.${asked % 199}.1`;
  const { statusCode, body } = await server.inject({ method, url: address, headers: { host: 'localhost', ...headers }, remoteAddress });
  return { status: statusCode, body };
}

test('every route is in the table, and every row of it is a route', () => {
  const routes = registered.filter((route) => !/^(HEAD|OPTIONS) /.test(route)).sort();
  const isFace = (route: string): boolean => / \/(v1|inbox|health|ready|metrics)(\/|$)/.test(route);
  expect(routes.filter(isFace)).toEqual([...expected.keys()].sort());
  // The rest is pages and files, which hold nothing of anybody.
  expect(routes.filter((route) => !isFace(route) && !route.startsWith('GET '))).toEqual([]);
});

test('a route that says no permission cannot be registered', async () => {
  const bare = fastify({ logger: false });
  const { dependencies } = shop;
  await registerWatch(bare, dependencies, { host: '127.0.0.1' });
  const { enforce } = await import('./index.ts');
  const adding = bare.register(async (scope) => {
    enforce(scope, { host: '127.0.0.1', room: dependencies.members, now: dependencies.now });
    scope.get('/v1/secret', async () => 'secret');
  });
  await expect(Promise.resolve(adding)).rejects.toThrow('GET /v1/secret says no permission');
});

describe.each([...ROLES.entries()])('%i: %s', (column, role) => {
  test('may what the table says, and nothing else', async () => {
    const wrong: string[] = [];
    for (const [route, row] of expected) {
      const { status, body } = await ask(route, cookies.get(role)!);
      const may = row === 'open' || row[column] !== '.';
      const isDenied = status === 403 && body.includes('VOLANO_ACCESS_DENIED') && body.includes('"permission":"');
      if (may ? status !== REACHED : !isDenied) wrong.push(`${route}: ${status}, and the table says ${may ? 'yes' : 'no'}`);
    }
    expect(wrong).toEqual([]);
  });
});

test.each([
  ['nobody', {}],
  ['a session that there is not', { cookie: `volano=${'x'.repeat(43)}`, 'x-volano-csrf': 'x' }],
  ['a token that there is not', { authorization: 'Bearer vlt_nothing' }],
  ['any word as a token', { authorization: 'Bearer letmein' }],
])('%s may what is open, and nothing else', async (_, headers) => {
  const wrong: string[] = [];
  for (const [route, row] of expected) {
    const { status } = await ask(route, headers as Record<string, string>);
    if (status !== (row === 'open' ? REACHED : 401)) wrong.push(`${route}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('a cookie alone changes nothing', async () => {
  const { cookie } = cookies.get('owner')!;
  const wrong: string[] = [];
  for (const [route, row] of expected) {
    if (row === 'open') continue;
    const { status, body } = await ask(route, { cookie: cookie! });
    if (route.startsWith('GET ') ? status !== REACHED : !body.includes('VOLANO_ACCESS_CSRF')) wrong.push(`${route}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test('a page of another site may nothing behind the door, signed in or not', async () => {
  const wrong: string[] = [];
  // A frame asks for them, by an address that is its proof.
  const framed = ['GET /v1/outbox/:message/preview', 'GET /v1/content/pages/:page'];
  for (const [route] of [...expected].filter(([route]) => route.includes('/v1/') && !framed.includes(route))) {
    const { body } = await ask(route, { ...cookies.get('owner')!, origin: 'https://evil.example' });
    if (!body.includes('VOLANO_ORIGIN_FOREIGN')) wrong.push(route);
  }
  expect(wrong).toEqual([]);
});
