/** runtime/recovery: a configured cluster as what a backup is made of, by no server of it, and what one is restored into. */
export { askCluster } from './ask.ts';
export { clusterTarget } from './target.ts';
