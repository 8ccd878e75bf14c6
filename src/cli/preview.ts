/** `volano preview`: who a segment, a tag or a trait of a project would hold, before it is released. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { LoadProject, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf, wholeNumber } from './options.ts';
import { linesOfPreview } from './preview-lines.ts';
import { said } from './said.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface PreviewValues extends WhereValues {
  readonly customer?: string;
  readonly sample: string;
  readonly count?: true;
  readonly json?: true;
}

const SAMPLE_MAX = 100;

export function definitionPreviewCommand(
  world: World,
  engine: { readonly loadProject: LoadProject; readonly open: OpenManagement },
): Command {
  const { say, terminal } = world;
  return new Command('preview')
    .description(say('preview.description'))
    .argument('<folder>', say('argument.folder'))
    .argument('<definition>', say('preview.definition'))
    .addOption(new Option('--customer <customer>', say('preview.customer')))
    .addOption(new Option('--sample <count>', say('preview.sample')).default('10'))
    .addOption(new Option('--count', say('preview.count')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (folder: string, of: string, values: PreviewValues) => {
      if (!/^(segment|tag|trait)\.\S+$/.test(of)) {
        throw new VolanoError('VOLANO_OPTION_INVALID', { option: 'preview', expected: said`segment.ID, tag.ID or trait.ID`, value: of });
      }
      const sample = wholeNumber('--sample', values.sample, { low: 0, high: SAMPLE_MAX });
      const project = await engine.loadProject(folder);
      const management = await engine.open(whereOf(values));
      try {
        const whom = values.customer === undefined ? {} : whomOf(values.customer);
        const preview = await management.preview({ project, of, sample, ...whom, ...(values.count && { parts: [] }) });
        if (values.json) terminal.print(JSON.stringify(preview));
        else for (const line of linesOfPreview(preview, world)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}
