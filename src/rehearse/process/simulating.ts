/** The server's handle on the process of a simulation. */
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VolanoError } from '../../base/index.ts';
import { said } from '../said.ts';
import type { FromChild, SimulationAnswer, SimulationJob } from './child.ts';

/** A simulation on its way. */
export interface Simulating {
  /** Rejects with what a simulation is refused with, and with VOLANO_REHEARSAL_LIMIT where its process has ended before it. */
  readonly answer: Promise<SimulationAnswer>;
  /** Ends it, wherever it is, and takes away what it has written. */
  readonly stop: () => Promise<void>;
}

/** Of its objects; the warehouse that it may open has bounds of its own. */
const MEMORY_MB = 1_536;

/** `onProgress`: from 0 to 1. */
export async function inProcess(job: SimulationJob, onProgress: (share: number) => void): Promise<Simulating> {
  const folder = await mkdtemp(join(tmpdir(), 'volano-simulating-'));
  const file = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url));
  // It needs to know nothing of the installation beside what it is told: no secret goes with it.
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  const env = { PATH, TMPDIR: folder, ...(NODE_COMPILE_CACHE !== undefined && { NODE_COMPILE_CACHE }) };
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const;
  const child = fork(file, [], { execArgv: [`--max-old-space-size=${MEMORY_MB}`], env, stdio: [...stdio], serialization: 'advanced' });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  }).then(() => rm(folder, { recursive: true, force: true }));
  yieldTo(child.pid);
  const answer = new Promise<SimulationAnswer>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if (message.type === 'ready') child.send(job);
      else if (message.type === 'progress') onProgress(message.share);
      else if (message.type === 'done') resolve(message.answer);
      else if (message.type === 'refused') reject(new VolanoError(message.code, message.details));
      else reject(new Error(`A simulation has failed: ${message.problem}`));
    });
    child.once('error', reject);
    const ended = said`its process has ended, perhaps for want of memory`;
    child.once('exit', () => reject(new VolanoError('VOLANO_REHEARSAL_LIMIT', { problem: ended })));
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  return { answer, stop };
}

/** The engine goes first. */
function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It may have ended, or the system does not let us: then it runs as it is.
  }
}
