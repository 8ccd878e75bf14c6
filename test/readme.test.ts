/** What the front pages promise: the journey on them is valid, in both languages the same, and there are two commands to begin with. */
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { project as omni } from '../examples/omni/index.ts';
import { loadProject } from '../src/runtime/project/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = ['README.md', 'README.zh-CN.md'];

async function blocks(page: string, language: string): Promise<readonly string[]> {
  const text = await readFile(join(root, page), 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block!);
}

describe.each(pages)('%s', (page) => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'volano-readme-'));
    await mkdir(join(folder, 'node_modules'));
    await symlink(root, join(folder, 'node_modules', 'volano'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('shows a journey that fits into the project of the demo', async () => {
    const [code = ''] = await blocks(page, 'ts');
    expect(
      code
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toHaveLength(10);
    await writeFile(join(folder, 'journey.ts'), code);
    await writeFile(join(folder, 'rest.json'), JSON.stringify(omni.definitions));
    await writeFile(
      join(folder, 'index.ts'),
      `import { readFileSync } from 'node:fs';
import { secondOrder } from './journey.ts';
const rest = JSON.parse(readFileSync(new URL('./rest.json', import.meta.url), 'utf8'));
export const project = { definitions: [...rest, secondOrder] };
`,
    );
    const { definitions } = await loadProject(folder);
    expect(definitions.at(-1)).toMatchObject({
      kind: 'journey',
      id: 'second_order_care',
      steps: [{ duration: '7d' }, { template: 'second_order' }],
    });
  });

  test('gives a newcomer two commands, which exist', async () => {
    expect(await blocks(page, 'sh')).toEqual(['npm run demo\n', 'npm test\n']);
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(scripts).toMatchObject({
      predemo: 'node tools/ensure.mjs --console',
      pretest: 'node tools/ensure.mjs --console',
      demo: expect.any(String),
      test: expect.any(String),
    });
  });
});

test('both languages show the same code', async () => {
  const [en, zh] = await Promise.all(pages.map(async (page) => (await blocks(page, 'ts')).join('').replace(/ *\/\/.*/g, '')));
  expect(zh).toBe(en);
});
