/** A plan beside the screen, with what can be said to it, and the button that does it. */
import { Button, Input } from 'antd';
import { type ReactNode, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../api/index.ts';
import { Drawer } from '../dialog.tsx';
import { Answered, Loading } from '../states.tsx';
import { blocking, openFindings, SENSITIVE_REVIEW } from './findings.tsx';
import { Plan } from './plan.tsx';
import { type Edits, withDefaults } from './said.ts';

/** What was said to a plan. */
export interface Wish {
  readonly note?: string;
  readonly edits?: Edits;
  readonly accept?: string[];
}

export interface PlanDrawerProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly asked: { readonly data: Review | undefined; readonly error: unknown; readonly refetch: () => unknown };
  /** On the button. */
  readonly verb: string;
  /** Whether it only waits for a second person at first. */
  readonly isProposal?: boolean;
  readonly isDoing: boolean;
  readonly onDo: (wish: Wish, review: Review) => void;
  /** Above the plan. */
  readonly notice?: ReactNode;
  /** Below the plan. */
  readonly children?: (review: Review) => ReactNode;
  /** In place of all of it, when it is done. */
  readonly result?: ReactNode;
}

/** Px. */
const WIDTH = 760;

/** Its texts are loaded when it is first opened: the screen behind it stays. */
export function PlanDrawer({ title, isOpen, onClose, result, asked, ...rest }: PlanDrawerProps): ReactNode {
  return (
    <Drawer open={isOpen} onClose={onClose} title={title} size={WIDTH} destroyOnHidden styles={{ wrapper: { maxWidth: '100vw' } }}>
      <Suspense fallback={<Loading />}>
        {result ?? <Answered of={asked}>{(review) => <Considered review={review} onClose={onClose} {...rest} />}</Answered>}
      </Suspense>
    </Drawer>
  );
}

type ConsideredProps = Omit<PlanDrawerProps, 'title' | 'isOpen' | 'result' | 'asked'> & { readonly review: Review };

function Considered({ review, onClose, verb, isProposal, isDoing, onDo, notice, children }: ConsideredProps): ReactNode {
  const { t } = useTranslation('publish');
  const [chosen, setChosen] = useState<Edits>({});
  const [accepted, setAccepted] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const noteId = useId();
  const edits = withDefaults(review, chosen);
  // Where it waits for a second person, whoever approves it answers for the words in it.
  const blocked = blocking(openFindings(review, edits), isProposal === true ? [...accepted, SENSITIVE_REVIEW] : accepted);
  const isNothing = review.changes.length === 0;
  const act = (): void => {
    const wish = {
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(Object.keys(edits).length > 0 && { edits }),
      ...(accepted.length > 0 && { accept: [...accepted] }),
    };
    onDo(wish, review);
  };
  return (
    <>
      {notice}
      <Plan review={review} edits={edits} onEdits={setChosen} accepted={accepted} onAccept={setAccepted} />
      {children?.(review)}
      <div className="publish-part">
        <h3>
          <label htmlFor={noteId}>{t('note.label')}</label>
        </h3>
        <Input.TextArea
          id={noteId}
          rows={2}
          maxLength={500}
          value={note}
          placeholder={t('note.hint')}
          onChange={({ target }) => setNote(target.value)}
        />
      </div>
      <div className="publish-part publish-foot">
        <span className="soft publish-said" role="status">
          {isNothing
            ? t('foot.nothing')
            : blocked.length > 0
              ? t('foot.blocked', { count: blocked.length })
              : t('foot.release', { number: review.number })}
        </span>
        <Button onClick={onClose}>{t('foot.cancel')}</Button>
        <Button type="primary" loading={isDoing} disabled={isNothing || blocked.length > 0} onClick={act}>
          {verb}
        </Button>
      </div>
    </>
  );
}
