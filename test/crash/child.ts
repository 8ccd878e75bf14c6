/** Runs a TypeScript file as a process of its own and kills it, as the crash tests need it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Whole lines that it has printed so far. */
  readonly lines: readonly string[];
  /** Resolves when it has printed that many lines; rejects when it ends before. */
  printed(count: number): Promise<void>;
  /** Exit code, null when it was killed. */
  readonly exited: Promise<number | null>;
  kill(): Promise<void>;
}

export interface ChildOptions {
  /** Largest file it may write, in blocks of 512 bytes. */
  readonly fileBlocks?: number;
}

/** Starts `test/crash/<file>` with these arguments. What it prints to stderr is told when it ends too early, and let through with VOLANO_TEST_VERBOSE. */
export function startChild(file: string, args: readonly string[], options: ChildOptions = {}): Child {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const command = [process.execPath, '--conditions=volano-source', script, ...args];
  const stdio: ('ignore' | 'pipe' | 'inherit')[] = ['ignore', 'pipe', process.env.VOLANO_TEST_VERBOSE ? 'inherit' : 'pipe'];
  const process_ =
    options.fileBlocks === undefined
      ? spawn(command[0]!, command.slice(1), { stdio })
      : spawn('sh', ['-c', `ulimit -f ${options.fileBlocks}; exec "$@"`, 'sh', ...command], { stdio });
  return follow(process_);
}

function follow(child: ChildProcess): Child {
  const lines: string[] = [];
  const waiting: { count: number; resolve: () => void; reject: (error: Error) => void }[] = [];
  let rest = '';
  let errors = '';
  child.stderr?.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-2_000);
  });
  child.stdout?.on('data', (chunk) => {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
    for (const waiter of waiting) if (lines.length >= waiter.count) waiter.resolve();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      for (const waiter of waiting) waiter.reject(new Error(`The process ended (${code}) after ${lines.length} lines: ${errors}`));
      resolve(code);
    });
  });
  const printed = (count: number): Promise<void> =>
    lines.length >= count ? Promise.resolve() : new Promise((resolve, reject) => waiting.push({ count, resolve, reject }));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { lines, printed, exited, kill };
}
