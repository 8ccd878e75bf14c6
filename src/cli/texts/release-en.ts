/** Texts about releases, in English. */

// biome-ignore format: one text a line reads as a catalogue
export const releaseEn = {
  'plan.inside': 'journey "{journey}": {inside} inside',
  'plan.at_same': '  {inside} at step "{step}" of version {version}, which stays as it is: {edit}',
  'plan.at_changed': '  {inside} at step "{step}" of version {version}, which changes: {edit}',
  'plan.at_removed': '  {inside} at step "{step}" of version {version}, which is not there any more: {edit}',
  'apply.edit': 'what becomes of customers inside: JOURNEY/STEP=stay, =exit, =move or =move:STEP (* is every other step); may be repeated',
  'plan.edit_stay': 'they finish their version',
  'plan.edit_exit': 'they leave the journey',
  'plan.edit_move': 'they go on at that step of the new version',
  'plan.edit_move_to': 'they go on at step "{step}" of the new version',
  'plan.members': '{kind} "{id}": {members} members now',
  'plan.new_group': '{kind} "{id}": "volano preview FOLDER {kind}.{id}" counts whom it would hold',
  'plan.error': 'error',
  'plan.warning': 'warning',
  'plan.finding': '{severity} {lint}: {kind} "{id}"{place}: {text}.',
  'plan.place': ' at {path}',
  'plan.findings': '{errors} errors, {warnings} warnings. Each is explained in docs/lints.md.',
  'plan.more': '  ... and {count} more of {lint}; --json lists them all',
  'apply.findings': '{warnings} warnings: "volano plan" shows them.',
  'rollback.description': 'Make a new release with the definitions of an earlier one. --edit says what becomes of customers inside.',
  'rollback.number': 'number of the earlier release (default: the one before that in force)',
  'rollback.dry_run': 'only show what it would change',
  'releases.back': 'back to',
  'apply.accept': 'make the release although these lints find errors',
};
