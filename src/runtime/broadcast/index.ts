/** runtime/broadcast: one message to a segment at one time, as the journey of two steps that it is: in a release, as an unpublished change, or in the project's folder. */
export { BroadcastDesk, type BroadcastPlan } from './desk.ts';
export { type BroadcastWish, broadcastJourney, broadcastMoment, isBroadcast, withBroadcast } from './journey.ts';
export { type PlannedFiles, planWriting, writeFiles } from './write.ts';
