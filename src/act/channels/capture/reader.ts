import type { SendCommand } from '../../../core/index.ts';
import type { ChannelDefinition } from '../../../define/index.ts';
import type { RenderedContent } from '../../content/index.ts';

/** What of its channel decides how a message looks. */
export type CapturedDefinition = Pick<ChannelDefinition, 'type' | 'name' | 'from' | 'replyTo' | 'signature' | 'optOut'>;

/** A message as the outbox page shows it. Times are wall clocks in ms, except `command.at`. */
export interface CapturedMessage {
  /** Ascending in the order of capture. */
  readonly number: number;
  readonly capturedAt: number;
  readonly decidedAt: number;
  readonly command: SendCommand;
  readonly content: RenderedContent;
  /** As it was at the capture; absent when no release defined the channel. */
  readonly definition?: CapturedDefinition;
}

/** The newest first; of these customers only, when given; with a number below `before`, when given. */
export interface CaptureSlice {
  readonly limit: number;
  readonly before?: number;
  readonly customers?: readonly string[];
}

export interface CaptureCounts {
  /** Ever. */
  readonly captured: number;
  /** Still kept. */
  readonly readable: number;
}

/** What the API reads of the capture channel. */
export interface CaptureReader {
  list(slice: CaptureSlice): Promise<readonly CapturedMessage[]>;
  get(message: string): Promise<CapturedMessage | undefined>;
  counts(): Promise<CaptureCounts>;
}
