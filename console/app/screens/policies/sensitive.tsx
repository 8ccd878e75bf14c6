/** Lists of sensitive words: which words, how severe, for which channels, and what is told to who writes one of them. */
import { DeleteOutlined, PlusOutlined, ReadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/index.ts';
import { Nothing, useNaming } from '../../kit/index.ts';
import { Field, type FormProps, Section } from './fields.tsx';
import { freshWords, linesOf, type Policy, SEVERITIES, type SensitiveWords, withFields } from './policy.ts';
import { usePolicyWords } from './words.ts';

export function SensitivePart({ before, policy, isFixed, set }: FormProps & { readonly before: Policy }): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const { sensitiveWords: lists = [] } = policy;
  const put = (next: readonly SensitiveWords[]): void => set({ sensitiveWords: next.length === 0 ? undefined : next });
  return (
    <Section
      title={t('sensitive.title')}
      before={words.sensitive(before)}
      after={words.sensitive(policy)}
      effects={effectsOf(policy, before, t)}
    >
      {lists.length === 0 && <Nothing text={t('sensitive.none')} hint={t('sensitive.noneHint')} />}
      {lists.map((list, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: its id is edited
          key={index}
          className="policies-list"
          aria-label={t('sensitive.listOf', { id: list.id })}
          disabled={isFixed}
        >
          <ListFields list={list} isFixed={isFixed} onChange={(next) => put(lists.map((one, at) => (at === index ? next : one)))} />
          <Button icon={<DeleteOutlined />} disabled={isFixed} onClick={() => put(lists.filter((_, at) => at !== index))}>
            {t('sensitive.remove', { id: list.id })}
          </Button>
        </fieldset>
      ))}
      <div className="filters">
        <Button icon={<PlusOutlined />} disabled={isFixed} onClick={() => put([...lists, freshWords(lists)])}>
          {t('sensitive.add')}
        </Button>
        <Ready lists={lists} isFixed={isFixed} onAdd={(ready) => put([...lists, ...ready])} />
      </div>
    </Section>
  );
}

interface ReadyProps {
  readonly lists: readonly SensitiveWords[];
  readonly isFixed: boolean;
  readonly onAdd: (ready: readonly SensitiveWords[]) => void;
}

