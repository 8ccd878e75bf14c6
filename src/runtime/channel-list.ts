/** Channels at a glance: what each is, through what it goes, and how it does. */
import type { ChannelState } from '../act/index.ts';
import type { ChannelDefinition } from '../define/index.ts';
import type { ChannelCredential } from './channels.ts';
import type { ChannelRoute } from './figures.ts';

/** A channel that is defined or configured. */
export interface ChannelStanding extends ChannelRoute {
  /** As the running release defines it; absent: no release does, and nothing goes through it. */
  readonly definition?: ChannelDefinition;
  /** Of its hand-overs; absent where another process does them, or where it is captured. */
  readonly state?: Omit<ChannelState, 'channel'>;
  /** Secrets that its settings name. */
  readonly credentials: readonly ChannelCredential[];
}

export interface ChannelListParts {
  readonly routes: () => readonly ChannelRoute[];
  readonly definitionOf: (channel: string) => ChannelDefinition | undefined;
  readonly states: () => readonly ChannelState[];
  readonly credentialsOf: (channel: string) => readonly ChannelCredential[];
}

/** In the order of the routes. */
export function channelList({ routes, definitionOf, states, credentialsOf }: ChannelListParts): readonly ChannelStanding[] {
  const known = new Map(states().map(({ channel, ...state }) => [channel, state]));
  return routes().map((route) => {
    const definition = definitionOf(route.channel);
    const state = known.get(route.channel);
    return { ...route, ...(definition && { definition }), ...(state && { state }), credentials: credentialsOf(route.channel) };
  });
}
