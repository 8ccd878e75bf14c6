/** Changing by hand who is who: what it would come to first, then asking, then doing it. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type PartedCustomer } from '../../api/index.ts';
import { Answered, Modal, useDoing, useFormats, useNaming } from '../../kit/index.ts';

type Identifier = [namespace: string, value: string];

/** `bind`: which identifier is asked for in the dialog. */
export type Change =
  | { readonly kind: 'bind'; readonly to: Identifier }
  | { readonly kind: 'unbind'; readonly identifier: Identifier }
  | { readonly kind: 'unmerge'; readonly customer: string; readonly from: string };

type Settled =
  | Exclude<Change, { readonly kind: 'bind' }>
  | { readonly kind: 'bind'; readonly to: Identifier; readonly identifier: Identifier };

type Foreseen = Sides<PartedCustomer>;

interface DialogProps {
  readonly change: Change;
  readonly customer: string;
  readonly onClose: () => void;
}

export function ChangeDialog({ change, customer, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation('customers');
  const [identifier, setIdentifier] = useState<Identifier>();
  const settled: Settled | undefined = change.kind === 'bind' ? identifier && { ...change, identifier } : change;
  return (
    <Modal open onCancel={onClose} footer={null} title={t(`change.${change.kind}.title`)} width={760} destroyOnHidden>
      <p className="soft">{t(`change.${change.kind}.text`)}</p>
      {settled === undefined ? <BindForm onChoose={setIdentifier} /> : <Preview change={settled} customer={customer} onClose={onClose} />}
    </Modal>
  );
}

function BindForm({ onChoose }: { readonly onChoose: (identifier: Identifier) => void }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const required = [{ required: true, whitespace: true, message: t('change.required') }];
  return (
    <Form<{ namespace: string; value: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={({ namespace, value }) => onChoose([namespace, value.trim()])}
    >
      <Form.Item name="namespace" label={t('identities.namespace')} rules={required}>
        <Select options={names.all('namespace').map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Form.Item name="value" label={t('identities.value')} rules={required}>
        <Input />
      </Form.Item>
      <Button htmlType="submit" type="primary">
        {t('change.preview')}
      </Button>
    </Form>
  );
}

/** Nothing has changed yet: what would, and the button that does it. */
function Preview({ change, customer, onClose }: DialogProps & { readonly change: Settled }): ReactNode {
  const { t } = useTranslation('customers');
  const doing = useDoing();
  const queries = useQueryClient();
  const asked = useQuery({ queryKey: ['foreseen', change], queryFn: ({ signal }) => foresee(change, signal), gcTime: 0, staleTime: 0 });
  const run = useMutation({
    mutationFn: () => carryOut(change),
    onSuccess: async () => {
      doing.done(t(`change.${change.kind}.done`));
      onClose();
      await queries.invalidateQueries({ queryKey: ['customers', customer] });
    },
    onError: doing.failed,
  });
  return (
    <Answered of={asked}>
      {({ before, after }) => (
        <>
          <div className="customers-change">
            <Side title={t('change.before')} customers={before} />
            <Side title={t('change.after')} customers={after} before={before} />
          </div>
          <div className="customers-buttons">
            <Button onClick={onClose} autoFocus>
              {t('change.cancel')}
            </Button>
            <Button danger={change.kind !== 'bind'} type="primary" loading={run.isPending} onClick={() => run.mutate()}>
              {t(`change.${change.kind}.verb`)}
            </Button>
          </div>
        </>
      )}
    </Answered>
  );
}

/** The client loses how long its lists are: an identifier is a pair. */
type Sides<Customer = unknown> = { readonly before: readonly Customer[]; readonly after: readonly Customer[] };

async function foresee(change: Settled, signal: AbortSignal): Promise<Foreseen> {
  return (await sidesOf(change, signal)) as Foreseen;
}

async function sidesOf(change: Settled, signal: AbortSignal): Promise<Sides> {
  if (change.kind === 'unmerge') {
    const { customer, from } = change;
    const told = await answerOf(api.POST('/v1/identity/unmerge', { body: { customer, from: [from], dryRun: true }, signal }));
    const sample = 'sample' in told ? told.sample : [];
    return { before: sample.map((one) => one.before), after: sample.flatMap((one) => one.after) };
  }
  if (change.kind === 'bind') {
    const { identifier, to } = change;
    const told = await answerOf(api.POST('/v1/identity/bind', { body: { identifier, to, dryRun: true }, signal }));
    return 'before' in told ? { before: told.before, after: [told.after] } : { before: [], after: [] };
  }
  const parted = await answerOf(api.POST('/v1/identity/unbind', { body: { identifier: change.identifier, dryRun: true }, signal }));
  return 'before' in parted ? { before: [parted.before], after: parted.after } : { before: [], after: [] };
}

async function carryOut(change: Settled): Promise<unknown> {
  if (change.kind === 'unmerge')
    return answerOf(api.POST('/v1/identity/unmerge', { body: { customer: change.customer, from: [change.from] } }));
  if (change.kind === 'bind') return answerOf(api.POST('/v1/identity/bind', { body: { identifier: change.identifier, to: change.to } }));
  return answerOf(api.POST('/v1/identity/unbind', { body: { identifier: change.identifier } }));
}

interface SideProps {
  readonly title: string;
  readonly customers: readonly PartedCustomer[];
  /** Beside whom: what differs is told, of hundreds of tags nobody finds it. */
  readonly before?: readonly PartedCustomer[];
}

function Side({ title, customers, before }: SideProps): ReactNode {
  return (
    <section>
      <h3>{title}</h3>
      {customers.map((one) => (
        <Parted key={one.customer} of={one} before={before} />
      ))}
    </section>
  );
}

const HELD = [
  ['tag', 'tags'],
  ['segment', 'segments'],
  ['journey', 'journeys'],
] as const;

function Parted({ of, before }: { readonly of: PartedCustomer; readonly before: readonly PartedCustomer[] | undefined }): ReactNode {
  const { t } = useTranslation('customers');
  const names = useNaming();
  const formats = useFormats();
  return (
    <div className="customers-parted">
      <code>{of.customer}</code>
      <p>{of.identifiers.map(([namespace, value]) => `${names.of('namespace', namespace)} ${value}`).join(' · ') || t('none')}</p>
      <p className="soft">{t('change.counts', { events: of.events, traits: Object.keys(of.traits).length })}</p>
      {HELD.map(([kind, name]) => {
        const was = before?.flatMap((one) => one[name]);
        return (
          <div key={kind}>
            <p>{t(`change.held.${name}`, { number: formats.number(of[name].length) })}</p>
            {was ? (
              <>
                <Names how="gone" kind={kind} ids={was.filter((id) => !of[name].includes(id))} />
                <Names how="new" kind={kind} ids={of[name].filter((id) => !was.includes(id))} />
              </>
            ) : (
              <Names how="all" kind={kind} ids={of[name]} />
            )}
          </div>
        );
      })}
    </div>
  );
}

const NAMES_SHOWN = 12;

function Names({
  how,
  kind,
  ids,
}: {
  readonly how: 'all' | 'gone' | 'new';
  readonly kind: string;
  readonly ids: readonly string[];
}): ReactNode {
  const { t } = useTranslation('customers');
  const naming = useNaming();
  const all = [...new Set(ids)];
  if (all.length === 0) return null;
  const names = all.slice(0, NAMES_SHOWN).map((id) => naming.of(kind, id));
  const more = all.length - names.length;
  const text = [...names, ...(more > 0 ? [t('change.more', { count: more })] : [])].join(t('change.comma'));
  return <p className="soft">{how === 'all' ? text : t(`change.${how}`, { names: text })}</p>;
}
