/** Whom a test leads through: somebody made up, or a copy of a customer, who is found as on the customers screen. */
import { useQuery } from '@tanstack/react-query';
import { Button, Input, Segmented, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answered, type FoundCustomer, findCustomers, guessesOf, Nothing, useMay, useNamespaces, useNaming } from '../../../kit/index.ts';
import type { Journey } from '../model/document.ts';
import { type ChosenCustomer, formOf, type TrialForm, WHOSE, type Whose } from './script.ts';

export interface WhoFormProps {
  readonly form: TrialForm;
  readonly journey: Journey;
  readonly onChange: (form: TrialForm) => void;
}

export function WhoForm({ form, journey, onChange }: WhoFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const mayLook = useMay('customers.read');
  const choose = (chosen: ChosenCustomer | undefined): void => onChange({ ...form, chosen });
  return (
    <div className="rehearsal-who">
      <Segmented<Whose>
        block
        aria-label={t('test.who.label')}
        value={form.whose}
        options={WHOSE.map((value) => ({ value, label: t(`test.who.${value}`), disabled: value === 'known' && !mayLook }))}
        onChange={(whose) => onChange(formOf(whose, form, journey))}
      />
      <p className="soft">{t(form.whose === 'known' ? 'test.who.knownText' : 'test.text')}</p>
      {!mayLook && <p className="soft">{t('test.who.mayNot')}</p>}
      {form.whose === 'known' &&
        (form.chosen ? <Chosen of={form.chosen} onAgain={() => choose(undefined)} /> : <Search onChoose={choose} />)}
    </div>
  );
}

function Search({ onChoose }: { readonly onChoose: (chosen: ChosenCustomer) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<string>();
  return (
    <>
      <form
        className="rehearsal-search"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(text.trim() || undefined);
        }}
      >
        <Input
          aria-label={t('test.who.search')}
          placeholder={t('test.who.placeholder')}
          value={text}
          allowClear
          onChange={({ target }) => setText(target.value)}
        />
        <Button htmlType="submit" disabled={text.trim() === ''}>
          {t('test.who.submit')}
        </Button>
      </form>
      {asked !== undefined && <Hits text={asked} onChoose={onChoose} />}
    </>
  );
}

function Hits({ text, onChoose }: { readonly text: string; readonly onChoose: (chosen: ChosenCustomer) => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const namespaces = useNamespaces().map(({ id }) => id);
  const asked = useQuery({
    queryKey: ['customers', 'search', text, undefined, namespaces],
    queryFn: ({ signal }) => findCustomers(guessesOf(text, namespaces), signal),
  });
  return (
    <Answered of={asked}>
      {(found) =>
        found.length === 0 ? (
          <Nothing text={t('test.who.nobody', { text })} hint={t('test.who.nobodyHint')} />
        ) : (
          <ul className="rehearsal-hits" aria-label={t('test.who.found')}>
            {found.map((one) => (
              <li key={one.customer}>
                <Button block onClick={() => onChoose(one)}>
                  {labelOf(one)}
                </Button>
              </li>
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

function labelOf({ customer, identifiers }: Pick<FoundCustomer, 'customer' | 'identifiers'>): string {
  return identifiers.map(([, value]) => value).join(' · ') || customer;
}

function Chosen({ of, onAgain }: { readonly of: ChosenCustomer; readonly onAgain: () => void }): ReactNode {
  const { t } = useTranslation('journeys');
  const names = useNaming();
  return (
    <section className="rehearsal-chosen" aria-label={t('test.who.chosen')}>
      <header>
        <strong>{labelOf(of)}</strong>
        <Button size="small" onClick={onAgain}>
          {t('test.who.again')}
        </Button>
      </header>
      <code className="soft">{of.customer}</code>
      <p>
        {of.segments.length === 0 ? (
          <span className="soft">{t('test.who.noSegments')}</span>
        ) : (
          of.segments.map((id) => <Tag key={id}>{names.of('segment', id)}</Tag>)
        )}
      </p>
    </section>
  );
}