/** Takes the ready lists that are not there yet, with their words and why each is on it: from then on they are the project's own. */
function Ready({ lists, isFixed, onAdd }: ReadyProps): ReactNode {
  const { t } = usePolicyWords();
  const asked = useQuery({
    queryKey: ['library', 'sensitive-words'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/library/sensitive-words', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const left = (asked.data?.lists ?? []).filter(({ id }) => !lists.some((one) => one.id === id)) as readonly SensitiveWords[];
  if (left.length === 0) return null;
  return (
    <Button
      className="policies-ready"
      icon={<ReadOutlined />}
      disabled={isFixed}
      title={t('sensitive.readyHint')}
      onClick={() => onAdd(left)}
    >
      {t('sensitive.ready', { count: left.length })}
    </Button>
  );
}

/** What comes and what goes, by word: the sentences only count them. */
function effectsOf(policy: Policy, before: Policy, t: ReturnType<typeof usePolicyWords>['t']): readonly string[] {
  const wordsIn = ({ sensitiveWords = [] }: Policy): ReadonlySet<string> => new Set(sensitiveWords.flatMap(({ words }) => words));
  const [was, is] = [wordsIn(before), wordsIn(policy)];
  const told = (key: 'sensitive.come' | 'sensitive.gone', words: readonly string[]): string[] => {
    const shown = words.slice(0, SHOWN_MAX).join(t('sensitive.comma'));
    return words.length === 0 ? [] : [t(key, { count: words.length, words: words.length > SHOWN_MAX ? `${shown} …` : shown })];
  };
  return [
    ...told(
      'sensitive.come',
      [...is].filter((one) => !was.has(one)),
    ),
    ...told(
      'sensitive.gone',
      [...was].filter((one) => !is.has(one)),
    ),
  ];
}

const SHOWN_MAX = 10;

interface ListProps {
  readonly list: SensitiveWords;
  readonly isFixed: boolean;
  readonly onChange: (list: SensitiveWords) => void;
}

function ListFields({ list, isFixed, onChange }: ListProps): ReactNode {
  const { t } = usePolicyWords();
  const known = useNaming().all('channel');
  const put = (fields: { readonly [Key in keyof SensitiveWords]?: SensitiveWords[Key] | undefined }): void =>
    onChange(withFields(list, fields));
  return (
    <>
      <div className="policies-row">
        <Field label={t('sensitive.id')}>
          <Input aria-label={t('sensitive.id')} disabled={isFixed} value={list.id} onChange={({ target }) => put({ id: target.value })} />
        </Field>
        <Field label={t('sensitive.severity')}>
          <Select<SensitiveWords['severity']>
            aria-label={t('sensitive.severity')}
            disabled={isFixed}
            value={list.severity}
            popupMatchSelectWidth={false}
            options={SEVERITIES.map((value) => ({ value, label: t(`sensitive.severities.${value}`) }))}
            onChange={(severity) => put({ severity })}
          />
        </Field>
        <Field label={t('sensitive.channels')}>
          <Select<string[]>
            mode="multiple"
            allowClear
            aria-label={t('sensitive.channels')}
            disabled={isFixed}
            placeholder={t('caps.every')}
            value={[...(list.channels ?? [])]}
            options={known.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(channels) => put({ channels: channels.length === 0 ? undefined : channels })}
          />
        </Field>
      </div>
      <div className="policies-row">
        <Lines
          label={t('sensitive.words')}
          hint={t('sensitive.wordsHint')}
          value={list.words}
          isFixed={isFixed}
          onChange={(words) => put({ words })}
        />
        <Lines
          label={t('sensitive.except')}
          hint={t('sensitive.exceptHint')}
          value={list.except ?? []}
          isFixed={isFixed}
          onChange={(except) => put({ except: except.length === 0 ? undefined : except })}
        />
        <Note list={list} isFixed={isFixed} onChange={onChange} />
      </div>
    </>
  );
}

const ROWS_MIN = 4;
const ROWS_MAX = 14;

interface LinesProps {
  readonly label: string;
  readonly hint: string;
  readonly value: readonly string[];
  readonly isFixed: boolean;
  readonly onChange: (lines: readonly string[]) => void;
}

/** A line each. What is being typed stays as it is typed: an empty line that is begun is no word yet. */
function Lines({ label, hint, value, isFixed, onChange }: LinesProps): ReactNode {
  const [typed, setTyped] = useState<string>();
  const isOwn = typed !== undefined && linesOf(typed).join('\n') === value.join('\n');
  return (
    <Field label={label} hint={hint}>
      <Input.TextArea
        aria-label={label}
        disabled={isFixed}
        rows={Math.min(ROWS_MAX, Math.max(ROWS_MIN, value.length + 1))}
        value={isOwn ? typed : value.join('\n')}
        onChange={({ target }) => {
          setTyped(target.value);
          onChange(linesOf(target.value));
        }}
      />
    </Field>
  );
}

/** In both languages, or in none. */
function Note({ list, isFixed, onChange }: ListProps): ReactNode {
  const { t } = usePolicyWords();
  const note = list.note ?? { en: '', zh: '' };
  const put = (language: 'en' | 'zh', text: string): void => {
    const next = { ...note, [language]: text };
    onChange(withFields(list, { note: next.en === '' && next.zh === '' ? undefined : next }));
  };
  return (
    <>
      {(['en', 'zh'] as const).map((language) => (
        <Field key={language} label={t(`sensitive.note.${language}`)} {...(language === 'en' && { hint: t('sensitive.noteHint') })}>
          <Input.TextArea
            aria-label={t(`sensitive.note.${language}`)}
            disabled={isFixed}
            rows={ROWS_MIN}
            value={note[language]}
            onChange={({ target }) => put(language, target.value)}
          />
        </Field>
      ))}
    </>
  );
}
