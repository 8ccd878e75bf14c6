/**
 * Makes sure that the dependencies are there, before any command that needs them, and with `--console` that the console is built of the sources
 * at hand: run as `pre...` script by npm. It runs under whatever
 * Node is at hand (20 or newer) and without node_modules; the commands themselves then run under the pinned Node of node_modules.
 * It writes to standard error only, so that a command's own output stays clean.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from '../console/sources.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = 20;
const HEARTBEAT_MS = 15_000;
const chinese = /^zh/i.test(process.env.VOLANO_LANG || process.env.LC_ALL || process.env.LANG || '');

const texts = chinese
  ? {
      old: (version) => `需要 Node ${OLDEST_NODE} 或更高版本和 npm；当前是 Node ${version}。`,
      start: '首次准备：正在安装依赖。约需 1 至 3 分钟、1.5 GB 磁盘……',
      again: '依赖与 package-lock.json 不一致：正在重新安装……',
      still: (seconds) => `仍在安装，已 ${seconds} 秒……`,
      done: (seconds) => `依赖已就绪（${seconds} 秒）。`,
      failed: (code) => `npm 安装失败（退出码 ${code}）。请检查网络和上面的信息，然后重新运行同一命令。`,
      building: '正在构建控制台（几秒）……',
      built: (seconds) => `控制台已构建（${seconds} 秒）。`,
      unbuilt: '控制台构建失败，原因见上。修正后重新运行同一命令。',
      pinned: '依赖中缺少随附的 Node。请确认 npm 没有禁用安装脚本（ignore-scripts），删除 node_modules 后重试。',
    }
  : {
      old: (version) => `Node ${OLDEST_NODE} or newer and npm are needed; this is Node ${version}.`,
      start: 'First set-up: installing the dependencies. It takes 1 to 3 minutes and 1.5 GB of disk ...',
      again: 'The dependencies differ from package-lock.json: installing them again ...',
      still: (seconds) => `Still installing, ${seconds} s so far ...`,
      done: (seconds) => `The dependencies are ready (${seconds} s).`,
      failed: (code) =>
        `npm could not install them (exit code ${code}). Check the network and the lines above, then run the same command again.`,
      building: 'Building the console (some seconds) ...',
      built: (seconds) => `The console is built (${seconds} s).`,
      unbuilt: 'The console could not be built; the lines above say why. Put it right, then run the same command again.',
      pinned:
        'The Node that comes with the dependencies is missing. See that npm runs install scripts (ignore-scripts), remove node_modules and try again.',
    };

/** What is missing: nothing, everything, or the agreement with the lockfile. */
function lacking() {
  const installed = readLock(join(root, 'node_modules', '.package-lock.json'));
  if (!installed) return 'everything';
  const wanted = readLock(join(root, 'package-lock.json'));
  for (const [path, { version, link, optional }] of Object.entries(wanted ?? {})) {
    if (path === '' || link || optional || !path.includes('node_modules/')) continue;
    if (installed[path]?.version !== version) return 'agreement';
  }
  return 'nothing';
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * `npm ci`, where it can work: it insists on packages of other platforms in the lockfile, and a registry that does not carry them leaves
 * them out. Then `npm install` installs the same versions from the lockfile, and writes none.
 */
function command() {
  const wanted = readLock(join(root, 'package-lock.json')) ?? {};
  const named = Object.values(wanted).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}));
  const known = new Set(Object.keys(wanted).map((path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)));
  return named.every((name) => known.has(name)) ? ['ci'] : ['install', '--no-save'];
}

function install() {
  const npm = process.env.npm_execpath;
  const words = [...command(), '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, stdio: ['ignore', process.stderr, process.stderr] };
  const child = npm
    ? spawn(process.execPath, [npm, ...words], options)
    : spawn('npm', words, { ...options, shell: process.platform === 'win32' });
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function main() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) return fail(texts.old(process.versions.node));
  const lack = lacking();
  if (lack !== 'nothing') {
    const startedAt = Date.now();
    const seconds = () => Math.round((Date.now() - startedAt) / 1_000);
    say(lack === 'everything' ? texts.start : texts.again);
    const heartbeat = setInterval(() => say(texts.still(seconds())), HEARTBEAT_MS);
    const code = await install();
    clearInterval(heartbeat);
    if (code !== 0 || lacking() !== 'nothing') return fail(texts.failed(code));
    say(texts.done(seconds()));
  }
  if (!existsSync(join(root, 'node_modules', 'node', 'bin'))) return fail(texts.pinned);
  if (process.argv.includes('--console') && !isBuilt()) buildConsole();
}

function buildConsole() {
  const startedAt = Date.now();
  say(texts.building);
  const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // Whoever has it built: a test's process says that it is one, and antd then gives everything the same id.
  const env = { ...process.env, NODE_ENV: 'production' };
  const options = { cwd: join(root, 'console'), encoding: 'utf8', env };
  const { status, stdout, stderr } = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], options);
  if (status === 0) return say(texts.built(Math.round((Date.now() - startedAt) / 1_000)));
  process.stderr.write(`${stdout}${stderr}`);
  fail(texts.unbuilt);
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  say(line);
  process.exitCode = 1;
}

await main();
