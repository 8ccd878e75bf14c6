/** Sensitive words of a content: marked where they stand, and told in words: which list, how severe, why and what to say instead. */
import { Alert, Tag } from 'antd';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../kit/index.ts';
import type { Draft } from './asked.ts';
import type { Mark } from './code.tsx';
import './sensitive.css';

export type WrittenWord = NonNullable<Draft['words']>[number];
export type ShownWord = NonNullable<NonNullable<Draft['shown']>['words']>[number];
type Told = Pick<WrittenWord, 'word' | 'list' | 'severity' | 'note'>;

const COLORS: Readonly<Record<Told['severity'], string>> = { block: 'error', review: 'warning', warn: 'processing' };
const GRAVITY: Readonly<Record<Told['severity'], Mark['severity']>> = { block: 'error', review: 'warning', warn: 'info' };

/** One word in one sentence. */
export function useWordSentence(): (word: Told) => string {
  const { t } = useTranslation('content');
  const language = useLanguage();
  return useCallback(
    ({ word, list, severity, note }: Told) => {
      const text = t(`sensitive.sentence.${severity}`, { word, list });
      return note ? `${text} ${note[language]}` : text;
    },
    [t, language],
  );
}

export function marksOf(words: readonly WrittenWord[], sentence: (word: Told) => string): readonly Mark[] {
  return words.map((one) => ({
    span: [one.start, one.end],
    severity: GRAVITY[one.severity],
    message: sentence(one),
    className: `content-word content-word-${one.severity}`,
  }));
}

/** Under a field: each word once. A line has no place for marks of its own, so it stands here once more, marked. */
export function WordsUnder({ of, line }: { readonly of: readonly WrittenWord[]; readonly line?: string }): ReactNode {
  const { t } = useTranslation('content');
  const sentence = useWordSentence();
  if (of.length === 0) return null;
  const once = of.filter((one, index) => of.findIndex(({ word, list }) => word === one.word && list === one.list) === index);
  return (
    <div className="content-sensitive" role="status">
      {line !== undefined && <p className="content-marked">{marked(line, of)}</p>}
      <ul aria-label={t('sensitive.title')}>
        {once.map((one) => (
          <li key={`${one.list} ${one.word}`}>
            <Severity of={one.severity} /> {sentence(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a customer would read, and whether the message would be kept back for it. */
export function WordsShown({ of }: { readonly of: readonly ShownWord[] }): ReactNode {
  const { t } = useTranslation('content');
  const sentence = useWordSentence();
  if (of.length === 0) return null;
  const isKept = of.some(({ withholds }) => withholds);
  const once = of.filter(
    (one, index) => of.findIndex(({ word, list, field }) => word === one.word && list === one.list && field === one.field) === index,
  );
  return (
    <Alert
      type={isKept ? 'error' : 'warning'}
      showIcon
      title={t(isKept ? 'sensitive.kept' : 'sensitive.shown')}
      description={
        <ul className="content-shown-words">
          {once.map((one) => (
            <li key={`${one.field} ${one.list} ${one.word}`}>
              <Severity of={one.severity} /> {t(`fields.${one.field}`)}: {sentence(one)}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Severity({ of }: { readonly of: Told['severity'] }): ReactNode {
  const { t } = useTranslation('content');
  return <Tag color={COLORS[of]}>{t(`sensitive.severity.${of}`)}</Tag>;
}

/** A text with what was found in it marked, wherever it stands. */
export function MarkedText({
  text,
  words,
}: {
  readonly text: string;
  readonly words: readonly Pick<ShownWord, 'found' | 'severity'>[];
}): ReactNode {
  const spans = words.flatMap(({ found, severity }) => {
    const start = found === '' ? -1 : text.indexOf(found);
    return start < 0 ? [] : [{ start, end: start + found.length, severity }];
  });
  return marked(text, spans);
}

interface Marked {
  readonly start: number;
  readonly end: number;
  readonly severity: Told['severity'];
}

function marked(text: string, spans: readonly Marked[]): ReactNode {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const { start, end, severity } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < at || end > text.length) continue;
    parts.push(
      text.slice(at, start),
      <mark key={start} className={`content-word content-word-${severity}`}>
        {text.slice(start, end)}
      </mark>,
    );
    at = end;
  }
  return [...parts, text.slice(at)];
}
