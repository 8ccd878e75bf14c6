/** From a decision to what its customer will read: rendered, with links that come back. */
import type { SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { Renderer, RenderOutcome } from '../content/index.ts';
import type { Tracker } from './tracker.ts';

export interface Composer {
  readonly renderer: Renderer;
  /** Without one, links stay as they are and `message.unsubscribe_url` does not exist. */
  readonly tracker?: Tracker | undefined;
}

/** The message as its channel is to get it. What cannot be rendered is an outcome with its reason. */
export function composeMessage({ renderer, tracker }: Composer, command: SendCommand, definition?: ChannelDefinition): RenderOutcome {
  const rendered = renderer.render({
    template: command.template,
    version: command.templateVersion,
    message: command.message,
    customer: command.customer,
    variables: command.variables,
    variant: command.variant,
    locale: command.locale,
    channel: command.channel,
    unsubscribeUrl: tracker?.unsubscribeUrl(command, definition),
  });
  if (!rendered.ok || !tracker) return rendered;
  const { linkHosts } = rendered;
  return { ...rendered, content: tracker.decorate(rendered.content, { command, definition, linkHosts }) };
}
