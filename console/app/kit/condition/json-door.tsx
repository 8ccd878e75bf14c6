/** The door behind every form: what it edits, as the document has it. */
import { CodeOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal } from '../dialog.tsx';

export interface JsonDoorProps {
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** What is wrong with its shape, if anything: a path. */
  readonly misshapen?: (value: unknown) => string | undefined;
}

const ROWS = 18;

export function JsonDoor({ value, onChange, misshapen }: JsonDoorProps): ReactNode {
  const { t } = useTranslation('condition');
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const close = (): void => {
    setText(undefined);
    setProblem(undefined);
  };
  const keep = (): void => {
    try {
      const parsed: unknown = JSON.parse(text ?? '');
      const path = misshapen?.(parsed);
      if (path === undefined) {
        onChange(parsed);
        close();
      } else setProblem(t('json.shape', { path }));
    } catch (error) {
      setProblem(t('json.invalid', { reason: (error as Error).message }));
    }
  };
  return (
    <>
      <Button size="small" type="text" icon={<CodeOutlined />} onClick={() => setText(JSON.stringify(value ?? null, null, 2))}>
        {t('json.edit')}
      </Button>
      <Modal
        open={text !== undefined}
        title={t('json.title')}
        okText={t('json.keep')}
        cancelText={t('json.cancel')}
        onOk={keep}
        onCancel={close}
        destroyOnHidden
      >
        <Input.TextArea
          aria-label={t('json.title')}
          className="condition-json"
          rows={ROWS}
          value={text}
          status={problem === undefined ? '' : 'error'}
          onChange={({ target }) => setText(target.value)}
        />
        {problem !== undefined && (
          <p role="alert" className="condition-problem">
            {problem}
          </p>
        )}
      </Modal>
    </>
  );
}
