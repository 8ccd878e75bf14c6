/** What can be said of a step, by its kind. */
import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepOf } from '../model/document.ts';
import { changed, type StepFormProps } from './changed.ts';
import { ChoiceField, ClockField, DefinitionField, DurationField, TextField } from './fields.tsx';
import { PropertiesForm, ResponseForm, TraitsForm, WaysForm } from './lists-form.tsx';
import { BranchForm, SplitForm, WaitForForm } from './ways-form.tsx';

export function StepForm({ of, onChange }: StepFormProps): ReactNode {
  switch (of.type) {
    case 'wait':
      return <WaitForm of={of} onChange={onChange} />;
    case 'wait_for':
      return <WaitForForm of={of} onChange={onChange} />;
    case 'branch':
      return <BranchForm of={of} onChange={onChange} />;
    case 'split':
      return <SplitForm of={of} onChange={onChange} />;
    case 'send':
      return <SendForm of={of} onChange={onChange} />;
    case 'webhook':
      return <WebhookForm of={of} onChange={onChange} />;
    case 'ticket':
      return <TicketForm of={of} onChange={onChange} />;
    default:
      return <SmallForm of={of} onChange={onChange} />;
  }
}

function WaitForm({ of, onChange }: StepFormProps<StepOf<'wait'>>): ReactNode {
  const { t } = useTranslation('journeys');
  const { until, duration } = of;
  const days = until?.weekdays ?? [];
  return (
    <>
      <ChoiceField
        label={t('form.waits')}
        value={until ? 'clock' : 'span'}
        options={(['span', 'clock'] as const).map((value) => ({ value, label: t(`form.wait.${value}`) }))}
        onChange={(value) =>
          onChange(changed(of, value === 'clock' ? { until: { at: '10:00' }, duration: undefined } : { duration: '1d', until: undefined }))
        }
      />
      {until ? (
        <>
          <ClockField label={t('form.at')} value={until.at} onChange={(at) => onChange(changed(of, { until: { ...until, at } }))} />
          <Checkbox.Group
            options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: t(`weekdays.${value}` as never) }))}
            value={days}
            onChange={(weekdays) =>
              onChange(changed(of, { until: { at: until.at, ...(weekdays.length > 0 && { weekdays: weekdays.sort() }) } }))
            }
          />
          <span className="soft">{t('form.anyDay')}</span>
        </>
      ) : (
        <DurationField label={t('form.span')} value={duration} onChange={(value) => value && onChange(changed(of, { duration: value }))} />
      )}
    </>
  );
}

function SendForm({ of, onChange }: StepFormProps<StepOf<'send'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <>
      <DefinitionField
        label={t('fields.template')}
        kind="template"
        value={of.template}
        onChange={(template = '') => onChange(changed(of, { template }))}
      />
      <DefinitionField
        label={t('fields.channel')}
        kind="channel"
        value={of.channel}
        onChange={(channel = '') => onChange(changed(of, { channel }))}
      />
      <WaysForm of={of} onChange={onChange} />
      <DefinitionField
        label={t('fields.preference')}
        kind="trait"
        isOptional
        value={of.preference}
        onChange={(preference) => onChange(changed(of, { preference }))}
      />
      <DefinitionField
        label={t('fields.purpose')}
        kind="purpose"
        value={of.purpose}
        onChange={(purpose = '') => onChange(changed(of, { purpose }))}
      />
      <ChoiceField
        label={t('fields.messageClass')}
        value={of.messageClass ?? 'marketing'}
        options={(['marketing', 'service', 'transactional'] as const).map((value) => ({ value, label: t(`classes.${value}`) }))}
        onChange={(messageClass) => onChange(changed(of, { messageClass: messageClass === 'marketing' ? undefined : messageClass }))}
      />
      <AwaitForm
        of={of}
        outcomes={['sent', 'delivered', 'opened', 'clicked', 'replied']}
        onChange={(next) => onChange('await' in next ? next : changed(next as typeof of, { nextOnFailure: undefined }))}
      />
      {of.await && (
        <Checkbox
          checked={of.nextOnFailure === true}
          onChange={({ target }) => onChange(changed(of, { nextOnFailure: target.checked ? true : undefined }))}
        >
          {t('fields.nextOnFailure')}
        </Checkbox>
      )}
      <FailureForm of={of} onChange={onChange} />
    </>
  );
}

