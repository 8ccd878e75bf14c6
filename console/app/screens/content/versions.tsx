/** The versions of a template, what differs between two in words, and the way back to one. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, Nothing, useDoing, useMay } from '../../kit/index.ts';
import { type ContentVersions, versionsQuery } from './asked.ts';

export function Versions({ template }: { readonly template: string }): ReactNode {
  const { t } = useTranslation('content');
  const [[from, to], choose] = useState<readonly [number | undefined, number | undefined]>([undefined, undefined]);
  const asked = useQuery(versionsQuery(template, from, to));
  const mayWrite = useMay('content.write');
  return (
    <Answered of={asked}>
      {(versions) => (
        <>
          <div className="filters">
            <VersionChoice label={t('versions.from')} of={versions} value={versions.from} onChange={(one) => choose([one, versions.to])} />
            <VersionChoice label={t('versions.to')} of={versions} value={versions.to} onChange={(one) => choose([versions.from, one])} />
            {mayWrite && <Rollback template={template} of={versions} version={versions.from} />}
          </div>
          <Changes changes={versions.changes} />
        </>
      )}
    </Answered>
  );
}

function VersionChoice(props: {
  readonly label: string;
  readonly of: ContentVersions;
  readonly value: number;
  readonly onChange: (version: number) => void;
}): ReactNode {
  const { t } = useTranslation('content');
  const options = props.of.versions.map(({ version, release, note }) => ({
    value: version,
    label: `${t('inForce', { version })} · ${t('release', { release })}${note === undefined ? '' : ` · ${note}`}`,
  }));
  return (
    <Select
      aria-label={props.label}
      value={props.value}
      options={options.reverse()}
      popupMatchSelectWidth={false}
      onChange={props.onChange}
    />
  );
}

function Rollback({
  template,
  of,
  version,
}: {
  readonly template: string;
  readonly of: ContentVersions;
  readonly version: number;
}): ReactNode {
  const { t } = useTranslation('content');
  const doing = useDoing();
  const queries = useQueryClient();
  const back = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/content/{template}/rollback', { params: { path: { template } }, body: { version } })),
    onSuccess: async (made) => {
      doing.done('draft' in made ? t('versions.proposed') : t('versions.done', { version, release: made.number }));
      await queries.invalidateQueries();
    },
    onError: doing.failed,
  });
  const latest = Math.max(...of.versions.map((one) => one.version));
  const ask = async (): Promise<void> => {
    if (await doing.confirm({ title: t('versions.ask', { version }), text: t('versions.askText'), verb: t('versions.rollback') }))
      back.mutate();
  };
  return (
    <Button disabled={version === latest} loading={back.isPending} onClick={() => void ask()}>
      {t('versions.rollbackTo', { version })}
    </Button>
  );
}

function Changes({ changes }: Pick<ContentVersions, 'changes'>): ReactNode {
  const { t } = useTranslation('content');
  if (changes.length === 0) return <Nothing text={t('versions.same')} />;
  return changes.map(({ field, words }) => (
    <section key={field} className="content-change" aria-label={field}>
      <code>{field}</code>
      <p>
        {words.map(({ sign, text }, index) => {
          const key = `${index} ${sign}`;
          if (sign === '+') return <ins key={key}>{text}</ins>;
          return sign === '-' ? <del key={key}>{text}</del> : <span key={key}>{text}</span>;
        })}
      </p>
    </section>
  ));
}
