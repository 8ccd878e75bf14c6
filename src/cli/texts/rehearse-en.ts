/** Texts of `volano test`, `volano simulate` and `volano dev`. */

// biome-ignore format: one text a line reads as a catalogue
export const rehearseEn = {
  'test.description': 'Runs the journey tests of a project (*.journey.ts) in virtual time: no database, no network, nobody is reached.',
  'test.filter': 'only tests whose file or name holds this text',
  'test.watch': 'run them again whenever a file of the folder changes, until Ctrl-C',
  'test.none': 'No test: no file below {folder} that ends in .journey.ts declares one (docs/rehearsal.md).',
  'test.none_matching': 'No test holds "{filter}" in its file or name.',
  'test.passed': 'passed',
  'test.failed': 'FAILED',
  'test.summary': '{passed} passed, {failed} failed, in {took} ms',
  'test.found': 'found: {found}',
  'test.place': 'at {place}, when it was {now} ({zone})',
  'test.trace': 'What happened to {who}:',
  'test.nothing': '(nothing)',
  'watch.waiting': 'Watching {folder}. Ctrl-C ends it.',
  'watch.changed': '{time}  changed: {files}',
  'dev.description': 'Watches a project while you write it: at each save shows what a release would change and runs its journey tests.',
  'dev.plan': 'Plan:',
  'dev.tests': 'Tests:',
} as const;
