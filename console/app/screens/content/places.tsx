/** Which of its contents is looked at: variant and language, with what is missing and what is wrong in each. */
import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDoing, useLanguage } from '../../kit/index.ts';
import { localesQuery, type Problem } from './asked.ts';
import { localesAt, missingLocales, type Place, pathOf, type Written, withLocale, withoutLocale } from './contents.ts';
import { languageName } from './languages.ts';

const DEFAULT = '';

export interface PlacesProps {
  readonly written: Written;
  readonly place: Place;
  readonly problems: readonly Problem[];
  readonly mayWrite: boolean;
  readonly onChoose: (place: Place) => void;
  readonly onChange: (written: Written) => void;
}

export function Places(props: PlacesProps): ReactNode {
  const { written, place, problems, mayWrite, onChoose } = props;
  const { t } = useTranslation('content');
  const language = useLanguage();
  const wanted = useQuery(localesQuery).data ?? [];
  const variants = Object.keys(written.variants ?? {});
  const there = localesAt(written, place);
  const mark = (label: string, at: Place): string =>
    problems.some(({ field }) => isIn(field, at, written)) ? t('marked', { label }) : label;
  return (
    <div className="filters content-places">
      {variants.length > 0 && (
        <Segmented
          aria-label={t('variant')}
          value={place.variant ?? DEFAULT}
          options={[DEFAULT, ...variants].map((value) => ({
            value,
            label: value === DEFAULT ? t('ownContent') : <VariantLabel written={written} variant={value} problems={problems} />,
          }))}
          onChange={(value) => onChoose({ variant: value || undefined, locale: undefined })}
        />
      )}
      <Segmented
        aria-label={t('language')}
        value={place.locale ?? DEFAULT}
        options={[DEFAULT, ...there].map((value) => ({
          value,
          label: mark(value === DEFAULT ? t('default') : languageName(value, language), {
            variant: place.variant,
            ...(value !== DEFAULT && { locale: value }),
          }),
        }))}
        onChange={(value) => onChoose({ variant: place.variant, locale: value || undefined })}
      />
      {missingLocales(wanted, there).map((tag) => (
        <AddLanguage key={tag} {...props} tag={tag} />
      ))}
      {mayWrite && place.locale !== undefined && <RemoveLanguage {...props} tag={place.locale} />}
    </div>
  );
}

function VariantLabel(props: Pick<PlacesProps, 'written' | 'problems'> & { readonly variant: string }): ReactNode {
  const { written, problems, variant } = props;
  const { t } = useTranslation('content');
  const { share, when } = written.variants?.[variant] ?? {};
  const percent = Math.round((share ?? 0) * 100);
  const label =
    when !== undefined ? t('variantWhen', { variant }) : share === undefined ? variant : t('variantShare', { variant, percent });
  return problems.some(({ field }) => field.startsWith(pathOf({ variant }))) ? t('marked', { label }) : label;
}

function AddLanguage({ tag, written, place, mayWrite, onChange, onChoose }: PlacesProps & { readonly tag: string }): ReactNode {
  const { t } = useTranslation('content');
  const language = languageName(tag, useLanguage());
  if (!mayWrite) return <span className="content-missing">{t('lacks', { language })}</span>;
  const add = (): void => {
    onChange(withLocale(written, place, tag));
    onChoose({ variant: place.variant, locale: tag });
  };
  return (
    <Button size="small" type="dashed" onClick={add}>
      {t('addLanguage', { language })}
    </Button>
  );
}

function RemoveLanguage({ tag, written, place, onChange, onChoose }: PlacesProps & { readonly tag: string }): ReactNode {
  const { t } = useTranslation('content');
  const doing = useDoing();
  const language = languageName(tag, useLanguage());
  const remove = (): void => {
    onChange(withoutLocale(written, place, tag));
    onChoose({ variant: place.variant, locale: undefined });
    doing.done(t('languageRemoved', { language }), () => onChange(written));
  };
  return (
    <Button size="small" type="text" onClick={remove}>
      {t('removeLanguage', { language })}
    </Button>
  );
}

/** Whether a field stands at this place itself and not at one below it. */
function isIn(field: string, place: Place, written: Written): boolean {
  const path = pathOf(place);
  if (!field.startsWith(path)) return false;
  const rest = field.slice(path.length);
  return !(rest.startsWith('locales.') || (place.variant === undefined && written.kind === 'template' && rest.startsWith('variants.')));
}
