import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  defineChannel,
  defineProject,
  definePurpose,
  defineSegment,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  event,
} from '../../define/index.ts';
import { canonicalText, loadProject } from '../project/index.ts';
import { type BroadcastWish, broadcastJourney, broadcastMoment, isBroadcast, withBroadcast } from './journey.ts';
import { planWriting, writeFiles } from './write.ts';

const name = { en: 'Spring', zh: '春季' };
const project = defineProject(
  defineWorkspace({ id: 'w', name, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' }),
  defineTrait({ id: 'email', name, type: 'string' }),
  definePurpose({ id: 'offers', name, basis: 'opt_in' }),
  defineChannel({ id: 'mail', type: 'email', name, from: { name: 'Shop', address: 'shop@example.com' } }),
  defineSegment({ id: 'buyers', name, condition: event('Order Completed').performed() }),
  defineTemplate({ id: 'spring_news', name, body: 'Spring' }),
);
const wish: BroadcastWish = {
  segment: 'buyers',
  template: 'spring_news',
  channel: 'mail',
  purpose: 'offers',
  messageClass: 'marketing',
  at: '2026-12-01T10:00',
};
const journey = broadcastJourney(wish, project);
const root = join(import.meta.dirname, '../../..');

describe('a broadcast', () => {
  test('is a journey of two steps that starts once, with a held-out group and a target', () => {
    expect(journey).toEqual({
      kind: 'journey',
      id: 'broadcast_spring_news_20261201',
      name: { en: 'Broadcast: Spring, 2026-12-01', zh: '群发：春季，2026-12-01' },
      stage: 'retain',
      trigger: { type: 'schedule', date: '2026-12-01', at: '10:00', segment: 'buyers' },
      reentry: 'once',
      holdout: 0.1,
      kpi: { metric: 'click_rate', target: 0.02, within: '7d' },
      steps: [
        { type: 'send', id: 'message', channel: 'mail', template: 'spring_news', purpose: 'offers' },
        { type: 'wait', id: 'time-to-answer', duration: '7d' },
      ],
    });
    expect(isBroadcast(journey)).toBe(true);
    expect(broadcastMoment(wish.at, project)).toBe(Date.parse('2026-12-01T02:00Z'));
  });

  test('holds nobody out of what is no marketing, unless it is told to', () => {
    const service = broadcastJourney({ ...wish, messageClass: 'service' }, project);
    expect(service).not.toHaveProperty('holdout');
    expect(service.steps[0]).toMatchObject({ messageClass: 'service' });
    expect(broadcastJourney({ ...wish, holdout: 0.3, id: 'mine', name: 'Mine' }, project)).toMatchObject({
      holdout: 0.3,
      id: 'mine',
      name: { zh: 'Mine' },
    });
  });

  test.each(['2026-12-01', '2026-12-01T10:00Z', '2026-13-01T10:00', '2026-12-01T24:00', 'tomorrow'])('at %s is refused', (at) => {
    expect(() => broadcastJourney({ ...wish, at }, project)).toThrow(expect.objectContaining({ code: 'VOLANO_BROADCAST_TIME' }));
  });

  test.each([{ segment: 'x' }, { template: 'x' }, { channel: 'x' }, { purpose: 'x' }])('of an unknown %j is refused', (more) => {
    expect(() => broadcastJourney({ ...wish, ...more }, project)).toThrow(expect.objectContaining({ code: 'VOLANO_RESOURCE_UNKNOWN' }));
  });

  test('is not made twice', () => {
    expect(() => withBroadcast(withBroadcast(project, journey), journey)).toThrow(
      expect.objectContaining({ code: 'VOLANO_BROADCAST_TAKEN' }),
    );
  });
});

describe('written into a folder', () => {
  let folder: string;
  const indexText = (broadcasts: boolean): string => `${broadcasts ? "import { broadcasts } from './broadcasts/index.ts';\n" : ''}
export const project = { definitions: [...${broadcasts ? 'broadcasts' : '[]'}, ...${JSON.stringify(project.definitions)}] };
`;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'volano-broadcast-'));
    await mkdir(join(folder, 'node_modules'));
    await symlink(root, join(folder, 'node_modules/volano'));
    await mkdir(join(folder, 'shop'));
    await writeFile(join(folder, 'shop/index.ts'), indexText(false));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('is a file of its own and a line in a list, and the project has the same journey', async () => {
    const shop = join(folder, 'shop');
    const first = await planWriting(journey, shop);
    expect(first.files.map(({ path }) => path)).toEqual(['broadcasts/broadcast-spring-news-20261201.ts', 'broadcasts/index.ts']);
    expect(first.lines).toHaveLength(2);
    await writeFiles(first, shop);
    await writeFile(join(shop, 'index.ts'), indexText(true));
    const before = await readFile(join(shop, 'broadcasts/index.ts'), 'utf8');
    const other = broadcastJourney({ ...wish, at: '2026-11-05T09:00', holdout: 0, messageClass: 'transactional' }, project);
    const second = await planWriting(other, shop);
    expect(second.lines).toEqual([]);
    await writeFiles(second, shop);
    await cp(shop, join(folder, 'again'), { recursive: true });
    const { definitions } = await loadProject(join(folder, 'again'));
    expect(definitions.slice(0, 2).map((one) => canonicalText(one))).toEqual([other, journey].map((one) => canonicalText(one)));

    const after = await readFile(join(shop, 'broadcasts/index.ts'), 'utf8');
    const added = after.split('\n').filter((line) => !before.split('\n').includes(line));
    expect(added).toEqual([
      "import { broadcastSpringNews20261105 } from './broadcast-spring-news-20261105.ts';",
      'export const broadcasts: readonly JourneyDefinition[] = [broadcastSpringNews20261105, broadcastSpringNews20261201];',
    ]);
    await expect(planWriting(journey, shop)).rejects.toMatchObject({ code: 'VOLANO_BROADCAST_TAKEN' });
  });

  test('is as the formatter of this repository would have it', async () => {
    const { files } = await planWriting(journey, join(folder, 'shop'));
    for (const { path, text } of files) {
      const formatted = execFileSync(join(root, 'node_modules/.bin/biome'), ['format', '--stdin-file-path', path], {
        input: text,
        cwd: root,
        encoding: 'utf8',
      });
      expect(formatted).toBe(text);
    }
  });

  test('a list that somebody wrote otherwise is left alone', async () => {
    const shop = join(folder, 'shop');
    await mkdir(join(shop, 'broadcasts'));
    await writeFile(join(shop, 'broadcasts/index.ts'), 'export const broadcasts = [];\n');
    await expect(planWriting(journey, shop)).rejects.toMatchObject({ code: 'VOLANO_BROADCAST_LIST' });
  });
});
