/** Puts a step in between: choosing its kind from a menu, or placing what was cut or copied. */
import { PlusOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useContext } from 'react';
import { Choices } from '../../../kit/index.ts';
import { findStep, type Slot, STEP_TYPES } from '../model/document.ts';
import { useJourneyWords } from '../words.ts';
import { Face } from './face.ts';
import { StepIcon } from './icons.tsx';
import { type LaidEdge, TRIGGER } from './layout.ts';

export interface PlusProps {
  readonly slot: Slot;
  readonly isTarget?: boolean;
  readonly label: Pick<LaidEdge, 'from' | 'way' | 'owner'>;
}

export function Plus({ slot, isTarget = false, label }: PlusProps): ReactNode {
  const { editing } = useContext(Face)!;
  const words = useJourneyWords();
  const where = useWhere(label);
  if (!editing) return null;
  const { insert, paste } = editing;
  if (paste) {
    const text = words.t('edit.place', { where });
    return (
      <Button
        size="small"
        type="primary"
        shape="circle"
        icon={<SnippetsOutlined />}
        aria-label={text}
        title={text}
        onClick={() => paste(slot)}
      />
    );
  }
  const items = STEP_TYPES.map((type) => ({ key: type, icon: <StepIcon type={type} />, label: words.kind(type) }));
  return (
    <Choices menu={{ items, onClick: ({ key }) => insert(slot, key as (typeof STEP_TYPES)[number]), className: 'journey-kinds' }}>
      <Button
        size="small"
        shape="circle"
        type={isTarget ? 'primary' : 'default'}
        icon={<PlusOutlined />}
        data-slot={`${slot.owner ?? ''}/${slot.way ?? ''}/${slot.index}`}
        aria-label={words.t('edit.addAt', { where })}
      />
    </Choices>
  );
}

/** Where a place is, in words. */
function useWhere({ from, way, owner }: PlusProps['label']): string {
  const { journey } = useContext(Face)!;
  const words = useJourneyWords();
  const { t } = words;
  if (way && owner) return t('edit.inWay', { way: words.way(owner, way), step: words.step(owner) });
  if (from === TRIGGER) return t('edit.first');
  const id = from.replace(/^@join:/, '');
  const step = findStep(journey, id)?.step;
  return step ? t('edit.behind', { step: words.step(step) }) : t('edit.first');
}
