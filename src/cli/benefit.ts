/** `volano benefit`: codes for the pools of benefits, and what is left. */
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { said } from './said.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface BenefitValues extends WhereValues {
  readonly json?: true;
}

/** Codes of one request. */
const CHUNK = 10_000;

export function benefitCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  const list = command('list', world).action(async (values: BenefitValues) => {
    const { benefits } = await asking(open, values, (management) => management.benefits.list());
    if (values.json) return terminal.print(JSON.stringify({ benefits }));
    const rows = benefits.map(({ benefit, type, given, codes, left }) => [benefit, type, given, codes ?? '', left ?? ''].map(String));
    const head = ['id', 'type', 'given', 'codes', 'left'].map((one) => say(`benefit.column.${one as 'id'}`));
    for (const line of tableOf(head, rows)) terminal.print(line);
  });
  const bringIn = command('import', world)
    .argument('<benefit>', say('benefit.id'))
    .argument('<file>', say('benefit.file'))
    .action(async (benefit: string, file: string, values: BenefitValues) => {
      const codes = await codesIn(file);
      let taken = 0;
      await asking(open, values, async ({ benefits }) => {
        for (let from = 0; from < codes.length; from += CHUNK)
          taken += (await benefits.bringIn(benefit, codes.slice(from, from + CHUNK))).codes;
      });
      if (values.json) terminal.print(JSON.stringify({ benefit, codes: taken }));
      else terminal.note(say('benefit.done', { count: taken, benefit }));
    });
  return new Command('benefit').description(say('benefit.description')).addCommand(list).addCommand(bringIn);
}

function command(name: 'list' | 'import', world: World): Command {
  return new Command(name)
    .description(world.say(`benefit.${name}`))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

async function asking<Answer>(
  open: OpenManagement,
  values: BenefitValues,
  ask: (management: Management) => Promise<Answer>,
): Promise<Answer> {
  const management = await open(whereOf(values));
  try {
    return await ask(management);
  } finally {
    await management.close();
  }
}

/** One code a line; each once. Throws VOLANO_OPTION_INVALID where there is none. */
async function codesIn(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: 'file', expected: said`a file that can be read`, value: file }, { cause });
  });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const codes = [...new Set(lines.filter((line) => line !== ''))];
  if (codes.length === 0)
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: 'file', expected: said`codes, one a line`, value: file });
  return codes;
}
