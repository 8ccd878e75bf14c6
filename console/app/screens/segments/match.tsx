/** Whether a definition holds of one customer, and why. */
import { useMutation } from '@tanstack/react-query';
import { Input, Select, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type Reason } from '../../api/index.ts';
import { Part, Problem, ReasonTree, useNaming } from '../../kit/index.ts';

/** The customer's own id. */
const OWN = '';

/** `text`: the definition, as JSON. */
export function DoesMatch({ text }: { readonly text: string }): ReactNode {
  const { t } = useTranslation('segments');
  const names = useNaming();
  const namespaces = names.all('namespace');
  const [namespace, setNamespace] = useState<string>();
  const [value, setValue] = useState('');
  const chosen = namespace ?? namespaces[0]?.id ?? OWN;
  const asking = useMutation({
    mutationFn: () => {
      const whom = chosen === OWN ? { customer: value.trim() } : { namespace: chosen, value: value.trim() };
      return answerOf(api.POST('/v1/preview', { body: { definition: JSON.parse(text) as never, parts: [], ...whom } }));
    },
  });
  const match = asking.data?.match;
  return (
    <Part title={t('match.title')}>
      <div className="segments-whom">
        <Select
          aria-label={t('match.by')}
          popupMatchSelectWidth={false}
          value={chosen}
          options={[...namespaces.map(({ id, name }) => ({ value: id, label: name })), { value: OWN, label: t('match.own') }]}
          onChange={setNamespace}
        />
        <Input.Search
          aria-label={t('match.value')}
          placeholder={t('match.value')}
          enterButton={t('match.ask')}
          value={value}
          loading={asking.isPending}
          onChange={({ target }) => setValue(target.value)}
          onSearch={() => value.trim() !== '' && asking.mutate()}
        />
      </div>
      {asking.error ? <Problem error={asking.error} /> : null}
      {match && (
        <div className="segments-match" role="status">
          <Tag color={match.holds ? 'success' : 'default'}>{t(match.holds ? 'match.holds' : 'match.fails')}</Tag>
          <ReasonTree of={match.why as Reason} />
        </div>
      )}
    </Part>
  );
}
