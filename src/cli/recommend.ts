/** `volano recommend`: what goes with an item, and what is recommended to a customer. */
import { Command } from 'commander';
import { DAY, VolanoError } from '../base/index.ts';
import type { RecommendationAnswer } from '../runtime/index.ts';
import type { OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { said } from './said.ts';
import { tableOf } from './table.ts';
import type { Say } from './texts/index.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface RecommendValues extends WhereValues {
  readonly json?: true;
  readonly item?: string;
  readonly customer?: string;
}

export function recommendCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return new Command('recommend')
    .description(say('recommend.description'))
    .argument('[recommendation]', say('recommend.recommendation'))
    .option('--item <id>', say('recommend.item'))
    .option('--customer <customer>', say('recommend.customer'))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (named: string | undefined, values: RecommendValues) => {
      const { item, customer } = values;
      if ((item === undefined) === (customer === undefined))
        throw new VolanoError('VOLANO_OPTION_INVALID', {
          option: '--item',
          expected: said`one of --item and --customer`,
          value: item ?? '',
        });
      const management = await open(whereOf(values));
      try {
        const recommendation = named ?? onlyOf(await management.recommendations());
        const answer = await management.recommended(recommendation, item === undefined ? whomOf(customer!) : { item });
        if (values.json) terminal.print(JSON.stringify(answer));
        else for (const line of linesOf(answer, say)) terminal.print(line);
      } finally {
        await management.close();
      }
    });

  function onlyOf(ids: readonly string[]): string {
    const [only] = ids;
    if (only !== undefined && ids.length === 1) return only;
    const expected = ids.length === 0 ? said`a recommendation; the release has none` : said`one of ${ids.join(', ')}`;
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: 'recommendation', expected, value: '' });
  }
}

function linesOf({ recommendation, known, model, item, items = [] }: RecommendationAnswer, say: Say): readonly string[] {
  if (model === undefined) return [say('recommend.no_model', { recommendation })];
  const computed = say('recommend.model', {
    recommendation,
    known,
    at: /^\d+$/.test(model) ? new Date(Number(model)).toISOString() : model,
  });
  if (item === null) return [computed, say('recommend.unknown_item')];
  if (item) {
    const { id, popularity, category = '', cycleMs, out } = item;
    const cycle = cycleMs === undefined ? '' : say('recommend.cycle', { days: Math.round(cycleMs / DAY) });
    const about = [
      id,
      category,
      say('recommend.popularity', { popularity: popularity.toFixed(1) }),
      cycle,
      out ? say('recommend.out') : '',
    ];
    const rows = item.with.map(([other, score]) => [other, score.toFixed(4)]);
    return [computed, about.filter((one) => one !== '').join(', '), ...table([say('recommend.goes_with'), say('recommend.score')], rows)];
  }
  const rows = items.map(({ id, by, score, because }) => [id, by, score ?? '', because ?? ''].map(String));
  return [computed, ...table([say('recommend.item_head'), say('recommend.by'), say('recommend.score'), say('recommend.because')], rows)];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : tableOf(heads, rows);
}
