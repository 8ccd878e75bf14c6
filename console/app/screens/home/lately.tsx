/** What changed lately: releases, with who made and approved them. */
import { useQuery } from '@tanstack/react-query';
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/index.ts';
import { Answered, NoPermission, Nothing, useMakerName, useMay, When } from '../../kit/index.ts';

const SHOWN = 6;

export function Lately(): ReactNode {
  const { t } = useTranslation('home');
  const nameOf = useMakerName();
  const mayRead = useMay('releases.read');
  const asked = useQuery({
    queryKey: ['releases'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/releases', { signal })),
    enabled: mayRead,
  });
  if (!mayRead) return <NoPermission permission="releases.read" />;
  return (
    <Answered of={asked}>
      {({ releases }) =>
        releases.length === 0 ? (
          <Nothing text={t('lately.empty')} hint={t('lately.emptyHint')} />
        ) : (
          <ol className="home-steps">
            {releases.slice(0, SHOWN).map(({ number, note, maker, approver, at, changed, backTo }) => (
              <li key={number}>
                <div>
                  <Tag>{t('lately.release', { number })}</Tag>{' '}
                  {note ?? (backTo === undefined ? '' : t('lately.backTo', { number: backTo }))}
                </div>
                <div className="soft">
                  {at !== undefined && <When at={at} />} {t('lately.changed', { count: changed })} {t('lately.by', { name: nameOf(maker) })}{' '}
                  {approver && t('lately.approvedBy', { name: nameOf(approver) })}
                </div>
              </li>
            ))}
          </ol>
        )
      }
    </Answered>
  );
}
