/** `volano report`: what came of it all, from the warehouse of a running server. */
import { Command } from 'commander';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import type { Locale } from './texts/index.ts';
import type { World } from './world.ts';

/** The report as text for people. */
export type RenderReport = (report: unknown, locale: Locale) => Promise<string>;

export function reportCommand(world: World, engine: { readonly open: OpenManagement; readonly render: RenderReport }): Command {
  const { say, terminal, locale } = world;
  return new Command('report')
    .description(say('report.description'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (values: WhereValues & { readonly json?: true }) => {
      const management = await engine.open(whereOf(values));
      try {
        const report = await management.report();
        terminal.print(values.json ? JSON.stringify(report) : await engine.render(report, locale));
      } finally {
        await management.close();
      }
    });
}
