/** Another run of this program, in a process of its own. */
import { spawn } from 'node:child_process';

/** With the options that Node was started with, on this terminal. Resolves with the exit code, 1 when a signal ended it. */
export function runAgain(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], {
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
