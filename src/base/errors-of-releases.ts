/** Rows of the error catalogue: releases. */
import type { ErrorCode } from './error-code.ts';
import type { CatalogueRow } from './errors.ts';

type Code = Extract<
  ErrorCode,
  `VOLANO_${'BROADCAST' | 'CHANGE' | 'CONTENT' | 'DRAFT' | 'MEMBER' | 'PULL' | 'RELEASE' | 'ROLLOUT'}_${string}`
>;

export const RELEASE_ERRORS: Readonly<Record<Code, CatalogueRow>> = {
  VOLANO_BROADCAST_TIME: {
    kind: 'input',
    message:
      'A broadcast goes out on a day at a time of each customer’s own clock, such as 2026-12-01T10:00, without a zone; "{at}" is no such time.',
  },
  VOLANO_BROADCAST_PAST: { kind: 'input', message: '{at} has passed in the workspace’s time zone. Give a later time (--at).' },
  VOLANO_BROADCAST_TAKEN: { kind: 'input', message: 'There is a journey "{id}" already. Give the broadcast another id (--id).' },
  VOLANO_BROADCAST_LIST: {
    kind: 'input',
    message:
      '{file} was written by hand, and nothing is written over. Add the broadcast there yourself, or keep your own journeys in another folder.',
  },
  VOLANO_BROADCAST_STARTED: {
    kind: 'input',
    message:
      'The broadcast "{id}" has started ({inside} customers are inside), so it cannot be taken back as a whole. Take its journey out of the project and say what becomes of those inside: volano apply --edit \'{id}/*=exit\' withdraws what is not handed over yet.',
  },
  VOLANO_CHANGE_CONFLICT: {
    kind: 'input',
    message:
      'The unpublished change of {kind} "{id}" {happened} since you read it, and nothing is written over unseen. Look at it again, then save yours on top of it or leave it.',
  },
  VOLANO_CHANGE_OVERTAKEN: {
    kind: 'input',
    message:
      'Release {number} has changed {kind} "{id}" after release {on}, on which your change is made: yours would take that back unseen. Look at what is released, then save yours on top of the newest release, or discard it.',
  },
  VOLANO_CONTENT_CHANGED: {
    kind: 'input',
    message: 'The {kind} "{id}" has been changed since you looked at it. Look at what it says now, then approve or return that.',
  },
  VOLANO_CONTENT_OWN: {
    kind: 'input',
    message: 'You have changed the {kind} "{id}" yourself, and this workspace asks for a second person: another member has to approve it.',
  },
  VOLANO_MEMBER_UNKNOWN: {
    kind: 'input',
    message:
      'This workspace asks for a second person before a release goes live, and it cannot be told who you are. Give the token of a member (--member, VOLANO_MEMBER_TOKEN, or the header x-volano-member); the workspace lists the members under "approval".',
  },
  VOLANO_PULL_EDITED: {
    kind: 'input',
    message:
      'Somebody has edited {files}: they say neither what the code says nor what a release has ever said. Nothing was written. Release them (volano apply), keep a copy, or take what the release says in their place with --force.',
  },
  VOLANO_RELEASE_UNAPPROVED: {
    kind: 'input',
    message:
      'A release of this workspace goes live only when a second person has approved it. Propose it ("volano apply" with the token of a member), and have another member approve it ("volano approve DRAFT").',
  },
  VOLANO_DRAFT_DECIDED: {
    kind: 'input',
    message: 'Draft "{id}" was {action} by {by} already. Propose it again to have it looked at anew.',
  },
  VOLANO_DRAFT_OWN: { kind: 'input', message: 'Draft "{id}" is your own ({by}): another member has to approve it.' },
  VOLANO_DRAFT_OVERTAKEN: {
    kind: 'input',
    message:
      'Draft "{id}" was proposed on release {base}, and release {latest} is in force by now: what was looked at is not what would come of it. Propose it again.',
  },
  VOLANO_RELEASE_UNKNOWN: {
    kind: 'input',
    message: 'There is no release {number}; the latest is {latest}. "volano releases" lists them.',
  },
  VOLANO_RELEASE_OVERTAKEN: {
    kind: 'retry',
    message:
      'Somebody else has made release {number} meanwhile, and yours was not made. Look at what is new (`volano plan`), then apply the project again.',
  },
  VOLANO_RELEASE_UNSOUND: {
    kind: 'definition',
    message:
      'The release was not made, because {count} thing(s) in it cannot do what they are there for. Correct them, or accept them knowingly (--accept {lints} of volano apply and volano serve):\n{problems}',
  },
  VOLANO_RELEASE_BLOCKED: {
    kind: 'definition',
    message:
      'The release was not made, because {count} text(s) in it say what must not go out, by the lists of sensitive words in its policy. Say it otherwise, or correct the list; nobody can accept it:\n{problems}',
  },
  VOLANO_ROLLOUT_RUNNING: {
    kind: 'input',
    message:
      'Journey "{journey}" is being rolled out ({id}), and this release would change it. Let the rollout come to its end, halt it (volano rollout halt {id}), or go back (volano rollback).',
  },
  VOLANO_ROLLOUT_EMPTY: {
    kind: 'input',
    message:
      'No journey changes in this release, so there is nothing to roll out stage by stage: traits, tags, segments, templates and settings are there for everybody at once. Leave --rollout out.',
  },
  VOLANO_ROLLOUT_OVERTAKEN: {
    kind: 'retry',
    message:
      'Somebody else has moved rollout "{id}" meanwhile, and nothing came of yours. "volano rollout status {id}" shows how it stands now.',
  },
  VOLANO_ROLLOUT_STATE: {
    kind: 'input',
    message: 'Rollout "{id}" is {state}, so this cannot be done. "volano rollout status {id}" shows how it stands.',
  },
};