function WebhookForm({ of, onChange }: StepFormProps<StepOf<'webhook'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <>
      <DefinitionField
        label={t('fields.template')}
        kind="template"
        value={of.template}
        onChange={(template = '') => onChange(changed(of, { template }))}
      />
      <DefinitionField
        label={t('fields.channel')}
        kind="channel"
        value={of.channel}
        onChange={(channel = '') => onChange(changed(of, { channel }))}
      />
      <ResponseForm of={of} onChange={onChange} />
      <AwaitForm of={of} outcomes={['sent', 'answered']} onChange={onChange} />
      <FailureForm of={of} onChange={onChange} />
    </>
  );
}

function TicketForm({ of, onChange }: StepFormProps<StepOf<'ticket'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <>
      <DefinitionField
        label={t('fields.template')}
        kind="template"
        value={of.template}
        onChange={(template = '') => onChange(changed(of, { template }))}
      />
      <TextField label={t('fields.owner')} value={of.owner} onChange={(owner) => onChange(changed(of, { owner }))} />
      <ChoiceField
        label={t('fields.priority')}
        value={of.priority ?? 'normal'}
        options={(['urgent', 'high', 'normal', 'low'] as const).map((value) => ({ value, label: t(`priorities.${value}`) }))}
        onChange={(priority) => onChange(changed(of, { priority: priority === 'normal' ? undefined : priority }))}
      />
      <DurationField label={t('fields.due')} value={of.due} onChange={(due) => due && onChange(changed(of, { due }))} />
      <AwaitForm of={of} outcomes={['resolved']} onChange={onChange} />
      <FailureForm of={of} onChange={onChange} />
    </>
  );
}

function SmallForm({ of, onChange }: StepFormProps): ReactNode {
  const { t } = useTranslation('journeys');
  switch (of.type) {
    case 'update':
      return <TraitsForm of={of} onChange={onChange} />;
    case 'set_tag':
    case 'remove_tag':
      return <DefinitionField label={t('fields.tag')} kind="tag" value={of.tag} onChange={(tag = '') => onChange(changed(of, { tag }))} />;
    case 'benefit':
      return (
        <>
          <DefinitionField
            label={t('fields.benefit')}
            kind="benefit"
            value={of.benefit}
            onChange={(benefit = '') => onChange(changed(of, { benefit }))}
          />
          <TextField label={t('fields.as')} value={of.as} onChange={(as) => onChange(changed(of, { as: as === '' ? undefined : as }))} />
          <FailureForm of={of} onChange={onChange} />
        </>
      );
    case 'start_journey':
    case 'stop_journey':
      return (
        <>
          <DefinitionField
            label={t('fields.journey')}
            kind="journey"
            value={of.journey}
            onChange={(journey = '') => onChange(changed(of, { journey }))}
          />
          {of.type === 'start_journey' && <PropertiesForm of={of} onChange={onChange} />}
        </>
      );
    case 'exit':
      return (
        <Checkbox
          checked={of.failed === true}
          onChange={({ target }) => onChange(changed(of, { failed: target.checked ? true : undefined }))}
        >
          {t('form.asFailed')}
        </Checkbox>
      );
    default:
      return null;
  }
}

interface AwaitProps<One extends StepOf<'send' | 'webhook' | 'ticket'>> extends StepFormProps<One> {
  readonly outcomes: readonly NonNullable<One['await']>['outcome'][];
}

/** Whether it rests until something is heard of what it has handed over. */
function AwaitForm<One extends StepOf<'send' | 'webhook' | 'ticket'>>({ of, outcomes, onChange }: AwaitProps<One>): ReactNode {
  const { t } = useTranslation('journeys');
  const set = (wait: One['await'] | undefined): void => onChange(changed(of, { await: wait } as never));
  const options = [
    { value: 'none' as const, label: t('form.goesOn') },
    ...outcomes.map((value) => ({ value, label: t(`outcomes.${value}` as never) })),
  ];
  return (
    <>
      <ChoiceField
        label={t('fields.await')}
        value={of.await?.outcome ?? 'none'}
        options={options}
        onChange={(value) => set(value === 'none' ? undefined : ({ outcome: value, timeout: of.await?.timeout ?? '1d' } as One['await']))}
      />
      {of.await && (
        <DurationField
          label={t('fields.timeout')}
          value={of.await.timeout}
          onChange={(timeout) => timeout && set({ ...of.await, timeout } as One['await'])}
        />
      )}
    </>
  );
}

/** Adds the way that is gone when the step fails, or takes it out with what is in it. */
function FailureForm({ of, onChange }: StepFormProps<StepOf<'send' | 'webhook' | 'ticket' | 'benefit'>>): ReactNode {
  const { t } = useTranslation('journeys');
  return (
    <Button size="small" onClick={() => onChange(changed(of, { onFailure: of.onFailure ? undefined : [] } as never))}>
      {t(of.onFailure ? 'form.noFailure' : 'form.failure')}
    </Button>
  );
}
