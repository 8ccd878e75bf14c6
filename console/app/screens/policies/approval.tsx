/** Whether a second person has to approve what is published. */
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { Answered, type Change, Once, useChange, useDoing } from '../../kit/index.ts';
import { Field, Section, Standing } from './fields.tsx';
import { APPROVERS_LEAST, type Approver, newToken, type Workspace, withFields } from './policy.ts';
import { usePolicyWords } from './words.ts';

export function Approval({ workspace, isFixed }: { readonly workspace: string; readonly isFixed: boolean }): ReactNode {
  const { asked, change } = useChange('workspace', workspace);
  return <Answered of={asked}>{() => change && <ApprovalForm id={workspace} change={change} isFixed={isFixed} />}</Answered>;
}

const EMPTY: Approver = { id: '', token: '' };

function ApprovalForm({ id, change, isFixed }: { readonly id: string; readonly change: Change; readonly isFixed: boolean }): ReactNode {
  const words = usePolicyWords();
  const { t } = words;
  const before = (change.released ?? {}) as Workspace;
  const held = (change.definition ?? {}) as Workspace;
  const members = held.approval?.members;
  const put = (next: readonly Approver[] | undefined): void =>
    change.save({ ...withFields<Workspace>(held, { approval: next && { members: next } }), kind: 'workspace', id });
  const isLifted = before.approval !== undefined && members === undefined;
  const isBrought = before.approval === undefined && members !== undefined;
  const effects = [
    ...(isLifted ? [t('approval.lifted')] : []),
    ...(isBrought ? [t('approval.brought')] : []),
    ...(members && members.length < APPROVERS_LEAST ? [t('approval.least', { count: APPROVERS_LEAST })] : []),
  ];
  return (
    <Section title={t('approval.title')} before={words.approval(before)} after={words.approval(held)} effects={effects}>
      <Standing change={change} />
      <Field label={t('approval.has')}>
        <span>
          <Switch
            aria-label={t('approval.has')}
            disabled={isFixed}
            checked={members !== undefined}
            onChange={(on) => put(on ? (before.approval?.members ?? [EMPTY, EMPTY]) : undefined)}
          />
        </span>
      </Field>
      {members && <Approvers members={members} isFixed={isFixed} onChange={put} />}
    </Section>
  );
}

interface ApproversProps {
  readonly members: readonly Approver[];
  readonly isFixed: boolean;
  readonly onChange: (members: readonly Approver[]) => void;
}

function Approvers({ members, isFixed, onChange }: ApproversProps): ReactNode {
  const { t } = usePolicyWords();
  const doing = useDoing();
  const [made, setMade] = useState<string>();
  const put = (index: number, fields: Partial<Approver>): void =>
    onChange(members.map((one, at) => (at === index ? { ...one, ...fields } : one)));
  const make = async (index: number): Promise<void> => {
    try {
      const { secret, kept } = await newToken();
      put(index, { token: kept });
      setMade(secret);
    } catch (error) {
      // Only pages that came over TLS, or from this machine, may compute a hash.
      doing.failed(error);
    }
  };
  return (
    <>
      <p className="soft">{t('approval.tokens')}</p>
      {members.map(({ id, token }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its id is edited
        <fieldset key={index} className="policies-row" aria-label={t('approval.person', { number: index + 1 })}>
          <Field label={t('approval.id')}>
            <Input
              aria-label={t('approval.id')}
              disabled={isFixed}
              value={id}
              onChange={({ target }) => put(index, { id: target.value })}
            />
          </Field>
          <Field label={t('approval.token')}>
            <Input
              aria-label={t('approval.token')}
              disabled={isFixed}
              value={token}
              placeholder="sha256:…"
              onChange={({ target }) => put(index, { token: target.value.trim() })}
            />
          </Field>
          <Button disabled={isFixed} onClick={() => void make(index)}>
            {t('approval.make')}
          </Button>
          <Button
            icon={<DeleteOutlined />}
            disabled={isFixed}
            aria-label={t('approval.remove', { name: id || String(index + 1) })}
            onClick={() => onChange(members.filter((_, at) => at !== index))}
          />
        </fieldset>
      ))}
      <Button icon={<PlusOutlined />} disabled={isFixed} onClick={() => onChange([...members, EMPTY])}>
        {t('approval.add')}
      </Button>
      {made !== undefined && (
        <Once
          title={t('approval.made')}
          text={t('approval.madeText')}
          secret={made}
          label={t('approval.secret')}
          onClose={() => setMade(undefined)}
        />
      )}
    </>
  );
}
