/** Texts of `volano broadcast` in English. */

// biome-ignore format: one text a line reads as a catalogue
export const broadcastEn = {
  'broadcast.description': 'One message to a segment at one time: a journey of two steps, with a forecast of what guard will drop.',
  'broadcast.send': 'makes one (the default: broadcast SEGMENT TEMPLATE ...)',
  'broadcast.segment': 'who gets it: members at that moment',
  'broadcast.template': 'what it says',
  'broadcast.at': 'when, on each customer’s own clock, e.g. 2026-12-01T10:00',
  'broadcast.fallback': 'further ways for those who cannot be reached by the channel, in order: channel:template, or a channel for the same template',
  'broadcast.id': 'id of the broadcast (default: of template and date)',
  'broadcast.name': 'name of the broadcast (default: of template and date)',
  'broadcast.holdout': 'share that gets nothing, to measure what it was worth (default 0.1 of marketing)',
  'broadcast.target': 'share of clicks that is aimed at (default 0.02)',
  'broadcast.dry_run': 'only say what would come of it',
  'broadcast.write': 'put its code into the project’s folder (default .) instead of making a release',
  'broadcast.cancel': 'takes a broadcast out of the release in force, before it has started',
  'broadcast.journey': 'Broadcast "{id}", held out: {holdout}',
  'broadcast.no_forecast': 'No forecast: the release in force does not have the segment, the channel or the purpose yet.',
  'broadcast.would': 'Nothing was released or written.',
  'broadcast.released': 'Release {number} has it. volano broadcast cancel {id} takes it back. A project folder that does not have it takes it out with its next apply: --write puts it there.',
  'broadcast.written': 'Written: {files}. Next: volano plan',
  'broadcast.lines': 'Your index.ts does not take broadcasts in yet. It needs these two lines:',
  'broadcast.cancelled': 'Release {number} is without "{id}".',
} as const;
