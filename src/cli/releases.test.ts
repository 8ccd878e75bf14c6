import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  all,
  defineJourney,
  defineProject,
  defineSegment,
  defineTagGroup,
  defineWorkspace,
  lintProject,
  onEvent,
  type Project,
  type Release,
  trait,
  wait,
} from '../define/index.ts';
import { projectBackTo, type Review } from '../runtime/index.ts';
import { nextRelease } from '../runtime/project/index.ts';
import { applyCommand } from './apply.ts';
import { managementClient } from './client.ts';
import { planCommand } from './plan.ts';
import { runProgram } from './program.ts';
import { releasesCommand } from './releases.ts';
import { reportCommand } from './report.ts';
import { writeReport } from './report-file.ts';
import { rollbackCommand } from './rollback.ts';
import { captured } from './terminal.suite.ts';

const workspace = defineWorkspace({ id: 'w', name: { en: 'W', zh: '店' }, timeZone: 'UTC', currency: 'EUR', seed: 's' });
const group = (id: string, exclusive = true) => defineTagGroup({ id, name: { en: id, zh: id }, exclusive });
const name = { en: 'N', zh: '名' };
const nobody = defineSegment({ id: 'nobody', name, condition: all(trait('x').is(1), trait('x').is(2)) });
const journey = (id: string) =>
  defineJourney({ id, name, stage: 'retain', trigger: onEvent('Seen'), reentry: 'once', steps: [wait('1d')] });
const projects: Readonly<Record<string, Project>> = {
  one: defineProject(workspace, group('a')),
  two: defineProject(workspace, group('a', false), group('b')),
  unsound: defineProject(workspace, nobody),
  doubtful: defineProject(workspace, ...['a', 'b', 'c', 'd', 'e', 'f'].map(journey)),
};

/** A server that keeps releases in memory, with the management API's addresses. */
function serverOf(releases: Release[]): FastifyInstance {
  const server = fastify();
  const unknown = { code: 'VOLANO_RESOURCE_UNKNOWN', reason: 'There is no such release.' };
  const summaryOf = ({ number, note, backTo, definitions }: Release) => ({
    number,
    definitions: definitions.length,
    changed: 1,
    ...(note !== undefined && { note }),
    ...(backTo !== undefined && { backTo }),
  });
  server.get('/v1/releases', async () => ({ releases: releases.map(summaryOf).reverse() }));
  server.get<{ Params: { number: string } }>('/v1/releases/:number', async ({ params }, reply) => {
    const found = params.number === 'current' ? releases.at(-1) : releases.find(({ number }) => number === Number(params.number));
    return found ?? reply.code(404).send(unknown);
  });
  server.post<{ Body: { project: Project } }>('/v1/plan', async ({ body: { project } }) => {
    const { release, changes } = nextRelease(releases, project);
    const removed = changes.filter(({ kind, action }) => kind === 'tag_group' && action === 'removed');
    return {
      number: release.number,
      changes,
      findings: lintProject(project, () => undefined),
      journeys: removed.map(({ id }) => ({
        journey: id,
        action: 'removed',
        inside: 3,
        steps: [{ version: 1, step: 'w', inside: 3, becomes: 'removed', edit: 'stay', isSaid: false }],
      })),
      rollouts: [],
      groups: removed.map(({ id }) => ({ kind: 'segment', id, action: 'removed', members: 7 })),
    } satisfies Review;
  });
  server.post<{ Body: { project: Project; note?: string; accept?: string[] } }>('/v1/releases', async ({ body, headers }, reply) => {
    accepted = body.accept;
    if (headers.authorization !== 'Bearer secret')
      return reply.code(401).send({ code: 'VOLANO_ADMIN_TOKEN_WRONG', reason: 'Wrong token.' });
    const { release } = nextRelease(releases, body.project, body.note === undefined ? {} : { note: body.note });
    releases.push(release);
    return summaryOf(release);
  });
  server.post<{ Body: { to?: number; note?: string; dryRun?: boolean } }>('/v1/rollback', async ({ body }) => {
    const { project, number } = projectBackTo(releases, body.to);
    const { release, changes } = nextRelease(releases, project, { backTo: number, ...(body.note !== undefined && { note: body.note }) });
    if (!body.dryRun) releases.push(release);
    return { number: release.number, changes, findings: [], journeys: [], rollouts: [], groups: [] } satisfies Review;
  });
  server.get('/v1/report', async () => ({ orders: 3 }));
  server.get('/broken', async () => 'no JSON');
  return server;
}

