/** What it says: content with a preview, by which channel and for which purpose. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered, hasScreen, useLanguage, useMay } from '../../kit/index.ts';
import { faceQuery } from './asked.ts';
import { DefinitionChoice, Field } from './field.tsx';
import type { StepProps } from './index.tsx';
import { CLASSES, classOf, type MessageClass } from './wish.ts';

export function WhatStep({ chosen, choose }: StepProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const { template, channel, purpose } = chosen;
  const library = hasScreen('content') && <Link to={'/content' as string}>{t('library')}</Link>;
  return (
    <div className="broadcast-sides">
      <div>
        <DefinitionChoice
          kind="template"
          label={t('fields.template')}
          hint={library}
          value={template}
          onChange={(value) => choose({ template: value })}
        />
        <DefinitionChoice kind="channel" label={t('fields.channel')} value={channel} onChange={(value) => choose({ channel: value })} />
        <DefinitionChoice
          kind="purpose"
          label={t('fields.purpose')}
          hint={t('purposeHint')}
          value={purpose}
          onChange={(value) => choose({ purpose: value })}
        />
        <Field label={t('fields.class')} hint={t(`classHints.${classOf(chosen)}`)}>
          <Select<MessageClass>
            aria-label={t('fields.class')}
            value={classOf(chosen)}
            options={CLASSES.map((value) => ({ value, label: t(`classes.${value}`) }))}
            onChange={(value) => choose({ class: value === 'marketing' ? undefined : value })}
          />
        </Field>
      </div>
      <section aria-label={t('preview')}>
        <span className="soft">{t('preview')}</span>
        {template === undefined ? <p className="soft">{t('previewEmpty')}</p> : <Face key={template} template={template} />}
      </section>
    </div>
  );
}

function Face({ template }: { readonly template: string }): ReactNode {
  const { t } = useTranslation('broadcast');
  const [mayLook, mayRead] = [useMay('content.preview'), useMay('releases.read')];
  const enabled = mayLook && mayRead;
  const asked = useQuery({ ...faceQuery(template), enabled });
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  if (!enabled) return <p className="soft">{t('previewDenied')}</p>;
  return (
    <Answered of={asked}>
      {({ shown }) =>
        shown ? (
          <figure className="broadcast-face">
            {shown.subject !== undefined && <figcaption>{shown.subject}</figcaption>}
            {shown.page === undefined ? (
              <p className="broadcast-words">{shown.text.trim()}</p>
            ) : (
              <iframe src={shown.page} sandbox="" title={t('preview')} referrerPolicy="no-referrer" />
            )}
            {shown.missing.length > 0 && <p className="soft">{t('filled', { names: list.format(shown.missing) })}</p>}
          </figure>
        ) : (
          <Alert type="error" showIcon title={t('broken')} />
        )
      }
    </Answered>
  );
}
