/** Whether the reply to an SMS asks for no more of them. */

/** What providers in China and elsewhere honour, and what people write. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  'r',
  't',
  'td',
  'n',
  'q',
  'stop',
  'stopall',
  'unsubscribe',
  'unsub',
  'optout',
  'cancel',
  'end',
  'quit',
  'revoke',
  '退',
  '退订',
  '退訂',
  '取消',
  '取消订阅',
  '取消訂閱',
  '拒收',
  '停止',
  '不要再发',
  '不要再发了',
]);

/** Longer ones are not looked at. */
const LENGTH_MAX = 100;

/** "Reply with R", sent back as it was read. */
const REPLY_WITH = /^(?:回复|回覆|reply)(?=.)/u;
/** Letters of one script that stand together. */
const RUNS = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;

/** The whole reply has to be the word, or such words of two scripts (TD退订); case, spaces, punctuation and full-width letters make no difference. */
export function isStopWord(text: string): boolean {
  const kept = text.replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, '');
  if (kept.length > LENGTH_MAX) return false;
  const words = kept
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(REPLY_WITH, '');
  const runs = words.match(RUNS) ?? [];
  return runs.length > 0 && runs.every((run) => STOP_WORDS.has(run));
}
