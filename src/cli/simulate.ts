/** `volano simulate`: a draft over the stored history. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Candidate, FolderSimulation, SimulationReport } from '../rehearse/index.ts';
import type { LoadProject } from './management.ts';
import { dataOption, jsonOption } from './options.ts';
import { barOf, grouped, LINE_MS, REDRAW_MS } from './progress.ts';
import { said } from './said.ts';
import { linesOfSimulations } from './simulate-lines.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

interface SimulateValues {
  readonly release: string;
  readonly compare?: string;
  readonly since: string;
  readonly until?: string;
  readonly data: string;
  readonly json?: true;
}

export interface SimulateEngine {
  readonly loadProject: LoadProject;
  readonly simulate: (options: FolderSimulation) => Promise<SimulationReport>;
  /** ms, any origin. */
  readonly clock: () => number;
}

/** A report with what was asked for. */
export interface Simulated {
  readonly name: string;
  readonly report: SimulationReport;
}

export function simulateCommand(world: World, engine: SimulateEngine): Command {
  const { say, terminal } = world;
  return new Command('simulate')
    .description(say('simulate.description'))
    .argument('[folder]', say('argument.folder'), '.')
    .addOption(new Option('--release <release>', say('simulate.release')).default('draft'))
    .addOption(new Option('--compare <release>', say('simulate.compare')))
    .addOption(new Option('--since <time>', say('simulate.since')).default('90d'))
    .addOption(new Option('--until <time>', say('simulate.until')))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, { release, compare, since, until, data, json }: SimulateValues) => {
      const simulated: Simulated[] = [];
      for (const [option, asked] of [
        ['--release', release] as const,
        ...(compare === undefined ? [] : [['--compare', compare] as const]),
      ]) {
        const name = nameOf(world, asked);
        // The history goes on meanwhile: what stands side by side is of the same piece of it.
        const first = simulated[0]?.report;
        const progress = simulationProgress(world, { name, clock: engine.clock });
        const report = await engine.simulate({
          dataFolder: data,
          candidate: await candidateOf(asked, { option, folder, loadProject: engine.loadProject }),
          since: (end) => first?.since ?? momentOf('--since', since, end),
          ...(first && { until: () => first.until }),
          ...(!first && until !== undefined && { until: (end: number) => momentOf('--until', until, end) }),
          onProgress: progress.update,
        });
        progress.end();
        simulated.push({ name, report });
      }
      const [first, second] = simulated;
      if (json) terminal.print(JSON.stringify({ simulation: first!.report, ...(second && { compared: second.report }) }));
      else for (const line of linesOfSimulations(simulated, world)) terminal.print(line);
    });
}

async function candidateOf(
  asked: string,
  { option, folder, loadProject }: { readonly option: string; readonly folder: string; readonly loadProject: LoadProject },
): Promise<Candidate> {
  if (asked === 'draft') return { project: await loadProject(folder) };
  if (asked === 'current') return 'current';
  if (/^[1-9]\d{0,8}$/.test(asked)) return { number: Number(asked) };
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`draft, current or the number of a release`, value: asked });
}

function nameOf({ say }: World, asked: string): string {
  if (asked === 'draft') return say('simulate.draft');
  return asked === 'current' ? say('simulate.current') : say('simulate.number', { number: asked });
}

function simulationProgress(
  { terminal, say }: World,
  { name, clock }: { readonly name: string; readonly clock: () => number },
): { readonly update: (done: number, total: number) => void; readonly end: () => void } {
  const every = terminal.interactive ? REDRAW_MS : LINE_MS;
  let shownAt = clock();
  let shown = false;
  return {
    update(done, total) {
      if (clock() - shownAt < every) return;
      shownAt = clock();
      shown = true;
      const share = total > 0 ? Math.min(1, done / total) : 1;
      const values = { release: name, bar: barOf(share), percent: `${Math.floor(share * 100)}%`, entries: grouped(done) };
      if (terminal.interactive) terminal.redraw(say('simulate.progress', values));
      else terminal.note(say('simulate.progress', values));
    },
    end() {
      if (shown && terminal.interactive) terminal.note('');
    },
  };
}
