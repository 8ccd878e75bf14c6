/** runtime/project: growth as code on its way into the engine: a folder becomes a project, a project a release. */
export { canonicalText } from './canonical.ts';
export type { Change } from './changes.ts';
export { contextOf, type DiffLine, diffLines } from './lines.ts';
export { loadProject } from './load.ts';
export { type NextRelease, nextRelease, projectAt, type ReleaseOptions } from './release.ts';
export { type UnderWay, underWayIn } from './rollouts.ts';
