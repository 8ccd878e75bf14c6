/** Replacing a write key: the new one now, the old one for as long as senders need to change over. */
import { useMutation } from '@tanstack/react-query';
import { Input, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api, type WriteKey } from '../../api/index.ts';
import { Modal, useDoing, useFormats, useNow } from '../../kit/index.ts';
import type { Made } from './make-key.tsx';

const HOUR = 3_600_000;
const CHOICES = { now: 0, hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR } as const;
type Choice = keyof typeof CHOICES | 'chosen';

export interface RotateKeyProps {
  readonly of: WriteKey | undefined;
  readonly onClose: () => void;
  readonly onMade: (made: Made) => Promise<void>;
}

export function RotateKey({ of, onClose, onMade }: RotateKeyProps): ReactNode {
  return of && <Asking key={of.id} of={of} onClose={onClose} onMade={onMade} />;
}

function Asking({ of: { id, source, last }, onClose, onMade }: RotateKeyProps & { readonly of: WriteKey }): ReactNode {
  const { t } = useTranslation('sources');
  const doing = useDoing();
  const now = useNow(10_000);
  const [choice, setChoice] = useState<Choice>('day');
  const [chosen, setChosen] = useState('');
  const until = (from: number): number => (choice === 'chosen' ? Date.parse(chosen) : from + CHOICES[choice]);
  const rotate = useMutation({
    mutationFn: () =>
      answerOf(api.POST('/v1/write-keys/{key}/rotate', { params: { path: { key: id } }, body: { until: until(Date.now()) } })),
    onSuccess: ({ secret }) => onMade({ secret, source, old: last }),
    onError: doing.failed,
  });
  const isAhead = choice !== 'chosen' || until(now) > now;
  return (
    <Modal
      open
      title={t('keys.rotate.title', { source, last })}
      okText={t('keys.rotate.submit')}
      cancelText={t('keys.cancel')}
      okButtonProps={{ disabled: !isAhead }}
      onCancel={onClose}
      onOk={() => rotate.mutate()}
      confirmLoading={rotate.isPending}
      destroyOnHidden
    >
      <p className="soft">{t('keys.rotate.text')}</p>
      <Radio.Group
        aria-label={t('keys.rotate.until')}
        className="sources-until"
        value={choice}
        options={(['now', 'hour', 'day', 'week', 'chosen'] as const).map((value) => ({ value, label: t(`keys.rotate.choices.${value}`) }))}
        onChange={({ target }) => setChoice(target.value as Choice)}
      />
      {choice === 'chosen' && (
        <Input
          type="datetime-local"
          aria-label={t('keys.rotate.choices.chosen')}
          value={chosen}
          status={chosen !== '' && !isAhead ? 'error' : ''}
          onChange={({ target }) => setChosen(target.value)}
        />
      )}
      <Ends at={until(now)} isNow={choice === 'now'} isAhead={isAhead} />
    </Modal>
  );
}

function Ends({ at, isNow, isAhead }: { readonly at: number; readonly isNow: boolean; readonly isAhead: boolean }): ReactNode {
  const { t } = useTranslation('sources');
  const formats = useFormats();
  if (Number.isNaN(at)) return null;
  if (!isAhead) return <p className="soft">{t('keys.rotate.past')}</p>;
  return <p className="soft">{isNow ? t('keys.rotate.endsNow') : t('keys.rotate.ends', { at: formats.dateTime(at) })}</p>;
}
