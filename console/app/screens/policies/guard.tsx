/** The policy: quiet hours, caps, what customers accept, the choice among journeys, sensitive words, who is left out of all marketing, and how late a message may be. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import { type Change, Nothing } from '../../kit/index.ts';
import { AcceptedPart } from './accepted.tsx';
import { ChoicePart } from './choice.tsx';
import { ClassesField, ClockField, Field, type FormProps, NarrowField, PerField, Section, SpanField, Standing } from './fields.tsx';
import { type Cap, CLASSES, EXPIRY, freshCap, type Policy, QUIET, type QuietHours, withFields } from './policy.ts';
import { SensitivePart } from './sensitive.tsx';
import { usePolicyWords } from './words.ts';

interface PolicyProps {
  readonly change: Change;
  readonly isFixed: boolean;
}

export function PolicyParts({ change, isFixed }: PolicyProps): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const policy = (change.definition ?? {}) as Policy;
  const before = (change.released ?? {}) as Policy;
  const form: FormProps = {
    policy,
    isFixed,
    set: (fields) => change.save({ kind: 'policy', id: 'default', ...withFields(policy, fields) }),
  };
  return (
    <>
      <Standing change={change} />
      <Section title={t('quiet.title')} before={words.quiet(before)} after={words.quiet(policy)}>
        <QuietForm {...form} />
      </Section>
      <Section title={t('caps.title')} before={words.caps(before)} after={words.caps(policy)}>
        <CapsForm {...form} />
      </Section>
      <AcceptedPart {...form} before={before} />
      <ChoicePart {...form} before={before} />
      <SensitivePart {...form} before={before} />
      <Section title={t('others.title')} before={words.others(before)} after={words.others(policy)}>
        <OthersForm {...form} />
      </Section>
    </>
  );
}

function QuietForm({ policy: { quietHours }, isFixed, set }: FormProps): ReactNode {
  const { t } = usePolicyWords();
  const put = (fields: { readonly [Key in keyof QuietHours]?: QuietHours[Key] | undefined }): void =>
    set({ quietHours: withFields(quietHours ?? QUIET, fields) });
  return (
    <>
      <Field label={t('quiet.has')}>
        <span>
          <Switch
            aria-label={t('quiet.has')}
            disabled={isFixed}
            checked={quietHours !== undefined}
            onChange={(on) => set({ quietHours: on ? QUIET : undefined })}
          />
        </span>
      </Field>
      {quietHours && (
        <div className="policies-row">
          <ClockField label={t('quiet.from')} value={quietHours.from} isFixed={isFixed} onChange={(from) => put({ from })} />
          <ClockField label={t('quiet.to')} value={quietHours.to} isFixed={isFixed} onChange={(to) => put({ to })} />
          <ClassesField label={t('quiet.classes')} value={quietHours.classes} isFixed={isFixed} onChange={(classes) => put({ classes })} />
          <SpanField
            label={t('quiet.expireAfter')}
            hint={t('quiet.expireHint')}
            value={quietHours.expireAfter}
            isFixed={isFixed}
            onChange={(expireAfter) => put({ expireAfter })}
          />
        </div>
      )}
    </>
  );
}

function CapsForm({ policy: { caps = [] }, isFixed, set }: FormProps): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const put = (next: readonly Cap[]): void => set({ caps: next.length === 0 ? undefined : next });
  return (
    <>
      {caps.length === 0 && <Nothing text={t('caps.none')} hint={t('caps.noneHint')} />}
      {caps.map((cap, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: its id is edited
          key={index}
          className="policies-row"
          aria-label={words.cap(cap)}
          disabled={isFixed}
        >
          <CapFields cap={cap} isFixed={isFixed} onChange={(next) => put(caps.map((one, at) => (at === index ? next : one)))} />
          <Button
            icon={<DeleteOutlined />}
            disabled={isFixed}
            aria-label={t('caps.remove', { id: cap.id })}
            onClick={() => put(caps.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={() => put([...caps, freshCap(caps)])}>
        {t('caps.add')}
      </Button>
    </>
  );
}

function CapFields(props: { readonly cap: Cap; readonly isFixed: boolean; readonly onChange: (cap: Cap) => void }): ReactNode {
  const { cap, isFixed, onChange } = props;
  const { t } = usePolicyWords();
  const put = (fields: { readonly [Key in keyof Cap]?: Cap[Key] | undefined }): void => onChange(withFields(cap, fields));
  return (
    <>
      <Field label={t('caps.id')}>
        <Input aria-label={t('caps.id')} disabled={isFixed} value={cap.id} onChange={({ target }) => put({ id: target.value })} />
      </Field>
      <Field label={t('caps.max')}>
        <InputNumber
          aria-label={t('caps.max')}
          min={1}
          precision={0}
          disabled={isFixed}
          value={cap.max}
          onChange={(max) => max !== null && put({ max })}
        />
      </Field>
      <ClassesField label={t('caps.classes')} value={cap.classes} isFixed={isFixed} onChange={(classes) => put({ classes })} />
      <PerField value={cap.per} isFixed={isFixed} onChange={(per) => put({ per })} />
      {(['channel', 'purpose'] as const).map((kind) => (
        <NarrowField key={kind} kind={kind} value={cap[kind]} isFixed={isFixed} onChange={(id) => put({ [kind]: id })} />
      ))}
    </>
  );
}

function OthersForm({ policy: { globalControl = 0, expiry = {} }, isFixed, set }: FormProps): ReactNode {
  const { t } = usePolicyWords();
  const putExpiry = (name: (typeof CLASSES)[number], span: string | undefined): void => {
    const next = withFields<Record<string, string>>(expiry, { [name]: span });
    set({ expiry: Object.keys(next).length === 0 ? undefined : next });
  };
  return (
    <div className="policies-row">
      <Field label={t('others.share')} hint={t('others.shareHint')}>
        <InputNumber
          aria-label={t('others.share')}
          min={0}
          max={15}
          suffix="%"
          disabled={isFixed}
          value={Math.round(globalControl * 1e4) / 100}
          onChange={(percent) => set({ globalControl: percent ? Math.round(percent * 100) / 1e4 : undefined })}
        />
      </Field>
      {CLASSES.map((one) => (
        <SpanField
          key={one}
          label={t('others.late', { class: t(`classes.${one}`) })}
          value={expiry[one] ?? EXPIRY[one]}
          isFixed={isFixed}
          onChange={(span) => putExpiry(one, span)}
        />
      ))}
    </div>
  );
}
