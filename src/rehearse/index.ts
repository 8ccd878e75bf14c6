/** rehearse: journeys tried before they are live. Tests in virtual time, simulation over history. No database, no network, nobody is reached. */
export { type RunOptions, runJourneyTests, type TestOutcome, type TestRun } from './files.ts';
export type { SimulationAnswer } from './process/child.ts';
export { SimulationDesk, type SimulationParts, type SimulationQuestion, type SimulationStanding } from './process/desk.ts';
export type { TestFailure } from './script/failure.ts';
export type { Trace, TraceLine } from './script/trace.ts';
export { type Candidate, type FolderSimulation, type SimulationReport, simulateFolder } from './simulate/folder.ts';
export { type Distribution, Tally } from './simulate/tally.ts';
export { RehearsalDesk, type RehearsalParts, type Trialled, type TrialQuestion } from './thread/desk.ts';
export type { Happening, TrialAct, TrialKnown, TrialMessage, TrialReport, TrialStep } from './trial/wish.ts';
