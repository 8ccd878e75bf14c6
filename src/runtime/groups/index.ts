/** The released segments and tags at a glance. */
export { type GroupRow, type Groups, groupsOf } from './groups.ts';
