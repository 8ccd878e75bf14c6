/** Numbers of the key spaces in the state store, beside those of the partitions of the log, which begin at 0. */

/** Whose each identifier is, for all partitions. */
export const IDENTITY_SPACE = -1;
/** What rooms keep beside the loop. */
export const DESK_SPACE = -2;

/** Where the sink of a partition keeps its record. */
export function sinkSpace(partition: number): number {
  return -100 - partition;
}

/** Topic of the log in which events arrive, where the one named has several partitions of customers. */
export function eventsTopic(topic: string): string {
  return `${topic}-events`;
}
