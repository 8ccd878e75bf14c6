/** `volano explain`: why a customer got a message, and why not another. */
import { Command, Option } from 'commander';
import { linesOfExplanation } from './explained.ts';
import type { ExplainRequest, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { whomOf } from './whom.ts';
import type { World } from './world.ts';

interface ExplainValues extends WhereValues {
  readonly message?: string;
  readonly journey?: string;
  readonly json?: true;
}

export function explainCommand(world: World, open: OpenManagement): Command {
  const { say, terminal, locale } = world;
  return new Command('explain')
    .description(say('explain.description'))
    .argument('<customer>', say('explain.customer'))
    .addOption(new Option('--message <id>', say('explain.message')))
    .addOption(new Option('--journey <id>', say('explain.journey')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world))
    .action(async (customer: string, values: ExplainValues) => {
      const management = await open(whereOf(values));
      try {
        const explanation = await management.explain(requestOf(customer, values));
        if (values.json) terminal.print(JSON.stringify(explanation));
        else for (const line of linesOfExplanation(explanation, locale)) terminal.print(line);
      } finally {
        await management.close();
      }
    });
}

function requestOf(customer: string, { message, journey }: ExplainValues): ExplainRequest {
  return { ...whomOf(customer), ...(message !== undefined && { message }), ...(journey !== undefined && { journey }) };
}
