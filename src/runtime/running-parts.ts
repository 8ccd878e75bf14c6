/** What the running product is made of. */
import type { FastifyPluginAsync } from 'fastify';
import type { CaptureChannel, Delivery, Inbox } from '../act/index.ts';
import type { CustomerId } from '../base/index.ts';
import type { SinkLink } from '../learn/index.ts';
import type { Log } from '../port/log/index.ts';
import type { Papers, StateReader, StateView } from '../port/state/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import type { Door, Quarantine } from '../sense/index.ts';
import type { Admission } from './admission.ts';
import type { AppOptions } from './app.ts';
import type { Appending } from './appender.ts';
import type { BackfillsLink } from './backfill/index.ts';
import type { BackupDesk } from './backup/index.ts';
import type { Changes } from './changes/index.ts';
import type { ChannelCredential } from './channels.ts';
import type { MachineToken } from './config/index.ts';
import type { ContentApprovals } from './content/index.ts';
import type { EngineLink } from './engine/index.ts';
import type { ChannelRoute, Measures, VisitorKey } from './figures.ts';
import type { Installation, Standing } from './installation.ts';
import type { ReadCounts } from './journeys/index.ts';
import type { MembersRoom } from './members/index.ts';
import type { QualityDesk } from './quality/index.ts';
import type { QuarantineDesk } from './quarantine-desk.ts';
import type { Releases } from './releases.ts';
import type { Replayed } from './replayed.ts';
import type { Source, WriteKeys } from './sources/index.ts';
import type { TestSender } from './test-send.ts';
import type { TimeMode } from './time-mode.ts';

export interface RunningParts {
  readonly options: AppOptions;
  readonly installation: Pick<Installation, 'does' | 'takeUp' | 'layDown'>;
  readonly mode: TimeMode;
  readonly log: Log;
  /** Events arrive in it, where identity stages stand before the engine; else `log`. */
  readonly arrivals: Log;
  readonly state: StateView;
  /** Where what is known of a customer lies, with what the engine of that place keeps beside it. */
  readonly homeOf: (customer: CustomerId) => StateReader;
  readonly warehouse: Warehouse;
  readonly appender: Appending;
  readonly replayed: Replayed;
  readonly engine: EngineLink;
  readonly standing: Standing;
  /** Of all partitions. */
  readonly journeyCounts: ReadCounts;
  readonly releases: Releases;
  readonly sink: SinkLink;
  readonly backfills: BackfillsLink;
  readonly capture: CaptureChannel;
  readonly delivery: Delivery;
  readonly inbox: Inbox;
  readonly papers: Papers;
  readonly routes: () => readonly ChannelRoute[];
  /** Tries channels out. */
  readonly testSends: TestSender;
  /** The secrets that a channel's settings name. */
  readonly credentialsOf: (channel: string) => readonly ChannelCredential[];
  /** Warns of configured channels that the running release does not define. */
  readonly checkChannels: () => void;
  /** Sign links and tokens: the first signs, all open. */
  readonly linkKeys: readonly Uint8Array[];
  readonly quarantine: Quarantine;
  readonly quarantineDesk: QuarantineDesk;
  readonly quality: QualityDesk;
  readonly admission: Admission;
  readonly door: Door;
  readonly measures: () => Promise<Measures>;
  readonly backups: BackupDesk;
  /** Pixels, clicks, unsubscribes, providers' reports. */
  readonly returns: FastifyPluginAsync;
  /** Of the configuration. */
  readonly sources: readonly Source[];
  readonly writeKeys: WriteKeys;
  readonly visitorKey: VisitorKey;
  /** Who may use the installation, and what they did. */
  readonly members: MembersRoom;
  /** Definitions as somebody left them, not released yet. */
  readonly changes: Changes;
  /** What was said of content. On the desk of the changes. */
  readonly contentApprovals: ContentApprovals;
  readonly machineToken: MachineToken;
}
