/** Doing something: asking first where it cannot be taken back, saying that it is done, offering to undo it where it can. */
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { SHELL } from '../i18n.ts';
import { Problem } from './states.tsx';

export interface Asking {
  readonly title: string;
  readonly text?: React.ReactNode;
  /** The verb that stands on the button. */
  readonly verb: string;
  /** It cannot be taken back. */
  readonly isFinal?: boolean;
}

export interface Doing {
  /** Whether the person said yes. The focus is on the safe side: on "Cancel" when it is final. */
  readonly confirm: (asking: Asking) => Promise<boolean>;
  readonly done: (text: string, undo?: () => void) => void;
  readonly failed: (error: unknown) => void;
}

/** Seconds that an offer to undo stays. */
const UNDO_SECONDS = 8;

export function useDoing(): Doing {
  const { modal, message, notification } = App.useApp();
  const { t } = useTranslation(SHELL);
  return {
    confirm: ({ title, text, verb, isFinal = false }) =>
      new Promise((resolve) => {
        modal.confirm({
          title,
          content: text,
          okText: verb,
          cancelText: t('doing.cancel'),
          okButtonProps: { danger: isFinal },
          focusable: { autoFocusButton: isFinal ? 'cancel' : 'ok' },
          onOk: () => resolve(true),
          onCancel: () => resolve(false),
        });
      }),
    done: (text, undo) => {
      if (!undo) return void message.success(text);
      const key = `undo-${Date.now()}`;
      const again = (): void => {
        notification.destroy(key);
        undo();
      };
      const actions = (
        <Button size="small" onClick={again}>
          {t('doing.undo')}
        </Button>
      );
      notification.success({ key, title: text, actions, duration: UNDO_SECONDS, placement: 'bottomRight' });
    },
    failed: (error) => void modal.error({ title: t('doing.failed'), content: <Problem error={error} />, okText: t('doing.close') }),
  };
}