let accepted: string[] | undefined;
let releases: Release[];
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  releases = [];
  server = serverOf(releases);
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

async function volano(...words: readonly string[]) {
  const { world, out, err } = captured();
  const open = async (where: Parameters<typeof managementClient>[0]) => managementClient(where);
  const loadProject = async (folder: string) => projects[folder]!;
  const commands = [
    planCommand(world, { loadProject, open }),
    applyCommand(world, { loadProject, open }),
    releasesCommand(world, open),
    rollbackCommand(world, open),
    reportCommand(world, {
      open,
      render: async (report, locale) => `${locale} ${JSON.stringify(report)}`,
      renderPage: async (report, locale) => `<html>${locale} ${JSON.stringify(report)}</html>`,
      write: writeReport,
    }),
  ];
  const code = await runProgram([...words, '--url', url, '--token', 'secret'], world, commands);
  return { code, out: out(), err: err() };
}

describe('plan', () => {
  test('shows everything as new when there is no release', async () => {
    const { code, out } = await volano('plan', 'one');
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      '+ workspace "w" added',
      '+ tag group "a" added',
      'Release 1 would bring 2 added, 0 changed, 0 removed.',
    ]);
    expect(releases).toEqual([]);
  });

  test('shows changed lines in their place', async () => {
    await volano('apply', 'one');
    const { out } = await volano('plan', 'two');
    expect(out.split('\n')).toEqual([
      '~ tag group "a" changed',
      '      {',
      '    -   "exclusive": true,',
      '    +   "exclusive": false,',
      '        "id": "a",',
      '        "kind": "tag_group",',
      '      ...',
      '+ tag group "b" added',
      'Release 2 would bring 1 added, 1 changed, 0 removed.',
    ]);
  });

  test('with --check fails when there is a difference, and only then', async () => {
    expect((await volano('plan', 'one', '--check')).code).toBe(1);
    await volano('apply', 'one');
    expect(await volano('plan', 'one', '--check')).toMatchObject({ code: 0, out: 'No difference: release 1 is what this project says.' });
  });

  test('says whom it concerns', async () => {
    await volano('apply', 'two');
    const { out } = await volano('plan', 'one');
    expect(out).toContain(
      'journey "b": 3 inside\n  3 at step "w" of version 1, which is not there any more: they finish their version\nsegment "b": 7 members now',
    );
  });

  test('tells what the lints find, and fails when it is an error', async () => {
    const { code, out } = await volano('plan', 'unsound');
    expect(code).toBe(1);
    expect(out).toContain('error never-true: segment "nobody" at condition: it contradicts itself');
    expect(out).toContain('1 errors, 0 warnings. Each is explained in docs/lints.md.');
  });

  test('lets warnings pass, and does not repeat them without end', async () => {
    const { code, out } = await volano('plan', 'doubtful');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.startsWith('warning no-kpi'))).toHaveLength(5);
    expect(out).toContain('... and 1 more of no-kpi');
    expect((await volano('apply', 'doubtful')).out).toContain('6 warnings: "volano plan" shows them.');
  });

  test('with --json is one document', async () => {
    expect(JSON.parse((await volano('plan', 'one', '--json')).out)).toMatchObject({ number: 1, added: 2, changed: 0, removed: 0 });
  });
});

