/** One event of the dictionary with all that it may carry. */
import { Descriptions, Table, type TableColumnType, Tag, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventDefinition, PropertyDefinition } from '../../api/index.ts';
import { Nothing, spanOfDuration, useFormats, useLanguage } from '../../kit/index.ts';

interface Row extends PropertyDefinition {
  readonly path: string;
}

export function Properties({ definition, version }: { readonly definition: EventDefinition; readonly version?: number }): ReactNode {
  const { t } = useTranslation('dictionary');
  const language = useLanguage();
  const columns = useColumns();
  const formats = useFormats();
  const spanOf = (duration: string): string => formats.span(spanOfDuration(duration) ?? 0);
  const { id, description, owner, enforcement, unplanned, lateAfter, expected = [], properties = {} } = definition;
  const said = (value: EventDefinition['enforcement']): string =>
    t(`enforcements.${typeof value === 'object' ? value.default : (value ?? 'flag')}`);
  const items = [
    { key: 'id', label: t('columns.id'), children: <code>{id}</code> },
    ...(version === undefined ? [] : [{ key: 'version', label: t('columns.version'), children: version }]),
    { key: 'owner', label: t('columns.owner'), children: owner ?? '–' },
    { key: 'enforcement', label: t('columns.enforcement'), children: said(enforcement) },
    {
      key: 'unplanned',
      label: t('unplanned'),
      children: unplanned === undefined || unplanned === 'allow' ? t('allowed') : said(unplanned),
    },
    ...(lateAfter ? [{ key: 'late', label: t('lateAfter'), children: spanOf(lateAfter) }] : []),
    ...expected.map(({ atLeast, per, source }) => ({
      key: `expected ${source ?? ''} ${per}`,
      label: t('expected'),
      children: t(source === undefined ? 'atLeast' : 'atLeastFrom', { number: formats.number(atLeast), span: spanOf(per), source }),
    })),
  ];
  const rows = Object.entries(properties).map(([path, property]): Row => ({ path, ...property }));
  return (
    <>
      {description && <Typography.Paragraph>{description[language]}</Typography.Paragraph>}
      <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
      {rows.length === 0 ? (
        <Nothing text={t('noProperties')} />
      ) : (
        <Table size="small" columns={columns} dataSource={rows} rowKey="path" pagination={false} scroll={{ x: 'max-content' }} />
      )}
    </>
  );
}

function useColumns(): TableColumnType<Row>[] {
  const { t } = useTranslation('dictionary');
  const language = useLanguage();
  return [
    {
      title: t('columns.property'),
      key: 'path',
      render: (_, { path, required, description }) => (
        <>
          <code>{path}</code> {required && <Tag>{t('required')}</Tag>}
          {description && <div className="soft">{description[language]}</div>}
        </>
      ),
    },
    { title: t('columns.type'), dataIndex: 'type', render: (type: string) => t(`types.${type}`, { defaultValue: type }) },
    { title: t('columns.allowed'), key: 'allowed', render: (_, row) => boundsOf(row) },
    {
      title: t('columns.class'),
      dataIndex: 'dataClass',
      render: (dataClass?: string) => (
        <Tag color={dataClass === 'personal' || dataClass === 'sensitive' ? 'warning' : 'default'}>
          {t(`classes.${dataClass ?? 'none'}`, { defaultValue: dataClass })}
        </Tag>
      ),
    },
    { title: t('columns.purposes'), dataIndex: 'purposes', render: (purposes: readonly string[] = []) => purposes.join(', ') || '–' },
  ];
}

/** What values it may have, in signs that need no words. */
export function boundsOf({ allowed, pattern, min, max, unit, currency }: PropertyDefinition): string {
  const parts = [
    ...(allowed ? [allowed.join(' | ')] : []),
    ...(pattern ? [`/${pattern}/`] : []),
    ...(min !== undefined ? [`≥ ${min}`] : []),
    ...(max !== undefined ? [`≤ ${max}`] : []),
    ...(unit ? [unit] : []),
    ...(currency ? [currency.replace(/^property\./, '')] : []),
  ];
  return parts.join(' · ') || '–';
}
