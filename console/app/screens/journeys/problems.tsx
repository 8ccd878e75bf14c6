/** What is wrong with a journey or still missing: a list that leads to each step. */
import { WarningOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawer, Nothing } from '../../kit/index.ts';
import { TRIGGER } from './canvas/layout.ts';
import { findStep, type Journey } from './model/document.ts';
import type { Problem } from './model/problems.ts';
import { useJourneyWords } from './words.ts';

export interface ProblemsProps {
  readonly of: Journey;
  readonly problems: readonly Problem[];
  readonly onOpen: (id: string) => void;
}

export function Problems({ of, problems, onOpen }: ProblemsProps): ReactNode {
  const { t } = useTranslation('journeys');
  const words = useJourneyWords();
  const [isOpen, setOpen] = useState(false);
  const open = (id: string): void => {
    setOpen(false);
    onOpen(id);
  };
  const about = (id: string | undefined): string => {
    const step = id === undefined ? undefined : findStep(of, id)?.step;
    return step ? words.step(step) : t('theJourney');
  };
  return (
    <>
      <Button icon={<WarningOutlined />} danger={problems.length > 0} onClick={() => setOpen(true)}>
        {t('problems', { count: problems.length })}
      </Button>
      <Drawer title={t('problemsTitle')} open={isOpen} onClose={() => setOpen(false)} size={400}>
        {problems.length === 0 ? (
          <Nothing text={t('noProblems')} />
        ) : (
          <ul className="journey-problems">
            {problems.map(({ path, step, message, what }) => (
              <li key={`${path} ${message ?? what}`}>
                <button type="button" onClick={() => open(step ?? TRIGGER)}>
                  <span className="soft">{about(step)}</span>
                  <span>{message ?? t(`missing.${what!}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Drawer>
    </>
  );
}
