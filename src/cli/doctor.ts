/** `volano doctor`: is everything there that the installation needs, and what is to be done if not. */
import { Command } from 'commander';
import { saidIn } from '../base/index.ts';
import type { ConfigQuestion, Finding, Status } from '../runtime/doctor/index.ts';
import { CheckFailed } from './failure.ts';
import { configOption, dataOption, jsonOption } from './options.ts';
import { tableOf } from './table.ts';
import type { Locale, TextKey } from './texts/index.ts';
import type { World } from './world.ts';

interface DoctorValues {
  readonly data: string;
  readonly config?: string;
  readonly json?: true;
}

const COLORS: Readonly<Record<Status, string>> = { ok: '\u001b[32m', warning: '\u001b[33m', failed: '\u001b[31m' };
const PLAIN = '\u001b[0m';

export function doctorCommand(world: World, examine: (question: ConfigQuestion) => Promise<readonly Finding[]>): Command {
  const { say, terminal } = world;
  return new Command('doctor')
    .description(say('doctor.description'))
    .addOption(dataOption(world))
    .addOption(configOption(world))
    .addOption(jsonOption(world))
    .action(async ({ data, config, json }: DoctorValues) => {
      const findings = await examine({ directory: data, file: config, environment: process.env });
      const count = (status: Status): number => findings.filter((one) => one.status === status).length;
      const failed = count('failed');
      if (json) {
        const checks = findings.map(({ code, status, values }) => ({
          code,
          status,
          values: told(values, 'en'),
          text: textOf(world, { code, values }),
        }));
        terminal.print(JSON.stringify({ ok: failed === 0, checks }));
      } else {
        for (const line of linesOf(world, findings)) terminal.print(line);
        terminal.print('');
        terminal.print(say('doctor.summary', { ok: count('ok'), warnings: count('warning'), failed }));
      }
      if (failed > 0) throw new CheckFailed();
    });
}

function textOf({ say, locale }: World, { code, values }: Pick<Finding, 'code' | 'values'>): string {
  return say(`doctor.${code}`, told(values, locale));
}

function told(values: Finding['values'], locale: Locale): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : saidIn(value, locale)]),
  );
}

function linesOf(world: World, findings: readonly Finding[]): readonly string[] {
  const { say, terminal } = world;
  const rows = findings.map(({ code, status, values }) => [
    say(`doctor.is_${status}`),
    say(`doctor.of_${code.split('_', 1)[0]}` as TextKey),
    textOf(world, { code, values }),
  ]);
  const [heads = '', ...lines] = tableOf([say('doctor.status'), say('doctor.subject'), say('doctor.found')], rows);
  if (!terminal.color) return [heads, ...lines];
  const colored = (line: string, { status }: Finding): string => {
    const word = say(`doctor.is_${status}`);
    return `${COLORS[status]}${word}${PLAIN}${line.slice(word.length)}`;
  };
  return [heads, ...lines.map((line, row) => colored(line, findings[row]!))];
}
