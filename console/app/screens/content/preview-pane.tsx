/** The content as a customer would read it: as whom, in which language, on which device; with the values that it gets and those that are missing. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Segmented, Select, Spin } from 'antd';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loading, Problem, useLanguage } from '../../kit/index.ts';
import { type Draft, draftQuery, type Whom } from './asked.ts';
import { useCalm } from './calm.ts';
import { localesAt, type Place, type Written } from './contents.ts';
import { Face } from './face.tsx';
import { languageName } from './languages.ts';
import { WordsShown } from './sensitive.tsx';
import { Values } from './values.tsx';
import { WhomPicker } from './whom.tsx';

export type Device = 'desktop' | 'phone';
/** The language that is being written, or the customer's own. */
const AS_WRITTEN = 'written';
const AS_CUSTOMER = 'customer';
/** No content is in it: the default one is shown. */
const NO_LANGUAGE = 'und';
const CALM_MS = 300;

export interface PreviewPaneProps {
  readonly written: Written;
  readonly place: Place;
  /** As whom it is read. */
  readonly whom: Whom;
  readonly onWhom: (whom: Whom) => void;
  /** What the server says of what is written. */
  readonly onDraft: (draft: Draft | undefined) => void;
}

export function PreviewPane({ written, place, whom, onWhom, onDraft }: PreviewPaneProps): ReactNode {
  const { t } = useTranslation('content');
  const [device, setDevice] = useState<Device>('desktop');
  const [language, setLanguage] = useState(AS_WRITTEN);
  const [event, setEvent] = useState<Readonly<Record<string, unknown>>>({});
  const question = useMemo(() => {
    const asCustomer = language === AS_CUSTOMER;
    const locale = asCustomer ? undefined : language === AS_WRITTEN ? (place.locale ?? NO_LANGUAGE) : language;
    return { definition: written, whom, event, locale, variant: asCustomer ? undefined : (place.variant ?? '') };
  }, [written, whom, event, language, place]);
  const calm = useCalm(question, CALM_MS);
  const asked = useQuery({ ...draftQuery(calm), placeholderData: keepPreviousData });
  const { data } = asked;
  // What is shown is of what was written before, until its answer is there.
  const isStale = calm !== question || asked.isFetching;
  useEffect(() => onDraft(data), [data, onDraft]);
  return (
    <div className="content-preview">
      <div className="filters">
        <WhomPicker onChoose={onWhom} />
        <LanguageChoice written={written} place={place} value={language} onChange={setLanguage} />
        <Segmented<Device>
          aria-label={t('device')}
          value={device}
          options={(['desktop', 'phone'] as const).map((value) => ({ value, label: t(`devices.${value}`) }))}
          onChange={setDevice}
        />
        <span className="content-rendering" role="status">
          {isStale && (
            <>
              <Spin size="small" /> {t('rendering')}
            </>
          )}
        </span>
      </div>
      {asked.error ? (
        <Problem error={asked.error} />
      ) : data === undefined ? (
        <Loading />
      ) : (
        <div aria-busy={isStale}>
          <Shown draft={data} device={device} />
        </div>
      )}
      {data?.values && <Values values={data.values} event={event} onEvent={setEvent} />}
    </div>
  );
}

function LanguageChoice(props: {
  readonly written: Written;
  readonly place: Place;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const { t } = useTranslation('content');
  const language = useLanguage();
  const locales = localesAt(props.written, props.place);
  return (
    <Select
      aria-label={t('previewLanguage')}
      value={props.value}
      popupMatchSelectWidth={false}
      options={[
        { value: AS_WRITTEN, label: t('asWritten') },
        { value: AS_CUSTOMER, label: t('asCustomer') },
        ...locales.map((tag) => ({ value: tag, label: languageName(tag, language) })),
      ]}
      onChange={props.onChange}
    />
  );
}

function Shown({ draft: { problems, shown }, device }: { readonly draft: Draft; readonly device: Device }): ReactNode {
  const { t } = useTranslation('content');
  const list = new Intl.ListFormat(useLanguage(), { type: 'conjunction' });
  if (!shown) return <Alert type="error" showIcon title={t('broken', { count: problems.length })} description={t('brokenHint')} />;
  return (
    <div className="content-shown">
      {shown.missing.length > 0 && (
        <Alert type="warning" showIcon title={t('missing', { names: list.format(shown.missing) })} description={t('missingHint')} />
      )}
      <WordsShown of={shown.words ?? []} />
      <Face shown={shown} device={device} />
    </div>
  );
}
