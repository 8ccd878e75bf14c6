/** The released segments and tags at a glance, who is in them, and how they have grown. */
export { type SegmentFlow, type SegmentFlowQuestion, segmentFlowOf } from './flow.ts';
export { type GroupRow, type Groups, groupsOf, usersOf } from './groups.ts';
export {
  type GroupDay,
  type GroupHistoryQuestion,
  type GroupKey,
  groupHistoryOf,
} from './history.ts';
export { type GroupMember, type GroupMembers, type GroupMembersQuestion, groupMembersOf, MEMBER_CURSOR } from './members.ts';
