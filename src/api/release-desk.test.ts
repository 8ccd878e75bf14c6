import { describe, expect, test } from 'vitest';
import type { DefinitionKind, Release } from '../define/index.ts';
import { permissionsOf, type RoleId, type Running } from '../runtime/index.ts';
import type { Asker } from './deps.ts';
import { releaseDesk } from './release-desk.ts';

const PROJECT = { definitions: [] };

/** A desk over releases that change definitions of these kinds; `asksForTwo`: whether the workspace asks for a second person. */
function desk(kinds: readonly DefinitionKind[], { asksForTwo = false } = {}) {
  const made: object[] = [];
  const said = { number: 2, changes: kinds.map((kind) => ({ kind, id: 'x', action: 'changed' })), findings: [], rollouts: [] };
  const drafts = {
    rule: asksForTwo ? { members: [] } : undefined,
    memberBehind: (token: string | undefined) => (asksForTwo ? `behind ${token}` : undefined),
    propose: async (proposal: object) => {
      made.push({ proposed: true, ...proposal });
      return 'd1';
    },
    approve: async (id: string, by: string) => ({ id, by: 'ada', approvedBy: by, base: 1, project: PROJECT }),
  };
  const running = {
    releases: { summaries: () => [{ number: 2 }], list: [{ number: 1, definitions: [] } satisfies Release] },
    questions: { drafts, review: async () => said, rollouts: {} },
    applyProject: async (_project: object, note: string | undefined, more: object) => {
      made.push({ note, ...more });
      return { release: { number: 2 } };
    },
  };
  return { made, ...releaseDesk(running as unknown as Running) };
}

const signedIn = (...roles: RoleId[]): Asker => ({ signedIn: 'ben', may: permissionsOf(roles) });

describe('who is signed in', () => {
  test.each<[RoleId, DefinitionKind[], string | undefined]>([
    ['content_creator', ['template', 'block'], undefined],
    ['content_creator', ['template', 'policy'], 'policies.write'],
    ['content_creator', ['journey'], 'journeys.write'],
    ['journey_designer', ['journey', 'segment', 'placement'], undefined],
    ['journey_designer', ['workspace'], 'settings.workspace'],
    ['rules_engineer', ['policy', 'trait', 'tag', 'tag_group', 'event', 'namespace'], undefined],
    ['rules_engineer', ['channel'], 'channels.write'],
    ['analyst', ['segment'], undefined],
    ['analyst', ['tag'], 'tags.write'],
    ['owner', ['workspace', 'policy', 'benefit', 'recommendation', 'purpose', 'channel'], undefined],
  ])('a %s that changes %j lacks %s', async (role, kinds, missing) => {
    const { apply, made } = desk(kinds);
    const asked = apply(PROJECT, { member: signedIn(role) });
    if (missing === undefined) expect(await asked).toEqual({ number: 2 });
    else await expect(asked).rejects.toMatchObject({ code: 'VOLANO_ACCESS_DENIED', details: { permission: missing } });
    expect(made).toHaveLength(missing === undefined ? 1 : 0);
  });

  test('makes the release under its own name, or proposes it where a second person is asked for', async () => {
    const alone = desk(['segment']);
    await alone.apply(PROJECT, { member: signedIn('analyst'), note: 'n' });
    expect(alone.made).toEqual([{ note: 'n', by: 'ben' }]);
    const two = desk(['segment'], { asksForTwo: true });
    expect(await two.apply(PROJECT, { member: signedIn('analyst') })).toEqual({ draft: 'd1' });
    expect(two.made).toMatchObject([{ proposed: true, by: 'ben' }]);
    await two.drafts.approve('d1', signedIn('compliance_reviewer'));
    expect(two.made[1]).toMatchObject({ by: 'ada', approvedBy: 'ben' });
  });

  test('a token of the workspace’s list counts for the operator as before', async () => {
    const two = desk(['policy'], { asksForTwo: true });
    await two.apply(PROJECT, { member: 'token' });
    expect(two.made).toMatchObject([{ proposed: true, by: 'behind token' }]);
    const alone = desk(['policy']);
    await alone.apply(PROJECT, {});
    expect(alone.made).toEqual([{ note: undefined }]);
  });
});
