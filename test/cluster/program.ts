/** A piece of a program in a process of its own, that tells by lines how it fares and can be stopped in its tracks. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface Program {
  readonly process: ChildProcess;
  /** What it has said so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves with the first line, from the given one on, for which this holds; rejects when it ends without. */
  said(holds: (line: string) => boolean, from?: number): Promise<string>;
  /** Its exit code; null when it was killed. */
  readonly ended: Promise<number | null>;
}

/** Runs an ES module; its input arrives there as `input`. What it imports it names by URL. */
export function runProgram(code: string, input: unknown): Program {
  const child = spawn(
    process.execPath,
    ['--conditions=volano-source', '--input-type=module', '-e', `const input = JSON.parse(process.env.INPUT);\n${code}`],
    { env: { ...process.env, INPUT: JSON.stringify(input) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  let [rest, errors] = ['', ''];
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop()!;
    lines.push(...parts);
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = (holds: (line: string) => boolean, from = 0): Promise<string> =>
    new Promise((resolve, reject) => {
      let next = from;
      const look = (): void => {
        for (; next < lines.length; next++) {
          if (!holds(lines[next]!)) continue;
          listeners.delete(look);
          resolve(lines[next]!);
          return;
        }
      };
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended without saying so: ${lines.slice(-5).join('\n')}\n${errors}`)));
    });
  return { process: child, lines, said, ended };
}
