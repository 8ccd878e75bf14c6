/** What the customer of a test does, act by act. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField, DefinitionField, DurationField, EventField } from '../panel/fields.tsx';
import { Rows } from '../panel/lists-form.tsx';
import { ACT_KINDS, type ActKind, type FormAct, freshAct, type TrialForm } from './script.ts';

export interface ScriptFormProps {
  readonly form: TrialForm;
  readonly onChange: (form: TrialForm) => void;
}

export function ScriptForm({ form, onChange }: ScriptFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { acts } = form;
  const put = (next: readonly FormAct[]): void => onChange({ ...form, acts: next });
  return (
    <>
      <ol className="rehearsal-acts" aria-label={t('test.script')}>
        {acts.map((act, index) => (
          <li key={act.key}>
            <ActForm of={act} number={index + 1} onChange={(next) => put(acts.map((one) => (one.key === act.key ? next : one)))} />
            <Moves
              number={index + 1}
              onEarlier={index > 0 ? () => put(swapped(acts, index - 1)) : undefined}
              onLater={index < acts.length - 1 ? () => put(swapped(acts, index)) : undefined}
              onRemove={() => put(acts.filter((one) => one.key !== act.key))}
            />
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined />} onClick={() => put([...acts, freshAct(acts)])}>
        {t('test.add')}
      </Button>
      <div className="rehearsal-options">
        <DurationField label={t('test.length')} value={form.length} onChange={(length = '30d') => onChange({ ...form, length })} />
        <Checkbox checked={form.isDrawn} onChange={({ target }) => onChange({ ...form, isDrawn: target.checked })}>
          {t('test.drawn')}
        </Checkbox>
      </div>
    </>
  );
}

interface MovesProps {
  readonly number: number;
  readonly onEarlier: (() => void) | undefined;
  readonly onLater: (() => void) | undefined;
  readonly onRemove: () => void;
}

function Moves({ number, onEarlier, onLater, onRemove }: MovesProps): ReactNode {
  const { t } = useTranslation('journeys');
  const label = t('test.act', { number });
  return (
    <div className="rehearsal-moves">
      {[
        { icon: <ArrowUpOutlined />, text: t('form.earlier', { label }), act: onEarlier },
        { icon: <ArrowDownOutlined />, text: t('form.later', { label }), act: onLater },
        { icon: <DeleteOutlined />, text: t('form.removeOf', { label }), act: onRemove },
      ].map(({ icon, text, act }) => (
        <Button key={text} size="small" type="text" icon={icon} aria-label={text} disabled={!act} onClick={act} />
      ))}
    </div>
  );
}

interface ActFormProps {
  readonly of: FormAct;
  readonly number: number;
  readonly onChange: (act: FormAct) => void;
}

function ActForm({ of, number, onChange }: ActFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  const { kind, name, values } = of;
  return (
    <fieldset className="rehearsal-act">
      <legend className="soft">{t('test.act', { number })}</legend>
      <ChoiceField<ActKind>
        label={t('test.what')}
        value={kind}
        options={ACT_KINDS.map((value) => ({ value, label: t(`test.acts.${value}`) }))}
        onChange={(next) => onChange({ ...of, kind: next, name: '' })}
      />
      <DurationField label={t('test.after')} value={of.after} isOptional onChange={(after) => onChange({ ...of, after })} />
      {kind === 'event' && <EventField label={t('test.event')} value={name} onChange={(next) => onChange({ ...of, name: next })} />}
      {kind === 'consent' && (
        <>
          <DefinitionField
            label={t('fields.purpose')}
            kind="purpose"
            value={name}
            onChange={(next = '') => onChange({ ...of, name: next })}
          />
          <Checkbox checked={of.granted} onChange={({ target }) => onChange({ ...of, granted: target.checked })}>
            {t('test.granted')}
          </Checkbox>
        </>
      )}
      {kind !== 'consent' && (
        <Rows<readonly [string, string]>
          label={t(kind === 'traits' ? 'form.traits' : 'test.properties')}
          rows={values}
          fresh={['', '']}
          onChange={(next) => onChange({ ...of, values: next })}
        >
          {([field, value], change) => (
            <div className="rehearsal-pair">
              <Input
                aria-label={t('form.name')}
                placeholder={t('form.name')}
                value={field}
                onChange={({ target }) => change([target.value, value])}
              />
              <Input
                aria-label={t('form.value')}
                placeholder={t('form.valueHint')}
                value={value}
                onChange={({ target }) => change([field, target.value])}
              />
            </div>
          )}
        </Rows>
      )}
    </fieldset>
  );
}

/** With the act at the index and the next in each other's place. */
function swapped(acts: readonly FormAct[], index: number): readonly FormAct[] {
  return acts.map((act, at) => (at === index ? acts[index + 1]! : at === index + 1 ? acts[index]! : act));
}
