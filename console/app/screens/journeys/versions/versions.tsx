/** Which version of the journey is shown, and what differs from another one: as marks on the canvas, and in words. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Nothing, Part } from '../../../kit/index.ts';
import type { JourneyVersion } from '../asked.ts';
import { type Difference, differenceOf, type StepDifference } from '../model/diff.ts';
import type { Journey } from '../model/document.ts';
import { GUARDS, guardText } from '../panel/facts.ts';
import { useJourneyWords } from '../words.ts';
import { ownFields } from './fields.ts';

/** What is not published yet stands among the versions under this name. */
export const CHANGE = 'change';

export interface VersionsProps {
  readonly versions: readonly JourneyVersion[];
  /** Whether what is edited says something else than what is released. */
  readonly isChanged: boolean;
  readonly shown: string;
  readonly compared: string | undefined;
  readonly onShow: (version: string) => void;
  readonly onCompare: (version: string | undefined) => void;
}

export function VersionSwitch({ versions, isChanged, shown, compared, onShow, onCompare }: VersionsProps): ReactNode {
  const { t } = useTranslation('journeys');
  const [newest] = versions;
  const named = ({ version, releases }: JourneyVersion): string => t('versions.of', { version, release: releases.at(-1) });
  const options = [
    { value: CHANGE, label: isChanged || !newest ? t('versions.change') : named(newest) },
    ...(isChanged ? versions : versions.slice(1)).map((one) => ({ value: String(one.version), label: named(one) })),
  ];
  return (
    <>
      <Select aria-label={t('versions.shown')} value={shown} options={options} onChange={onShow} popupMatchSelectWidth={false} />
      <Select
        aria-label={t('versions.compared')}
        placeholder={t('versions.compare')}
        value={compared ?? null}
        allowClear
        options={options.filter(({ value }) => value !== shown)}
        onChange={(value: string | null) => onCompare(value ?? undefined)}
        popupMatchSelectWidth={false}
      />
    </>
  );
}

export interface DifferencesProps {
  readonly before: Journey;
  readonly after: Journey;
  readonly onOpen: (step: string) => void;
}

/** In words; each step leads to where it stands. */
export function Differences({ before, after, onOpen }: DifferencesProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const { steps, fields }: Difference = differenceOf(before, after);
  if (steps.length === 0 && fields.length === 0)
    return (
      <Part title={t('versions.differences')}>
        <Nothing text={t('versions.alike')} />
      </Part>
    );
  return (
    <Part title={t('versions.differences')}>
      <ul className="journey-differences">
        {fields.map((name) => (
          <li key={name}>
            <span className="journey-badge journey-badge-changed">{t('marks.changed')}</span>{' '}
            {t('versions.setting', { name: words.t(`settings.${name}` as never) })}
          </li>
        ))}
        {steps.map((one) => (
          <li key={one.id}>
            <span className={`journey-badge journey-badge-${one.mark}`}>{t(`marks.${one.mark}`)}</span>{' '}
            <button type="button" className="as-link" onClick={() => onOpen(one.id)}>
              {words.step((one.after ?? one.before)!)}
            </button>{' '}
            <What of={one} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function What({ of: { mark, before, after, fields } }: { readonly of: StepDifference }): ReactNode {
  const words = useJourneyWords();
  if (mark !== 'changed' || !before || !after) return null;
  const [was, is] = [words.summary(before), words.summary(after)];
  const { t } = words;
  const guards = GUARDS.filter((name) => fields.includes(name));
  const others = ownFields(
    fields.filter((name) => !(GUARDS as readonly string[]).includes(name)),
    t,
  );
  return (
    <>
      <span className="soft">{was !== is ? t('versions.was', { text: was }) : others.join(t('listed'))}</span>
      {guards.map((name) => (
        <span key={name} className="journey-guard-change">
          {t('versions.guard', {
            field: ownFields([name], t)[0],
            before: guardText(before, name, words) ?? t('guard.nothing'),
            after: guardText(after, name, words) ?? t('guard.nothing'),
          })}
        </span>
      ))}
    </>
  );
}
