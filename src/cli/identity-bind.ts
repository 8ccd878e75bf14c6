/** `volano identity bind` and `unbind`: staff says which profile an identifier belongs to. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import { linesOfBinding, linesOfPreview } from './identity-lines.ts';
import type { Management, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { said } from './said.ts';
import type { World } from './world.ts';

interface Values extends WhereValues {
  readonly yes?: true;
  readonly json?: true;
}

export function bindCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  const command = new Command('bind')
    .description(say('identity.bind.description'))
    .argument('<namespace:value>', say('identity.bind.identifier'))
    .addOption(new Option('--to <namespace:value>', say('identity.bind.to')).makeOptionMandatory());
  return withOptions(command, world).action(async (text: string, values: Values & { readonly to: string }) => {
    const [identifier, to] = [identifierOf('identity bind', text), identifierOf('--to', values.to)];
    await using(open, values, async (management) => {
      if (values.yes) {
        const bound = await management.bind({ identifier, to });
        if (values.json) terminal.print(JSON.stringify(bound));
        else terminal.note(say(`identity.bind.${bound.outcome}`, { identifier: text, to: values.to, customer: bound.customer }));
        return;
      }
      const preview = await management.previewBind({ identifier, to });
      if (values.json) {
        terminal.print(JSON.stringify(preview));
        return;
      }
      for (const line of linesOfBinding(preview, world)) terminal.print(line);
      const { customer, outcome } = preview;
      terminal.note(
        say(outcome === 'bound' ? 'identity.bind.bound' : 'identity.bind.would', { identifier: text, to: values.to, customer }),
      );
    });
  });
}

export function unbindCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  const command = new Command('unbind')
    .description(say('identity.unbind.description'))
    .argument('<namespace:value>', say('identity.unbind.identifier'));
  return withOptions(command, world).action(async (text: string, values: Values) => {
    const identifier = identifierOf('identity unbind', text);
    await using(open, values, async (management) => {
      if (values.yes) {
        const unbound = await management.unbind({ identifier });
        if (values.json) terminal.print(JSON.stringify(unbound));
        else terminal.note(say('identity.unbind.done', { identifier: text, customer: unbound.customer }));
        return;
      }
      const preview = await management.previewUnbind({ identifier });
      if (values.json) {
        terminal.print(JSON.stringify(preview));
        return;
      }
      for (const line of linesOfPreview(preview, world)) terminal.print(line);
      terminal.note(say('identity.unbind.would', { identifier: text }));
    });
  });
}

/** The identifier of `namespace:value`. Throws VOLANO_OPTION_INVALID. */
export function identifierOf(option: string, text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  if (colon > 0 && colon < text.length - 1) return [text.slice(0, colon), text.slice(colon + 1)];
  throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected: said`namespace:value, e.g. device:till-4`, value: text });
}

function withOptions(command: Command, world: World): Command {
  return command
    .addOption(new Option('--yes', world.say('identity.unmerge.yes')))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

async function using(open: OpenManagement, values: WhereValues, use: (management: Management) => Promise<void>): Promise<void> {
  const management = await open(whereOf(values));
  try {
    await use(management);
  } finally {
    await management.close();
  }
}
