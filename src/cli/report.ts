/** `volano report`: what came of it all, from the warehouse of a running server. */
import { Command, Option } from 'commander';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import type { Locale } from './texts/index.ts';
import type { World } from './world.ts';

/** The report as text for people; as one page of HTML. */
export type RenderReport = (report: unknown, locale: Locale) => Promise<string>;

export interface ReportEngine {
  readonly open: OpenManagement;
  readonly render: RenderReport;
  readonly renderPage: RenderReport;
  /** Rejects with VOLANO_FILE_UNWRITABLE. */
  readonly write: (path: string, text: string) => Promise<void>;
}

export function reportCommand(world: World, engine: ReportEngine): Command {
  const { say, terminal, locale } = world;
  return new Command('report')
    .description(say('report.description'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .addOption(new Option('--html <file>', say('report.html')).conflicts('json'))
    .action(async (values: WhereValues & { readonly json?: true; readonly html?: string }) => {
      const management = await engine.open(whereOf(values));
      try {
        const report = await management.report();
        if (values.html === undefined) {
          terminal.print(values.json ? JSON.stringify(report) : await engine.render(report, locale));
          return;
        }
        await engine.write(values.html, await engine.renderPage(report, locale));
        terminal.print(say('report.written', { file: values.html }));
      } finally {
        await management.close();
      }
    });
}
