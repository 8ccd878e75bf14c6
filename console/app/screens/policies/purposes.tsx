/** What consent is asked for, each purpose by itself; and what changing its basis does. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Radio, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/index.ts';
import { Answered, type Change, Nothing, Part, useChange, useDoing, useLanguage } from '../../kit/index.ts';
import { Field, Section, Standing } from './fields.tsx';
import { type Purpose, withFields } from './policy.ts';
import { usePolicyWords } from './words.ts';

interface PurposesProps {
  readonly ids: readonly string[];
  /** Number of the newest release. */
  readonly release: number;
  readonly isFixed: boolean;
}

export function Purposes({ ids, release, isFixed }: PurposesProps): ReactNode {
  const { t } = usePolicyWords();
  return (
    <>
      {ids.length === 0 && (
        <Part title={t('purposes.title')}>
          <Nothing text={t('purposes.empty')} hint={t('purposes.emptyHint')} />
        </Part>
      )}
      {ids.map((id) => (
        <PurposePart key={id} id={id} isFixed={isFixed} />
      ))}
      {!isFixed && <NewPurpose ids={ids} release={release} />}
    </>
  );
}

function PurposePart({ id, isFixed }: { readonly id: string; readonly isFixed: boolean }): ReactNode {
  const { asked, change } = useChange('purpose', id);
  return <Answered of={asked}>{() => change && <PurposeForm id={id} change={change} isFixed={isFixed} />}</Answered>;
}

const LANGUAGES = ['en', 'zh'] as const;

function PurposeForm({ id, change, isFixed }: { readonly id: string; readonly change: Change; readonly isFixed: boolean }): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const language = useLanguage();
  const before = change.released as Purpose | null;
  const held = change.definition as Purpose | null;
  const purpose = held ?? before ?? {};
  const name = { en: '', zh: '', ...purpose.name };
  const set = (fields: Purpose): void => change.save({ kind: 'purpose', id, ...withFields<Purpose>(purpose, fields) });
  const isGone = held === null;
  const told = (of: Purpose | null): readonly string[] => (of ? words.purpose(of) : [t('purposes.notThere')]);
  const effect = before?.basis !== undefined && held?.basis !== undefined && held.basis !== before.basis ? held.basis : undefined;
  return (
    <Section
      title={
        <>
          {t('purposes.one', { name: name[language] || id })} {isGone && <Tag color="error">{t('purposes.gone')}</Tag>}
        </>
      }
      before={told(before)}
      after={told(held)}
      effects={[...(effect ? [t(`purposes.to.${effect}`)] : []), ...(isGone ? [t('purposes.goneEffect')] : [])]}
    >
      <Standing change={change} />
      <div className="policies-row">
        {LANGUAGES.map((one) => (
          <Field key={one} label={t(`purposes.name.${one}`)}>
            <Input
              aria-label={t(`purposes.name.${one}`)}
              disabled={isFixed || isGone}
              value={name[one]}
              onChange={({ target }) => set({ name: { ...name, [one]: target.value } })}
            />
          </Field>
        ))}
        <Field label={t('purposes.basis')}>
          <Radio.Group
            aria-label={t('purposes.basis')}
            disabled={isFixed || isGone}
            value={purpose.basis}
            options={(['opt_in', 'opt_out'] as const).map((value) => ({ value, label: t(`bases.${value}`) }))}
            onChange={({ target }) => set({ basis: target.value as 'opt_in' })}
          />
        </Field>
        {!isGone && (
          <Button
            icon={<DeleteOutlined />}
            disabled={isFixed}
            aria-label={t('purposes.remove', { name: name[language] || id })}
            onClick={() => (before ? change.save(null) : void change.discard())}
          />
        )}
      </div>
    </Section>
  );
}

function NewPurpose({ ids, release }: Omit<PurposesProps, 'isFixed'>): ReactNode {
  const { t } = usePolicyWords();
  const doing = useDoing();
  const queries = useQueryClient();
  const [id, setId] = useState('');
  const isTaken = ids.includes(id);
  const add = useMutation({
    mutationFn: () => {
      const definition = { name: { en: id, zh: id }, basis: 'opt_in' } as never;
      return answerOf(api.PUT('/v1/changes/{kind}/{id}', { params: { path: { kind: 'purpose', id } }, body: { definition, on: release } }));
    },
    onSuccess: async () => {
      setId('');
      await queries.invalidateQueries({ queryKey: ['changes'] });
    },
    onError: doing.failed,
  });
  return (
    <Part title={t('purposes.new')}>
      <div className="policies-row">
        <Field label={t('purposes.id')} hint={t(isTaken ? 'purposes.taken' : 'purposes.idHint')}>
          <Input aria-label={t('purposes.id')} value={id} status={isTaken ? 'error' : ''} onChange={({ target }) => setId(target.value)} />
        </Field>
        <Button
          icon={<PlusOutlined />}
          disabled={isTaken || !/^[a-z][a-z0-9_]{0,62}$/.test(id)}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('purposes.add')}
        </Button>
      </div>
    </Part>
  );
}
