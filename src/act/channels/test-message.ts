/**
 * Messages by which staff tries a channel or a template out. They go through the channel itself and are known at both ends: by their id, and by the
 * words that they begin with, or `x-volano-test` where a program reads them. Nothing counts them: they are decided by nobody, leave no receipt, and
 * what is done with them is no event.
 */
import type { ChannelType } from '../../define/index.ts';
import type { RenderedContent } from '../content/index.ts';

const PREFIX = 'test-';
const MARKS = { en: '[Test] ', zh: '[测试] ' } as const;

/** The id of a test among all ids of messages. */
export function testId(unique: string): string {
  return `${PREFIX}${unique}`;
}

export function isTest(message: string): boolean {
  return message.startsWith(PREFIX);
}

/** Channels whose messages are known by their subject; of the others the body is what is read. */
const TITLED: readonly (ChannelType | undefined)[] = ['email', 'in_app'];

/** Begins with that it is a test, wherever people read it first. JSON that has no title stays as it is: what reads it is a program. */
export function markedAsTest(content: RenderedContent, language: 'en' | 'zh', type?: ChannelType): RenderedContent {
  const mark = MARKS[language];
  const { subject, body } = content;
  const given = objectIn(body);
  if (given) {
    const { title } = given;
    return {
      ...content,
      ...(subject !== undefined && { subject: `${mark}${subject}` }),
      ...(typeof title === 'string' && { body: JSON.stringify({ ...given, title: `${mark}${title}` }) }),
    };
  }
  if (subject !== undefined && TITLED.includes(type)) return { ...content, subject: `${mark}${subject}` };
  return { ...content, body: `${mark}${body}` };
}

function objectIn(body: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*[[{]/.test(body)) return undefined;
  try {
    return JSON.parse(body) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
