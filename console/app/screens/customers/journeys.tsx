/** How the customer stands to every journey: where they are, since when, by which rule, and what it wanted to send. */
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DescribedProfile, JourneyExplanation } from '../../api/index.ts';
import { Answered, AskWhy, Nothing, Part, Standing, StandingTags, useNaming } from '../../kit/index.ts';
import { explainQuery } from './explained.ts';

/** The journeys that have something to tell come first. */
const ORDER = ['inside', 'converted', 'completed', 'exited', 'failed', 'refused', 'untriggered'];

export function JourneysTab({ of: { customer } }: { readonly of: DescribedProfile }): ReactNode {
  const { t } = useTranslation('customers');
  const asked = useQuery(explainQuery(customer));
  return (
    <Answered of={asked}>
      {({ journeys = [] }) =>
        journeys.length === 0 ? (
          <Nothing text={t('journeys.empty')} hint={t('journeys.emptyHint')} />
        ) : (
          <div className="customers-stack">
            {sortedJourneys(journeys).map((journey) => (
              <Journey key={journey.journey} of={journey} customer={customer} />
            ))}
          </div>
        )
      }
    </Answered>
  );
}

function sortedJourneys(journeys: readonly JourneyExplanation[]): readonly JourneyExplanation[] {
  return [...journeys].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
}

function Journey({ of, customer }: { readonly of: JourneyExplanation; readonly customer: string }): ReactNode {
  const names = useNaming();
  return (
    <Part title={names.of('journey', of.journey)} extra={<StandingTags of={of} />}>
      <Standing of={of} actions={({ message }) => <AskWhy customer={customer} message={message} />} />
    </Part>
  );
}
