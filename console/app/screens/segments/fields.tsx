/** What a segment or tag is called and means; of a tag whose it is, how long it holds and what it goes with. */
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNaming } from '../../kit/index.ts';
import { type Draft, type Kind, textWith } from './draft.ts';

interface FieldsProps {
  readonly kind: Kind;
  readonly draft: Draft;
  readonly onChange: (parts: Draft) => void;
}

const LANGUAGES = [
  ['en', 'En'],
  ['zh', 'Zh'],
] as const;

type Texts = Readonly<Record<string, string>> | undefined;

export function Fields({ kind, draft, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation('segments');
  return (
    <Form layout="vertical" className="segments-form">
      {LANGUAGES.map(([language, suffix]) => (
        <Form.Item key={language} label={t(`fields.name${suffix}`)} htmlFor={`name-${language}`}>
          <Input
            id={`name-${language}`}
            value={(draft.name as Texts)?.[language] ?? ''}
            onChange={({ target }) => onChange({ name: { en: '', zh: '', ...(draft.name as Texts), [language]: target.value } })}
          />
        </Form.Item>
      ))}
      {LANGUAGES.map(([language, suffix]) => (
        <Form.Item key={language} label={t(`fields.description${suffix}`)} htmlFor={`description-${language}`}>
          <Input
            id={`description-${language}`}
            value={(draft.description as Texts)?.[language] ?? ''}
            onChange={({ target }) => onChange({ description: textWith(draft.description, language, target.value) })}
          />
        </Form.Item>
      ))}
      {kind === 'tag' && <TagFields draft={draft} onChange={onChange} />}
    </Form>
  );
}

function TagFields({ draft, onChange }: Omit<FieldsProps, 'kind'>): ReactNode {
  const { t } = useTranslation('segments');
  const names = useNaming();
  const others = names.all('tag').filter(({ id }) => id !== draft.id);
  const options = (all: readonly { readonly id: string; readonly name: string }[]) =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  const contradicts = (draft.contradicts as readonly string[] | undefined) ?? [];
  return (
    <>
      <Form.Item label={t('fields.owner')} htmlFor="owner">
        <Input id="owner" value={(draft.owner as string | undefined) ?? ''} onChange={({ target }) => onChange({ owner: target.value })} />
      </Form.Item>
      <Form.Item label={t('fields.expiry')} htmlFor="expiry" help={t('fields.expiryHint')}>
        <Input
          id="expiry"
          placeholder="90d"
          value={(draft.expiry as string | undefined) ?? ''}
          onChange={({ target }) => onChange({ expiry: target.value.trim() })}
        />
      </Form.Item>
      <Form.Item label={t('fields.group')} htmlFor="group" help={t('fields.groupHint')}>
        <Select
          id="group"
          allowClear
          value={draft.group as string | undefined}
          options={options(names.all('tag_group'))}
          onChange={(group: string | undefined) => onChange({ group })}
        />
      </Form.Item>
      <Form.Item label={t('fields.priority')} htmlFor="priority" help={t('fields.priorityHint')}>
        <InputNumber<number>
          id="priority"
          precision={0}
          value={(draft.priority as number | undefined) ?? null}
          onChange={(priority) => onChange({ priority: priority ?? undefined })}
        />
      </Form.Item>
      <Form.Item label={t('fields.contradicts')} htmlFor="contradicts">
        <Select
          id="contradicts"
          mode="multiple"
          value={contradicts}
          options={options(others)}
          onChange={(ids: readonly string[]) => onChange({ contradicts: ids.length === 0 ? undefined : ids })}
        />
      </Form.Item>
    </>
  );
}
