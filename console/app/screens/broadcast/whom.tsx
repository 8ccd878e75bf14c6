/** Whom it is for: a segment, with how many are in it right now. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered, Figure, hasScreen, NoPermission, Nothing, useFormats, useLanguage, useMay } from '../../kit/index.ts';
import { groupsQuery } from './asked.ts';
import { Field } from './field.tsx';
import type { StepProps } from './index.tsx';

export function WhomStep(props: StepProps): ReactNode {
  const may = useMay('segments.read');
  return may ? <Choice {...props} /> : <NoPermission permission="segments.read" />;
}

function Choice({ chosen: { segment }, choose }: StepProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const language = useLanguage();
  const formats = useFormats();
  const asked = useQuery(groupsQuery);
  const isLinked = hasScreen('segments');
  return (
    <Answered of={asked}>
      {({ groups }) => {
        const segments = groups.filter(({ kind }) => kind === 'segment');
        const found = segments.find(({ id }) => id === segment);
        if (segments.length === 0)
          return <Nothing text={t('noSegment')} hint={isLinked && <Link to={'/segments/new/segment' as string}>{t('newSegment')}</Link>} />;
        return (
          <>
            <Field label={t('fields.segment')}>
              <Select
                aria-label={t('fields.segment')}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={t('choose')}
                value={segment ?? null}
                options={segments.map(({ id, name, members }) => ({ value: id, label: `${name[language]} · ${formats.short(members)}` }))}
                onChange={(value) => choose({ segment: value ?? undefined })}
              />
            </Field>
            {segment !== undefined && !found && <Alert type="warning" showIcon title={t('segmentGone', { name: segment })} />}
            {found && (
              <div className="figures" aria-live="polite">
                <Figure label={t('members')} value={formats.number(found.members)} note={t('membersNote')} />
                {found.reachable !== undefined && (
                  <Figure label={t('reachable')} value={formats.percent(found.reachable)} note={t('reachableNote')} />
                )}
              </div>
            )}
            {found?.members === 0 && <Alert type="warning" showIcon title={t('nobody')} description={t('nobodyHint')} />}
            {found?.state === 'preparing' && <Alert type="info" showIcon title={t('preparing')} />}
            {found && isLinked && <Link to={`/segments/segment/${found.id}` as string}>{t('look')}</Link>}
          </>
        );
      }}
    </Answered>
  );
}
