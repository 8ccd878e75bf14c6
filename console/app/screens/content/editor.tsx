/** The fields of one content: words in the editor, lines in fields, each with what is wrong with it. */
import { Collapse, Form, Input, Select } from 'antd';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading } from '../../kit/index.ts';
import type { Problem } from './asked.ts';
import type { Mark } from './code.tsx';
import { type Content, contentAt, type Field, type Place, pathOf, type Written, withContent } from './contents.ts';
import { marksOf, useWordSentence, WordsUnder, type WrittenWord } from './sensitive.tsx';

const Code = lazy(async () => ({ default: (await import('./code.tsx')).Code }));

const BLOCK_TYPES = ['title', 'copy', 'image', 'button', 'divider', 'footer', 'custom'] as const;

export interface EditorProps {
  readonly written: Written;
  readonly place: Place;
  readonly problems: readonly Problem[];
  /** Sensitive words, as the server has found them in what is written. */
  readonly words?: readonly WrittenWord[];
  readonly isReadOnly: boolean;
  readonly onChange: (written: Written) => void;
}

export function Editor(props: EditorProps): ReactNode {
  const { written, place, problems, words = [], isReadOnly, onChange } = props;
  const { t } = useTranslation('content');
  const content = contentAt(written, place) ?? {};
  const path = pathOf(place);
  const at = (field: Field): FieldProps => ({
    field,
    value: content[field] ?? '',
    problems: problems.filter((one) => one.field === `${path}${field}`),
    words: words.filter((one) => one.field === `${path}${field}`),
    isReadOnly,
    onChange: (value) => onChange(withContent(written, place, { [field]: value } as Content)),
  });
  const beside = fieldsOf(written, content);
  const elsewhere = problems.filter(({ field }) => !field.startsWith(path) || !beside.includes(field.slice(path.length)));
  return (
    <Form layout="vertical" className="content-fields" component="div">
      {written.kind === 'template' ? <TemplateFields at={at} content={content} /> : <BlockFields {...props} at={at} />}
      {elsewhere.length > 0 && (
        <ul className="content-elsewhere" aria-label={t('elsewhere')}>
          {elsewhere.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <code>{field}</code> {message}
            </li>
          ))}
        </ul>
      )}
    </Form>
  );
}

/** Those that are seen in the form: the plain text of a template is folded away while there is none. */
function fieldsOf({ kind, type = 'copy' }: Written, { text }: Content): readonly string[] {
  if (kind === 'template') return ['subject', 'preview', 'body', ...(text === undefined ? [] : ['text'])];
  return [
    ...(type === 'divider' ? [] : ['body']),
    ...(type === 'button' || type === 'image' ? ['link'] : []),
    ...(type === 'image' ? ['image'] : []),
    ...(type === 'custom' ? ['mjml', 'text'] : []),
  ];
}

type At = (field: Field) => FieldProps;

function TemplateFields({ at, content }: { readonly at: At; readonly content: Content }): ReactNode {
  const { t } = useTranslation('content');
  return (
    <>
      <Line {...at('subject')} />
      <Line {...at('preview')} />
      <Words {...at('body')} />
      <Collapse
        ghost
        size="small"
        defaultActiveKey={content.text === undefined ? [] : ['text']}
        items={[{ key: 'text', label: t('plainText'), children: <Words {...at('text')} /> }]}
      />
    </>
  );
}

function BlockFields({ written, isReadOnly, onChange, at, place }: EditorProps & { readonly at: At }): ReactNode {
  const { t } = useTranslation('content');
  const { type = 'copy' } = written;
  const isCustom = type === 'custom';
  return (
    <>
      {place.locale === undefined && (
        <Form.Item label={t('fields.type')} htmlFor="content-type">
          <Select
            id="content-type"
            disabled={isReadOnly}
            value={type}
            options={BLOCK_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
            onChange={(value) => onChange({ ...written, type: value })}
          />
        </Form.Item>
      )}
      {type !== 'divider' && <Words {...at('body')} />}
      {(type === 'button' || type === 'image') && <Line {...at('link')} />}
      {type === 'image' && <Line {...at('image')} />}
      {isCustom && <Words {...at('mjml')} />}
      {isCustom && <Words {...at('text')} />}
    </>
  );
}

interface FieldProps {
  readonly field: Field;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly words: readonly WrittenWord[];
  readonly isReadOnly: boolean;
  readonly onChange: (value: string) => void;
}

function Line({ field, value, problems, words, isReadOnly, onChange }: FieldProps): ReactNode {
  const { t } = useTranslation('content');
  const id = `content-${field}`;
  return (
    <Form.Item label={t(`fields.${field}`)} htmlFor={id} {...wrong(problems)}>
      <Input id={id} value={value} readOnly={isReadOnly} onChange={({ target }) => onChange(target.value)} />
      <WordsUnder of={words} line={value} />
    </Form.Item>
  );
}

function Words({ field, value, problems, words, isReadOnly, onChange }: FieldProps): ReactNode {
  const { t } = useTranslation('content');
  const sentence = useWordSentence();
  const key = JSON.stringify([problems, words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: both are new lists at each turn, and the same marks are not to be set again
  const marks = useMemo<readonly Mark[]>(
    () => [...problems.map((problem) => ({ ...problem, severity: 'error' as const })), ...marksOf(words, sentence)],
    [key, sentence],
  );
  return (
    <Form.Item label={t(`fields.${field}`)} {...wrong(problems)}>
      <Suspense fallback={<Loading lines={8} />}>
        <Code label={t(`fields.${field}`)} value={value} isReadOnly={isReadOnly} marks={marks} onChange={onChange} />
      </Suspense>
      <WordsUnder of={words} />
    </Form.Item>
  );
}

function wrong(problems: readonly Problem[]): { readonly validateStatus?: 'error'; readonly help?: ReactNode } {
  if (problems.length === 0) return {};
  const help = problems.map(({ message, line, column }) => (
    <Where key={`${line} ${column} ${message}`} line={line} column={column} message={message} />
  ));
  return { validateStatus: 'error', help };
}

function Where({
  line,
  column,
  message,
}: {
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
}): ReactNode {
  const { t } = useTranslation('content');
  return (
    <div role="alert">
      {line !== undefined && <strong>{t('line', { line, column })}</strong>} {message}
    </div>
  );
}
