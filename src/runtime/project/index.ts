/** runtime/project: growth as code on its way into the engine: a folder becomes a project, a project a release. */
export { canonicalText } from './canonical.ts';
export { type Change, changesBetween } from './changes.ts';
export { writeFiles } from './files.ts';
export { contextOf, type DiffLine, diffLines } from './lines.ts';
export { loadProject, readProjectFolder } from './load.ts';
export { type Pull, pullOf } from './pull.ts';
export { type NextRelease, nextRelease, projectAt, type ReleaseOptions } from './release.ts';
export { type UnderWay, underWayIn } from './rollouts.ts';