describe('apply', () => {
  test('makes the release and says which', async () => {
    const { code, out } = await volano('apply', 'one', '--note', 'first');
    expect(code).toBe(0);
    expect(out).toContain('Release 1 is in force: 2 added, 0 changed, 0 removed.');
    expect(releases).toEqual([expect.objectContaining({ number: 1, note: 'first' })]);
  });

  test('of what is in force already makes none', async () => {
    await volano('apply', 'one');
    expect((await volano('apply', 'one')).out).toBe('No difference: release 1 is what this project says.');
    expect(releases).toHaveLength(1);
  });

  test('passes on which errors of lints are accepted', async () => {
    await volano('apply', 'one', '--accept', 'never-true', 'never-sent');
    expect(accepted).toEqual(['never-true', 'never-sent']);
  });

  test('shows a refusal of the server as it came', async () => {
    const { world, err } = captured();
    const commands = [applyCommand(world, { loadProject: async () => projects.one!, open: async (where) => managementClient(where) })];
    expect(await runProgram(['apply', '--url', url, '--token', 'guess'], world, commands)).toBe(2);
    expect(err()).toContain('VOLANO_ADMIN_TOKEN_WRONG: Wrong token.');
  });
});

describe('releases', () => {
  test('are listed, newest first', async () => {
    expect((await volano('releases')).out).toBe('There is no release yet. "volano apply" makes the first.');
    await volano('apply', 'one', '--note', 'first');
    await volano('apply', 'two');
    expect((await volano('releases')).out.split('\n')).toEqual([
      'release  definitions  new or changed  back to  note',
      '      2            3               1',
      '      1            2               1           first',
    ]);
  });

  test('roll back to an earlier one under a new number', async () => {
    await volano('apply', 'one');
    await volano('apply', 'two');
    const shown = await volano('rollback', '--dry-run');
    expect(shown.out).toContain('Release 3 would bring 0 added, 1 changed, 1 removed.');
    expect(releases).toHaveLength(2);
    const { code, out } = await volano('rollback', '1', '--note', 'back');
    expect(code).toBe(0);
    expect(out).toContain('Release 3 is in force: 0 added, 1 changed, 1 removed.');
    expect(releases[2]).toEqual({ ...releases[0]!, number: 3, note: 'back', backTo: 1 });
    expect((await volano('releases')).out.split('\n')[1]).toMatch(/^ {6}3 .* 1 {2}back$/);
    expect((await volano('releases', 'rollback')).out).toContain('Release 4 is in force');
    expect(releases[3]!.definitions).toEqual(releases[1]!.definitions);
  });

  test('roll back to none that there is not', async () => {
    expect((await volano('rollback', '7')).code).not.toBe(0);
    expect((await volano('rollback', 'last')).code).toBe(2);
  });
});

test('report writes a page where it is asked to, and says what to do when it cannot', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'volano-report-'));
  const file = join(folder, 'report.html');
  expect(await volano('report', '--html', file)).toMatchObject({ code: 0, out: expect.stringContaining(file) });
  expect(await readFile(file, 'utf8')).toBe('<html>en {"orders":3}</html>');
  const refused = await volano('report', '--html', join(folder, 'missing', 'report.html'));
  expect(refused).toMatchObject({ code: 2, out: '', err: expect.stringContaining('VOLANO_REPORT_UNWRITABLE') });
  expect((await volano('report', '--html', file, '--json')).code).toBe(2);
  await rm(folder, { recursive: true });
});

test('report shows what the server reports', async () => {
  expect((await volano('report')).out).toBe('en {"orders":3}');
  expect((await volano('report', '--json')).out).toBe('{"orders":3}');
});

test('a server that is not there is said to be not there', async () => {
  await server.close();
  const { code, err } = await volano('releases');
  expect(code).toBe(1);
  expect(err).toContain(`VOLANO_SERVER_UNREACHABLE: No Volano server answers at ${url}`);
});
