/** `volano quality`: what sources do wrong, and how wrong that is. */
import { Command, Option } from 'commander';
import type { DataQuality, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { grouped } from './progress.ts';
import { tableOf } from './table.ts';
import { momentOf } from './when.ts';
import type { World } from './world.ts';

const RATES = ['missing', 'invalid', 'range', 'unplanned', 'late', 'duplicate', 'refused'] as const;

export function qualityCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('quality')
    .description(say('quality.description'))
    .addOption(new Option('--at <time>', say('quality.at')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: WhereValues & { readonly at?: string; readonly json?: true }) => {
      const at = values.at === undefined ? undefined : momentOf('--at', values.at);
      const management = await open(whereOf(values));
      try {
        const quality = await management.quality(at);
        if (values.json) terminal.print(JSON.stringify(quality));
        else for (const line of linesOf(quality, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function linesOf({ sources, events, measurements }: DataQuality, { say }: World): readonly string[] {
  if (events.length === 0) return [say('quality.none')];
  const scores = tableOf(
    [say('quality.source'), say('quality.score'), say('quality.events')],
    sources.map(({ source, score, events: count }) => [source, score === undefined ? '' : String(score), grouped(count)]),
  );
  const rates = tableOf(
    [say('quality.source'), say('quality.event'), say('quality.events'), ...RATES.map((rate) => say(`quality.${rate}`))],
    events.map(({ source, event, counts, measurements: own }) => [
      source,
      event,
      grouped(counts.events),
      ...RATES.map((rate) => percent(own.find(({ measure }) => measure === rate)?.value)),
    ]),
  );
  const breaches = measurements
    .filter(({ breached }) => breached)
    .map(({ measure, source, event, value, threshold, z }) =>
      say('quality.breach', {
        measure: say(`quality.${measure}`),
        source: source === '' ? say('quality.all') : source,
        event,
        value: measure in BY_COUNT ? grouped(value) : percent(value),
        threshold: measure in BY_COUNT ? grouped(threshold) : percent(threshold),
        z: z === undefined ? '-' : z.toFixed(1),
      }),
    );
  return [...scores, '', ...rates, '', ...(breaches.length > 0 ? breaches : [say('quality.good')])];
}

/** Measures that are no shares. */
const BY_COUNT: Readonly<Record<string, true>> = { volume: true, expected: true, score: true };

function percent(share: number | undefined): string {
  return share === undefined ? '' : `${(share * 100).toFixed(1)}%`;
}
