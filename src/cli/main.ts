#!/usr/bin/env node
/**
 * The executable. It checks the version of Node before it loads anything else, so that an older one gets a sentence and no stack:
 * this file keeps to syntax that Node 20 reads and imports nothing at its head.
 */
const NEEDED = 24;

/** A start compiles a thousand files: the next one, after a kill for instance, finds them compiled. Where nothing can be written nothing is kept. */
async function keepCompiled() {
  const { enableCompileCache } = await import('node:module');
  const { homedir } = await import('node:os');
  const { join } = await import('node:path');
  // By the environment, as threads take it from there.
  process.env.NODE_COMPILE_CACHE ??= join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'volano');
  enableCompileCache(process.env.NODE_COMPILE_CACHE);
}

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  const zh = /^zh/i.test(process.env.VOLANO_LANG || process.env.LC_ALL || process.env.LANG || '');
  process.stderr.write(
    zh
      ? `Volano 需要 Node ${NEEDED} 或更高版本；当前是 Node ${process.versions.node}。\n`
      : `Volano needs Node ${NEEDED} or newer; this is Node ${process.versions.node}.\n`,
  );
  process.exitCode = 2;
} else {
  // The warehouse's connections hold threads of libuv's pool while they work; files and the log need some, too.
  process.env.UV_THREADPOOL_SIZE ??= '16';
  await keepCompiled();
  const { main } = await import('./start.ts');
  const code = await main(process.argv.slice(2));
  process.exitCode = code;
  // What has failed may have left connections open, on which nobody works any more. What it has said is heard first.
  if (code !== 0) process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
