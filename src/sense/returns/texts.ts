/** What customers read on the pages of links. */
import type { Language } from '../../base/index.ts';

export interface PageTexts {
  readonly ask: { readonly title: string; readonly words: string; readonly button: string };
  readonly done: { readonly title: string; readonly words: string; readonly button: string };
  readonly undone: { readonly title: string; readonly words: string; readonly button: string };
  readonly unknown: { readonly title: string; readonly words: string };
  readonly failed: { readonly title: string; readonly words: string };
  readonly busy: { readonly title: string; readonly words: string };
  readonly kind: string;
}

export const TEXTS: Readonly<Record<Language, PageTexts>> = {
  en: {
    ask: { title: 'Unsubscribe?', words: 'You will then get no more messages of this kind.', button: 'Unsubscribe' },
    done: {
      title: 'You are unsubscribed',
      words: 'You will get no more messages of this kind. One that is already on its way may still arrive.',
      button: 'Undo: keep sending me these',
    },
    undone: { title: 'You are subscribed again', words: 'You will go on getting messages of this kind.', button: 'Unsubscribe' },
    unknown: {
      title: 'This link does not work',
      words: 'It is incomplete or not ours. Open it from the message again; if that does not help, reply to the message.',
    },
    failed: { title: 'That did not work', words: 'Your choice could not be stored. Please try again in a moment.' },
    busy: { title: 'One moment, please', words: 'That was asked for too often. Please try again in a minute.' },
    kind: 'Kind of message',
  },
  zh: {
    ask: { title: '确认退订？', words: '退订后，您将不再收到此类消息。', button: '退订' },
    done: { title: '您已退订', words: '您将不再收到此类消息，已在途中的消息可能仍会送达。', button: '撤销退订，继续接收' },
    undone: { title: '您已恢复订阅', words: '您将继续收到此类消息。', button: '退订' },
    unknown: { title: '链接无效', words: '链接不完整，或不是由我们发出的。请从消息中重新打开；如仍无效，请直接回复该消息。' },
    failed: { title: '操作未成功', words: '您的选择暂时无法保存，请稍后再试。' },
    busy: { title: '请稍候', words: '操作过于频繁，请一分钟后再试。' },
    kind: '消息类型',
  },
};
