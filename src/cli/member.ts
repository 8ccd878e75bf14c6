/** `volano member`: who signs in to the console, and what they may do. */
import { Command, Option } from 'commander';
import { VolanoError } from '../base/index.ts';
import type { Member, RoleId } from '../runtime/index.ts';
import type { Management, MemberLink, OpenManagement } from './management.ts';
import { dataOption, jsonOption, tokenOption, urlOption, type WhereValues, whereOf } from './options.ts';
import { tableOf } from './table.ts';
import type { World } from './world.ts';

interface MemberValues extends WhereValues {
  readonly json?: true;
  readonly name?: string;
  readonly role?: readonly RoleId[];
}

/** Written out, so that asking for help loads no room; the server knows better. */
const ROLES: readonly RoleId[] = [
  'owner',
  'data_steward',
  'journey_designer',
  'rules_engineer',
  'content_creator',
  'channel_operator',
  'analyst',
  'advisor',
  'service_agent',
  'compliance_reviewer',
  'executive',
];

export function memberCommand(world: World, open: OpenManagement): Command {
  return new Command('member')
    .description(world.say('member.description'))
    .addCommand(listCommand(world, open))
    .addCommand(addCommand(world, open))
    .addCommand(rolesCommand(world, open))
    .addCommand(stateCommand(world, open, 'disable'))
    .addCommand(stateCommand(world, open, 'enable'))
    .addCommand(linkCommand(world, open));
}

function listCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return command('list', world).action(async (values: MemberValues) => {
    const { members } = await asking(open, values, (management) => management.members.list());
    if (values.json) return terminal.print(JSON.stringify({ members }));
    const head = (['id', 'name', 'email', 'roles', 'state'] as const).map((one) => say(`member.column.${one}`));
    const rows = members.map(({ id, name, email, roles, state }) => [id, name, email, roles.join(', '), state]);
    for (const line of tableOf(head, rows)) terminal.print(line);
  });
}

function addCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return command('add', world)
    .argument('<email>', say('member.email'))
    .addOption(new Option('--name <name>', say('member.name')))
    .addOption(roleOption(world))
    .action(async (email: string, values: MemberValues) => {
      const { name = email.split('@', 1)[0]!, role = [] } = values;
      const added = await asking(open, values, ({ members }) => members.add({ name, email, roles: role }));
      if (values.json) return terminal.print(JSON.stringify(shownFor(added, values)));
      terminal.note(say('member.added', { name, roles: role.join(', '), until: timeOf(added.link) }));
      terminal.print(addressOf(added.link, values));
    });
}

function rolesCommand(world: World, open: OpenManagement): Command {
  return command('roles', world)
    .argument('<member>', world.say('member.who'))
    .addOption(roleOption(world))
    .action(async (who: string, values: MemberValues) => {
      const { role = [] } = values;
      const changed = await asking(open, values, async ({ members }) => members.change((await found(members, who)).id, { roles: role }));
      said(world, values, changed.member);
    });
}

function stateCommand(world: World, open: OpenManagement, name: 'disable' | 'enable'): Command {
  return command(name, world)
    .argument('<member>', world.say('member.who'))
    .action(async (who: string, values: MemberValues) => {
      const state = name === 'disable' ? 'disabled' : 'active';
      const changed = await asking(open, values, async ({ members }) => members.change((await found(members, who)).id, { state }));
      said(world, values, changed.member);
    });
}

function linkCommand(world: World, open: OpenManagement): Command {
  const { say, terminal } = world;
  return command('link', world)
    .argument('<member>', say('member.who'))
    .action(async (who: string, values: MemberValues) => {
      const { member, link } = await asking(open, values, async ({ members }) => {
        const of = await found(members, who);
        return { member: of, ...(await members.link(of.id)) };
      });
      if (values.json) return terminal.print(JSON.stringify(shownFor({ member, link }, values)));
      terminal.note(say('member.linked', { name: member.name, until: timeOf(link) }));
      terminal.print(addressOf(link, values));
    });
}

function command(name: 'list' | 'add' | 'roles' | 'disable' | 'enable' | 'link', world: World): Command {
  return new Command(name)
    .description(world.say(`member.${name}`))
    .addOption(urlOption(world))
    .addOption(tokenOption(world))
    .addOption(dataOption(world))
    .addOption(jsonOption(world));
}

function roleOption({ say }: World): Option {
  return new Option('--role <roles...>', say('member.role', { roles: ROLES.join(', ') })).choices(ROLES).makeOptionMandatory();
}

async function asking<Answer>(
  open: OpenManagement,
  values: MemberValues,
  ask: (management: Management) => Promise<Answer>,
): Promise<Answer> {
  const management = await open(whereOf(values));
  try {
    return await ask(management);
  } finally {
    await management.close();
  }
}

/** By id or e-mail address. Throws VOLANO_RESOURCE_UNKNOWN. */
async function found({ list }: Management['members'], who: string): Promise<Member> {
  const { members } = await list();
  const member = members.find(({ id, email }) => id === who || email.toLowerCase() === who.toLowerCase());
  if (!member) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'member', id: who });
  return member;
}

function said({ say, terminal }: World, { json }: MemberValues, member: Member): void {
  const { name, roles, state } = member;
  if (json) terminal.print(JSON.stringify({ member }));
  else terminal.note(say('member.changed', { name, roles: roles.join(', '), state }));
}

function shownFor<Answer extends { readonly link: MemberLink }>(answer: Answer, values: MemberValues): object {
  return { ...answer, link: { url: addressOf(answer.link, values), expiresAt: answer.link.expiresAt } };
}

/** Where the server was asked; who opens it elsewhere puts the name that they reach it by. */
function addressOf({ path }: MemberLink, values: MemberValues): string {
  return `${whereOf(values).url}${path}`;
}

function timeOf({ expiresAt }: MemberLink): string {
  return `${new Date(expiresAt).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
