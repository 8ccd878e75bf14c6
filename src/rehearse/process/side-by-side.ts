/** Simulations one after the other, of the same piece of history: what came in while the first was going on counts for none of the others. */
import type { Candidate, FolderSimulation, SimulationReport } from '../simulate/folder.ts';

export interface SideBySide {
  readonly dataFolder: string;
  readonly candidates: readonly Candidate[];
  /** First instant, ms. */
  readonly since: number;
  /** Of all of them together, 0 to 1. */
  readonly onShare: (share: number) => void;
  readonly simulate: (options: FolderSimulation) => Promise<SimulationReport>;
}

export async function sideBySide({ dataFolder, candidates, since, onShare, simulate }: SideBySide): Promise<readonly SimulationReport[]> {
  const reports: SimulationReport[] = [];
  for (const candidate of candidates) {
    const [first] = reports;
    const before = reports.length;
    reports.push(
      await simulate({
        ...{ dataFolder, candidate, since: () => since },
        ...(first && { until: () => first.until }),
        onProgress: (done, total) => onShare((before + (total > 0 ? Math.min(1, done / total) : 1)) / candidates.length),
      }),
    );
  }
  return reports;
}
