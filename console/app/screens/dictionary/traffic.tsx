/** What recent traffic holds, as the dictionary would say it: proposals for what is not defined. */
import { useQuery } from '@tanstack/react-query';
import { Collapse, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type EventDefinition } from '../../api/index.ts';
import { Answered, EventTitle, Nothing, Part, useFormats } from '../../kit/index.ts';
import { Properties } from './properties.tsx';

export function Traffic({ defined }: { readonly defined: readonly EventDefinition[] }): ReactNode {
  const { t } = useTranslation('dictionary');
  const formats = useFormats();
  const asked = useQuery({
    queryKey: ['dictionary', 'infer'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/dictionary/infer', { params: { query: {} }, signal })),
    staleTime: 60_000,
  });
  const known = new Map(defined.map((one) => [one.id, one]));
  return (
    <Part title={t('traffic')} extra={<span className="soft">{t('trafficText')}</span>}>
      <Answered of={asked}>
        {({ events }) =>
          events.length === 0 ? (
            <Nothing text={t('noTraffic')} />
          ) : (
            <Collapse
              size="small"
              items={events.map(({ definition, sampled }) => {
                const fresh = newOf(definition, known.get(definition.id));
                return {
                  key: definition.id,
                  label: (
                    <>
                      <EventTitle id={definition.id} isWhole />{' '}
                      <span className="soft">{t('sampled', { count: sampled, number: formats.number(sampled) })}</span>{' '}
                      {!known.has(definition.id) && <Tag color="warning">{t('newEvent')}</Tag>}
                      {known.has(definition.id) && fresh > 0 && <Tag color="warning">{t('newProperties', { count: fresh })}</Tag>}
                    </>
                  ),
                  children: <Properties definition={definition} />,
                };
              })}
            />
          )
        }
      </Answered>
    </Part>
  );
}

/** Properties that come and are not defined. */
export function newOf(came: EventDefinition, defined: EventDefinition | undefined): number {
  return Object.keys(came.properties ?? {}).filter((path) => !(path in (defined?.properties ?? {}))).length;
}
