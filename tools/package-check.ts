/** Checks what users get: builds the package as npm would publish it, unpacks it elsewhere and uses it there. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'volano-package-'));
const problems: string[] = [];

try {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', folder], { cwd: root, encoding: 'utf8' }),
  );
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', folder]);
  const unpacked = join(folder, 'node_modules', 'volano');
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  cpSync(join(folder, 'package'), unpacked, { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(unpacked, 'node_modules'));
  problems.push(...(await publintProblems(unpacked)));
  for (const { path } of packed.files as readonly { path: string }[])
    if (/\.(test|suite)\.|^(src|test|examples)\//.test(path)) problems.push(`${path} does not belong into the package`);
  const paths = (packed.files as readonly { path: string }[]).map(({ path }) => path);
  for (const path of ['console/dist/index.html', 'console/public/index.html', 'console/public/inbox.js'])
    if (!paths.includes(path)) problems.push(`${path} is missing in the package`);
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'));
  const script =
    "import('volano').then((v) => console.log(v.validateProject(v.defineProject(v.defineWorkspace({ id: 'a', name: { en: 'a', zh: 'a' }, timeZone: 'UTC', currency: 'EUR', seed: 'a' }))).definitions.length))";
  if (run(['-e', script]).trim() !== '1') problems.push('the public door does not define a project');
  if (!run([join(unpacked, manifest.bin.volano), '--help']).includes('Usage: volano')) problems.push('volano --help does not answer');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;

function run(words: readonly string[]): string {
  return execFileSync(process.execPath, [...words], { cwd: folder, encoding: 'utf8', env: { ...process.env, VOLANO_LANG: 'en' } });
}

async function publintProblems(pkgDir: string): Promise<readonly string[]> {
  const { messages, pkg } = await publint({ pkgDir, strict: true, pack: false });
  return messages.flatMap((message) => formatMessage(message, pkg, { color: false }) ?? []);
}
