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

/** The whole reply has to be the word; case, spaces, punctuation and full-width letters make no difference. */
export function isStopWord(text: string): boolean {
  const words = text.replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, '');
  if (words.length > LENGTH_MAX) return false;
  return STOP_WORDS.has(
    words
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  );
}
