/** What would come of it: the whole of it in words, how many would get it and what keeps it from the others; and keeping it. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, InputNumber } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answerOf, api } from '../../api/index.ts';
import { Answered, Problem, useDoing, useFormats, useLanguage, useNaming, useNow, workspaceQuery } from '../../kit/index.ts';
import { type Foretold, planQuery } from './asked.ts';
import { Field } from './field.tsx';
import { Forecast } from './forecast.tsx';
import type { StepProps } from './index.tsx';
import { soonest, type Wish, wishOf } from './wish.ts';

export function CheckStep(props: StepProps): ReactNode {
  const { timeZone = 'UTC' } = useQuery(workspaceQuery).data ?? {};
  const now = useNow(30_000);
  const wish = wishOf(props.chosen, soonest(now, timeZone));
  return wish && <Checked {...props} wish={wish} />;
}

function Checked({ wish, chosen, choose }: StepProps & { readonly wish: Wish }): ReactNode {
  const { t } = useTranslation('broadcast');
  const language = useLanguage();
  const asked = useQuery({ ...planQuery(wish), placeholderData: keepPreviousData });
  const made = useMaking(choose);
  const isTaken = asked.error instanceof ApiError && asked.error.code === 'VOLANO_BROADCAST_TAKEN';
  const plan = asked.data;
  return (
    <>
      <Summary wish={wish} at={plan?.at} />
      {isTaken ? (
        <Alert type="warning" showIcon title={t('taken')} description={t('takenHint')} />
      ) : (
        asked.error !== null && <Problem error={asked.error} retry={() => void asked.refetch()} />
      )}
      <Own chosen={chosen} choose={choose} journey={plan?.journey} holdout={plan?.holdout} isTaken={isTaken} />
      {plan && plan.problems.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('problems', { count: plan.problems.length })}
          description={plan.problems.map(({ path, message }) => (
            <div key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </div>
          ))}
        />
      )}
      {plan && plan.findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('findings', { count: plan.findings.length })}
          description={plan.findings.map(({ lint, path, text }) => (
            <div key={`${lint} ${path}`}>
              {text[language]} <code>{lint}</code>
            </div>
          ))}
        />
      )}
      {!asked.error && (
        <Answered of={asked}>{({ at, holdout }) => <Forecast question={questionOf(wish, at)} holdout={holdout} />}</Answered>
      )}
      <div className="broadcast-move">
        <Button
          type="primary"
          disabled={!plan || asked.isPlaceholderData || made.isPending}
          loading={made.isPending}
          onClick={() => made.mutate(wish)}
        >
          {t('keep')}
        </Button>
        <span className="soft">{plan ? t('keepHint', { name: plan.name[language] }) : ''}</span>
      </div>
    </>
  );
}

function useMaking(choose: StepProps['choose']) {
  const doing = useDoing();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (wish: Wish) => ({ wish, plan: await answerOf(api.POST('/v1/broadcasts', { body: { broadcast: wish } })) }),
    onSuccess: async ({ wish, plan }) => {
      await queries.invalidateQueries({ queryKey: ['changes'] });
      choose({ made: plan.journey, at: wish.at, soon: undefined });
    },
    onError: doing.failed,
  });
}

function questionOf({ segment, channel, purpose, messageClass }: Wish, at: number): Foretold {
  return { segment, channel, purpose, messageClass, at };
}

/** In a sentence. */
function Summary({ wish, at }: { readonly wish: Wish; readonly at: number | undefined }): ReactNode {
  const { t } = useTranslation('broadcast');
  const names = useNaming();
  const formats = useFormats();
  const now = useNow();
  const [day, clock] = wish.at.split('T');
  return (
    <p>
      {t('sentence', {
        template: names.of('template', wish.template),
        segment: names.of('segment', wish.segment),
        channel: names.of('channel', wish.channel),
        purpose: names.of('purpose', wish.purpose),
        time: `${day} ${clock}`,
      })}{' '}
      {at !== undefined && <span className="soft">{t('inZone', { time: formats.dateTime(at), away: formats.relative(at, now) })}</span>}
    </p>
  );
}

interface OwnProps extends StepProps {
  readonly journey: string | undefined;
  readonly holdout: number | undefined;
  readonly isTaken: boolean;
}

/** What is mostly left as it is: the id of its journey, and who is left out to measure it. */
function Own({ chosen, choose, journey, holdout, isTaken }: OwnProps): ReactNode {
  const { t } = useTranslation('broadcast');
  const [typed, setTyped] = useState<string>();
  const id = typed ?? chosen.id ?? journey ?? '';
  const isWrong = id !== '' && !/^[a-z][a-z0-9_]{0,62}$/.test(id);
  const keep = (): void => {
    if (!isWrong && id !== journey) choose({ id: id === '' ? undefined : id });
  };
  const percent = chosen.holdout === undefined ? (holdout === undefined ? null : Math.round(holdout * 100)) : Number(chosen.holdout);
  return (
    <div className="broadcast-own">
      <Field label={t('fields.id')} hint={t('idHint')}>
        <Input
          aria-label={t('fields.id')}
          value={id}
          status={isWrong || isTaken ? 'error' : ''}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={keep}
          onPressEnter={keep}
        />
      </Field>
      <Field label={t('fields.holdout')} hint={t('holdoutHint')}>
        <InputNumber
          aria-label={t('fields.holdout')}
          min={0}
          max={99}
          precision={0}
          suffix="%"
          value={percent}
          onChange={(value) => choose({ holdout: value === null ? undefined : String(value) })}
        />
      </Field>
    </div>
  );
}
