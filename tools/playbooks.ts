/** `npm run playbooks`: writes the page of each playbook in English and Chinese. A test holds the pages to it. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playbooks } from '../playbooks/index.ts';
import { readmeOf } from '../src/runtime/playbook/index.ts';

for (const playbook of playbooks) {
  const folder = join(import.meta.dirname, '../playbooks', playbook.id);
  await writeFile(join(folder, 'README.md'), readmeOf(playbook, 'en'));
  await writeFile(join(folder, 'README.zh-CN.md'), readmeOf(playbook, 'zh'));
}
