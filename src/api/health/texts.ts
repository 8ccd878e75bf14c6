/** What /health says to people: what is the case, and what to do about it. `{name}` is filled from the part's detail. */
import { type Language, languageOf } from '../../base/index.ts';
import type { Text } from '../../define/index.ts';
import type { HealthCode } from './judge.ts';

export interface HealthText {
  readonly message: Text;
  /** Empty where there is nothing to do. */
  readonly action: Text;
}

const NOTHING: Text = { en: '', zh: '' };

export const HEALTH_TEXTS: Readonly<Record<HealthCode, HealthText>> = {
  log_ok: { message: { en: 'Events are stored.', zh: '事件正常写入。' }, action: NOTHING },
  log_refuses: {
    message: { en: 'The log takes no events: {problem}', zh: '日志无法写入事件：{problem}' },
    action: {
      en: 'Free disk space or repair the disk; senders keep their events and try again. Writing resumes by itself.',
      zh: '请释放磁盘空间或修复磁盘；发送方会保留事件并重试，写入将自动恢复。',
    },
  },
  engine_ok: { message: { en: 'Decisions keep up; {behind} entries wait.', zh: '决策及时，{behind} 条记录等待处理。' }, action: NOTHING },
  engine_behind: {
    message: {
      en: '{behind} entries wait, the oldest for {seconds} s: beyond the promise of 4 s.',
      zh: '{behind} 条记录等待处理，最久已等 {seconds} 秒，超过 4 秒承诺。',
    },
    action: {
      en: 'If it persists, send less at once, or give the machine more processor time.',
      zh: '如持续出现，请降低瞬时发送量，或为机器增加处理器资源。',
    },
  },
  engine_stalled: {
    message: {
      en: 'The engine has not moved for more than 10 s while {behind} entries wait.',
      zh: '引擎超过 10 秒没有进展，{behind} 条记录等待处理。',
    },
    action: {
      en: 'Restart the server: it continues where it stopped and repeats nothing. If it stalls again, report it with the log of the server.',
      zh: '请重启服务：将从中断处继续，不会重复。若再次停滞，请附上服务日志反馈。',
    },
  },
  engine_failed: {
    message: { en: 'The engine has stopped: {problem}', zh: '引擎已停止：{problem}' },
    action: {
      en: 'Correct the cause and restart the server: it continues where it stopped and repeats nothing.',
      zh: '请排除原因后重启服务：将从中断处继续，不会重复。',
    },
  },
  sink_ok: {
    message: { en: 'The warehouse keeps up; {behind} rows wait.', zh: '数据仓库同步及时，{behind} 行等待写入。' },
    action: NOTHING,
  },
  sink_behind: {
    message: {
      en: '{behind} rows wait for the warehouse, the oldest for {seconds} s.',
      zh: '{behind} 行等待写入数据仓库，最久已等 {seconds} 秒。',
    },
    action: {
      en: 'Figures are late, decisions are not. If it persists, run fewer heavy queries or give the machine more processor time.',
      zh: '仅报表数据延迟，决策不受影响。如持续出现，请减少大型查询，或为机器增加处理器资源。',
    },
  },
  sink_stalled: {
    message: {
      en: 'Nothing has reached the warehouse for more than 10 s while {behind} rows wait.',
      zh: '超过 10 秒没有数据写入数据仓库，{behind} 行等待写入。',
    },
    action: {
      en: 'Check the disk and the memory of the machine, then restart the server: no row is lost or stored twice.',
      zh: '请检查机器的磁盘和内存，然后重启服务：数据不会丢失，也不会重复写入。',
    },
  },
  sink_failed: {
    message: { en: 'The warehouse refuses rows: {problem}', zh: '数据仓库拒绝写入：{problem}' },
    action: {
      en: 'Correct the cause; the rows are kept and written as soon as it works, none lost and none twice.',
      zh: '请排除原因；数据已保留，恢复后自动写入，不会丢失或重复。',
    },
  },
  delivery_ok: {
    message: { en: 'Messages leave in time; {open} are on their way.', zh: '消息发送及时，{open} 条发送中。' },
    action: NOTHING,
  },
  delivery_behind: {
    message: { en: '{open} messages are on their way, the oldest for {seconds} s.', zh: '{open} 条消息发送中，最久已等 {seconds} 秒。' },
    action: {
      en: 'Check whether the channel has limits of its own; nothing is lost meanwhile.',
      zh: '请检查渠道自身是否限速；期间消息不会丢失。',
    },
  },
  delivery_failing: {
    message: {
      en: 'Channel {channel} fails, {retrying} messages are tried again: {problem}',
      zh: '渠道 {channel} 发送失败，{retrying} 条消息正在重试：{problem}',
    },
    action: {
      en: 'Check the channel and its credentials; messages are tried again by themselves.',
      zh: '请检查该渠道及其凭据；消息会自动重试。',
    },
  },
  delivery_channel_down: {
    message: {
      en: 'Channel {channel} is down, {waiting} messages wait for it: {problem}',
      zh: '渠道 {channel} 不可用，{waiting} 条消息等待中：{problem}',
    },
    action: {
      en: 'Check the channel and its credentials; it is tried now and then, and what waits is sent when it works, unless it expires before.',
      zh: '请检查该渠道及其凭据；系统会定期试探，恢复后自动发送等待中的消息，除非已过期。',
    },
  },
  delivery_receipts_refused: {
    message: { en: 'Receipts cannot be written: {problem}', zh: '回执无法写入：{problem}' },
    action: {
      en: 'See the log above; messages whose receipt is missing are kept and finished afterwards.',
      zh: '请先处理上方的日志问题；缺少回执的消息会保留，恢复后补齐。',
    },
  },
  release_ok: {
    message: { en: 'Everything of release {release} is in force.', zh: '发布版本 {release} 的全部定义均已生效。' },
    action: NOTHING,
  },
  release_preparing: {
    message: {
      en: '{definitions} definitions of release {release} are in preparation, {percent}% of the past that they read is there.',
      zh: '发布版本 {release} 有 {definitions} 个定义准备中，所读取的历史已补齐 {percent}%。',
    },
    action: NOTHING,
  },
  release_failed: {
    message: {
      en: '{definitions} definitions of release {release} are in preparation; {attempts} tries in a row to bring the past that they read came to nothing: {problem}',
      zh: '发布版本 {release} 有 {definitions} 个定义准备中；补齐历史已连续失败 {attempts} 次：{problem}',
    },
    action: {
      en: 'It is tried again by itself. Correct the cause; "volano status" shows which definitions wait. What was in force before goes on.',
      zh: '系统会自动重试。请排除原因；用 "volano status" 查看等待中的定义。原有定义继续生效。',
    },
  },
  journeys_ok: { message: { en: 'The figures of journeys add up.', zh: '旅程计数一致。' }, action: NOTHING },
  journeys_wrong: {
    message: {
      en: 'Figures of journey {journey}, version {version} {step} do not add up: {entered} have entered, {found} are accounted for.',
      zh: '旅程 {journey} 版本 {version} {step} 的计数不一致：进入 {entered}，去向合计 {found}。',
    },
    action: {
      en: 'Decisions go on. Run "volano verify" and report what it finds with "volano journey show {journey} --json".',
      zh: '决策不受影响。请运行 "volano verify"，并附上 "volano journey show {journey} --json" 的输出反馈。',
    },
  },
  disk_ok: { message: { en: '{freeGb} GB of disk are free.', zh: '磁盘剩余 {freeGb} GB。' }, action: NOTHING },
  disk_low: {
    message: { en: 'Only {freeGb} GB of disk are free.', zh: '磁盘仅剩 {freeGb} GB。' },
    action: { en: 'Free space or move the data directory to a larger disk.', zh: '请释放空间，或将数据目录迁移到更大的磁盘。' },
  },
  disk_full: {
    message: { en: 'The disk is nearly full: {freeGb} GB are free.', zh: '磁盘即将写满：剩余 {freeGb} GB。' },
    action: {
      en: 'Free space now: when it is full, events are refused. What was acknowledged stays safe.',
      zh: '请立即释放空间：写满后将拒绝新事件；已确认的事件不会丢失。',
    },
  },
};

export function fill(text: string, detail: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(detail[name] ?? hole));
}

/** Of a request: `?lang=`, else what Accept-Language prefers, else English. */
export function languageAsked(asked: string | undefined, acceptLanguage: string | undefined): Language {
  return asked === 'zh' || asked === 'en' ? asked : languageOf(acceptLanguage);
}
