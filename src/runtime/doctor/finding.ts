/** What a check has found. Texts are made of it elsewhere; the code of a finding says what to do. */
import { type Said, type Sayable, wordsOf } from '../../base/index.ts';
import { said } from '../said.ts';

export type Status = 'ok' | 'warning' | 'failed';

/** By subject and what was found. Each has a text, which says what to do unless all is well. */
export const FINDINGS = {
  node_ok: 'ok',
  node_old: 'failed',
  config_ok: 'ok',
  config_wrong: 'failed',
  secret_exposed: 'warning',
  directory_ok: 'ok',
  directory_new: 'ok',
  directory_unwritable: 'failed',
  disk_ok: 'ok',
  disk_low: 'warning',
  disk_full: 'failed',
  files_local: 'ok',
  files_fleeting: 'warning',
  files_remote: 'failed',
  limit_ok: 'ok',
  limit_low: 'warning',
  clock_ok: 'ok',
  clock_behind: 'warning',
  port_free: 'ok',
  port_ours: 'ok',
  port_taken: 'failed',
  public_none: 'ok',
  public_local: 'warning',
  public_ok: 'ok',
  public_silent: 'warning',
  token_ok: 'ok',
  token_missing: 'warning',
  oidc_ok: 'ok',
  oidc_silent: 'failed',
  channels_none: 'ok',
  channels_ok: 'ok',
  channels_wrong: 'failed',
  mail_ok: 'ok',
  mail_silent: 'failed',
  log_ok: 'ok',
  log_unreachable: 'failed',
  log_topic_new: 'ok',
  log_topic_replicas: 'failed',
  log_topic_partitions: 'failed',
  log_topic_single: 'warning',
  log_topic_offline: 'failed',
  log_topic_copies: 'warning',
  log_topic_retention: 'warning',
  log_topic_ok: 'ok',
  state_ok: 'ok',
  state_unreachable: 'failed',
  state_old: 'failed',
  state_standby: 'failed',
  state_unsafe: 'failed',
  state_rights: 'failed',
  state_grants: 'failed',
  state_connections: 'warning',
  state_connections_ok: 'ok',
  state_clock_ok: 'ok',
  state_clock_off: 'warning',
  warehouse_ok: 'ok',
  warehouse_unreachable: 'failed',
  warehouse_old: 'failed',
  warehouse_rights: 'failed',
  warehouse_disk_ok: 'ok',
  warehouse_disk_low: 'warning',
  warehouse_cluster_ok: 'ok',
  warehouse_cluster_unknown: 'failed',
  warehouse_cluster_shards: 'failed',
  warehouse_cluster_pair: 'warning',
  warehouse_macros: 'failed',
  warehouse_keeper: 'failed',
  warehouse_clock_ok: 'ok',
  warehouse_clock_off: 'warning',
} as const;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  readonly status: Status;
  readonly values: Readonly<Record<string, Sayable>>;
}

export function found(code: FindingCode, values: Finding['values'] = {}): Finding {
  return { code, status: FINDINGS[code], values };
}

/** What is found wrong in words of our own. */
export class Trouble extends Error {
  readonly said: Said;

  constructor(words: Said) {
    super(words.en);
    this.said = words;
  }
}

/** Of an error: what it says, without its stack and on one line. */
export function problemOf(error: unknown): Said {
  if (error instanceof Trouble) return error.said;
  const first = error instanceof AggregateError && error.errors.length > 0 ? (error.errors[0] as Error) : error;
  const { en, zh } = wordsOf(first);
  const line = (text: string): string =>
    (text || String((first as NodeJS.ErrnoException).code ?? error)).replace(/\s+/g, ' ').slice(0, 300);
  return { en: line(en), zh: line(zh) };
}

/** Rejects after so many ms. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Trouble(said`no answer within ${ms / 1_000} s`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How far a clock is ahead of ours, given when it was asked and when it answered. */
export function clockFinding(
  subject: 'state' | 'warehouse',
  { theirs, asked, answered }: { readonly theirs: number; readonly asked: number; readonly answered: number },
): Finding {
  const offsetMs = Math.round(theirs - (asked + answered) / 2);
  const slack = (answered - asked) / 2;
  const isOff = Math.abs(offsetMs) - slack > 1_000;
  return found(isOff ? `${subject}_clock_off` : `${subject}_clock_ok`, { offset: offsetMs });
}
