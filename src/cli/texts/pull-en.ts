/** Texts of pull, in English. */

// biome-ignore format: one text a line reads as a catalogue
export const pullEn = {
  'pull.description': 'Bring what the running release says into a growth project: a file in definitions/ for each definition of which the code says something else.',
  'pull.dry_run': 'only show what would be written and removed',
  'pull.force': 'also cover what was edited here and never released',
  'pull.written': 'written: {file}',
  'pull.removed': 'removed: {file}',
  'pull.to_write': 'to write: {file}',
  'pull.to_remove': 'to remove: {file}',
  'pull.kept_new': 'kept: {kind} "{id}" is new here and not released',
  'pull.kept': 'kept: {kind} "{id}" says here what was never released; --force takes what the release says',
  'pull.none': 'Nothing to do: the project says what release {number} says.',
  'pull.none_but': 'Nothing to do: beside what is kept, the project says what release {number} says.',
  'pull.done': 'Release {number}: {written} files written, {removed} removed.',
  'pull.would': 'Release {number}: {written} files would be written, {removed} removed.',
};
