/** `volano serve`: the engine, until it is asked to stop. */
import { Command, Option } from 'commander';
import type { Project } from '../define/index.ts';
import { ROLES, type Role } from '../runtime/config/index.ts';
import type { LoadProject } from './management.ts';
import { addressOf, configOption, dataOption, jsonOption, wholeNumber } from './options.ts';
import type { World } from './world.ts';

export interface ServeOptions {
  readonly dataFolder: string;
  /** File of the configuration; default: the one in the data folder, if there is one. */
  readonly config?: string;
  /** Go before the configuration's, like the rest. */
  readonly roles?: readonly Role[];
  readonly host?: string;
  readonly port?: number;
  readonly publicUrl?: string;
  readonly token?: string;
  readonly project?: Project;
  /** Ids of lints whose errors in the project are accepted. */
  readonly accept?: readonly string[];
}

export interface Served {
  readonly url: string;
  /** Through what each channel goes. */
  readonly routes: readonly { readonly channel: string; readonly carrier: string }[];
  /** Whoever opens it becomes the owner; absent when there are members. */
  readonly ownerLink?: string;
  close(): Promise<void>;
}

export interface ServeEngine {
  readonly loadProject: LoadProject;
  readonly serve: (options: ServeOptions) => Promise<Served>;
  /** Resolves when the process is asked to stop. */
  readonly stopRequested: () => Promise<void>;
}

interface ServeValues {
  readonly data: string;
  readonly config?: string;
  readonly role?: readonly Role[];
  readonly host?: string;
  readonly port?: string;
  readonly json?: true;
  readonly project?: string;
  readonly accept?: readonly string[];
  readonly publicUrl?: string;
  readonly token?: string;
}

export function serveCommand(world: World, engine: ServeEngine): Command {
  const { say, terminal } = world;
  return (
    new Command('serve')
      .description(say('serve.description'))
      .addOption(dataOption(world))
      .addOption(configOption(world))
      .addOption(new Option('--role <roles...>', say('serve.role')).choices(ROLES))
      .addOption(new Option('--port <port>', say('serve.port')))
      .addOption(new Option('--host <address>', say('serve.host')))
      .addOption(new Option('--public-url <url>', say('serve.publicUrl')))
      .addOption(new Option('--project <folder>', say('serve.project')))
      .addOption(new Option('--accept <lint...>', say('apply.accept')))
      // Not from the environment: the configuration reads that.
      .addOption(new Option('--token <token>', say('option.token')))
      .addOption(jsonOption(world))
      .action(async (values: ServeValues) => {
        const project = values.project === undefined ? undefined : await engine.loadProject(values.project);
        const server = await engine.serve({
          dataFolder: values.data,
          ...(values.config !== undefined && { config: values.config }),
          ...(values.role && { roles: values.role }),
          ...(values.host !== undefined && { host: values.host }),
          ...(values.port !== undefined && { port: wholeNumber('--port', values.port, { low: 0, high: 65_535 }) }),
          ...(values.publicUrl !== undefined && { publicUrl: addressOf(values.publicUrl, '--public-url') }),
          ...(values.token !== undefined && { token: values.token }),
          ...(project && { project }),
          ...(values.accept && { accept: values.accept }),
        });
        const { url, routes, ownerLink } = server;
        terminal.print(
          values.json ? JSON.stringify({ url, channels: routes }) : `${say('serve.ready', { url })}\n${outgoing(world, routes)}`,
        );
        if (ownerLink !== undefined) terminal.note(say('serve.ownerLink', { link: ownerLink }));
        await engine.stopRequested();
        terminal.note(say('serve.stopping'));
        await server.close();
        terminal.note(say('serve.stopped'));
      })
  );
}

/** What leaves the machine is said at the start, or somebody finds out by a customer's answer. */
function outgoing({ say }: World, routes: Served['routes']): string {
  const out = routes.filter(({ carrier }) => carrier !== 'capture').map(({ channel, carrier }) => `${channel} (${carrier})`);
  return out.length === 0 ? say('serve.captured') : say('serve.out', { channels: out.join(', ') });
}
