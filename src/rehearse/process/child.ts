/**
 * The process of a simulation. What of the past has to be learned anew needs a warehouse of its own, of which a process can open one; and what a simulation takes of
 * the machine is easily bounded here.
 */
import { type ErrorCode, type ErrorDetails, VolanoError } from '../../base/index.ts';
import type { Project } from '../../define/index.ts';
import { type Candidate, type SimulationReport, simulateFolder } from '../simulate/folder.ts';
import { sideBySide } from './side-by-side.ts';

/** What is simulated over the log in a data folder. */
export interface SimulationJob {
  readonly dataFolder: string;
  readonly project: Project;
  /** First instant, ms. */
  readonly since: number;
  /** Whether the release in force is simulated beside it. */
  readonly compare: boolean;
}

export interface SimulationAnswer {
  readonly simulation: SimulationReport;
  readonly compared?: SimulationReport;
}

/** From the process. */
export type FromChild =
  | { readonly type: 'ready' }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly answer: SimulationAnswer }
  | { readonly type: 'refused'; readonly code: ErrorCode; readonly details: ErrorDetails }
  | { readonly type: 'failed'; readonly problem: string };

/** Shares of progress that are told. */
const STEPS = 200;

async function run({ dataFolder, project, since, compare }: SimulationJob, say: (message: FromChild) => void): Promise<void> {
  const candidates: readonly Candidate[] = [{ project }, ...(compare ? (['current'] as const) : [])];
  let told = 0;
  const onShare = (share: number): void => {
    if (share - told < 1 / STEPS) return;
    told = share;
    say({ type: 'progress', share });
  };
  const reports = await sideBySide({ dataFolder, candidates, since, onShare, simulate: simulateFolder });
  const [simulation, compared] = reports;
  say({ type: 'done', answer: { simulation: simulation!, ...(compared && { compared }) } });
}

if (process.send) {
  const say = (message: FromChild): void => void process.send?.(message);
  process.once('message', (job: SimulationJob) => {
    run(job, say)
      .catch((error: unknown) => {
        if (error instanceof VolanoError) say({ type: 'refused', code: error.code, details: error.details });
        else say({ type: 'failed', problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      })
      .finally(() => process.disconnect());
  });
  // Nobody is there any more to be told.
  process.once('disconnect', () => process.exit());
  say({ type: 'ready' });
}
