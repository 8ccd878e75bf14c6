/**
 * What was asked for by a machine and not by a person. Such events are kept and marked, so that who counts people leaves them out.
 *
 * | rule                | of            | why                                                                                        |
 * |---------------------|---------------|--------------------------------------------------------------------------------------------|
 * | `no_user_agent`     | opens, clicks | every mail program and browser says what it is                                             |
 * | `head_request`      | opens, clicks | a browser that follows a link asks with GET                                                |
 * | `prefetch`          | opens, clicks | the program says itself that nobody has asked yet                                          |
 * | `google_proxy`      | opens         | Gmail's proxy fetches pictures for its readers, at an hour of its own choice               |
 * | `yahoo_proxy`       | opens         | as Gmail's                                                                                 |
 * | `apple_privacy`     | opens         | Apple Mail fetches all pictures at arrival; its proxy says "Mozilla/5.0" and nothing more  |
 * | `early`             | opens         | within 2 s of the hand-over nobody has read yet; filters look at what arrives              |
 * | `link_scanner`      | opens, clicks | a gateway looks at the mail before its reader does                                         |
 * | `robot`             | opens, clicks | a program, a crawler or a preview in a chat                                                |
 */
import type { IncomingHttpHeaders } from 'node:http';

export interface Asked {
  readonly kind: 'opened' | 'clicked';
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Time since the message was made ready for its hand-over, ms. */
  readonly ageMs: number;
}

export type MachineRule =
  | 'no_user_agent'
  | 'head_request'
  | 'prefetch'
  | 'google_proxy'
  | 'yahoo_proxy'
  | 'apple_privacy'
  | 'early'
  | 'link_scanner'
  | 'robot';

const EARLY_MS = 2_000;

const SCANNERS =
  /barracuda|proofpoint|mimecast|symantec|messagelabs|fireeye|trellix|cloudmark|ironport|trend ?micro|sophos|forcepoint|safelinks|microsoft office protection|bitdefender|kaspersky|urlscan|virustotal|google-safety|vade ?secure/i;
const ROBOTS =
  /bot\b|crawler|spider|preview|facebookexternalhit|whatsapp|telegram|headless|phantom|python|curl|wget|libwww|go-http|okhttp|java\/|axios|node|undici|scrapy|httpclient|monitor/i;

const RULES: readonly (readonly [rule: MachineRule, of: 'both' | 'opened', holds: (asked: Asked, agent: string) => boolean])[] = [
  ['no_user_agent', 'both', (_asked, agent) => agent === ''],
  ['head_request', 'both', ({ method }) => method === 'HEAD'],
  ['prefetch', 'both', ({ headers }) => /prefetch|preview/i.test(`${headers['sec-purpose']} ${headers.purpose} ${headers['x-moz']}`)],
  ['google_proxy', 'opened', (_asked, agent) => /GoogleImageProxy/i.test(agent)],
  ['yahoo_proxy', 'opened', (_asked, agent) => /YahooMailProxy/i.test(agent)],
  ['apple_privacy', 'opened', (_asked, agent) => agent === 'Mozilla/5.0'],
  ['early', 'opened', ({ ageMs }) => ageMs < EARLY_MS],
  ['link_scanner', 'both', (_asked, agent) => SCANNERS.test(agent)],
  ['robot', 'both', (_asked, agent) => ROBOTS.test(agent)],
];

/** The first rule that holds; undefined when a person may have asked. */
export function machineRule(asked: Asked): MachineRule | undefined {
  const agent = (asked.headers['user-agent'] ?? '').trim();
  return RULES.find(([, of, holds]) => (of === 'both' || of === asked.kind) && holds(asked, agent))?.[0];
}
