/**
 * Asking why: a button wherever a message, a journey, a segment or a tag of a customer is shown, which opens the answer beside the screen; and the answer
 * itself, for screens that show it at once. Needs the permission `customers.read`, about segments and tags `segments.read` too.
 */
import { QuestionCircleOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Reason } from '../../api/index.ts';
import { useMay } from '../../session/session.ts';
import { Drawer } from '../dialog.tsx';
import { Answered, NoPermission } from '../states.tsx';
import { Chain } from './chain.tsx';
import { WhyRule } from './evidence.tsx';
import { ReasonTree } from './reason.tsx';
import { Standing, StandingTags, StatusTag } from './standing.tsx';
import { useWhyWords } from './words.ts';

/** What is asked about a customer: one of these. */
export type AskedAbout =
  | { readonly message: string }
  | { readonly journey: string }
  | { readonly segment: string }
  | { readonly tag: string };

export type AskWhyProps = { readonly customer: string } & AskedAbout;

/** Px. */
const WIDTH = 640;

export function AskWhy(props: AskWhyProps): ReactNode {
  const { t } = useWhyWords();
  const [isOpen, setOpen] = useState(false);
  const isAllowed = useMay('customers.read');
  const [kind = '', id = ''] = aboutOf(props);
  const title = t(`title.${kind}` as never);
  return (
    <>
      <Button
        type="link"
        size="small"
        className="because-ask"
        icon={<QuestionCircleOutlined />}
        disabled={!isAllowed}
        aria-label={`${title}: ${id}`}
        onClick={() => setOpen(true)}
      >
        {t('ask')}
      </Button>
      <Drawer
        open={isOpen}
        onClose={() => setOpen(false)}
        size={WIDTH}
        title={title}
        destroyOnHidden
        styles={{ wrapper: { maxWidth: '100vw' } }}
      >
        <WhyAnswer {...props} />
      </Drawer>
    </>
  );
}

/** The answer. */
export function WhyAnswer(props: AskWhyProps): ReactNode {
  if ('message' in props) return <WhyMessage {...props} />;
  if ('journey' in props) return <WhyJourney {...props} />;
  return 'segment' in props ? (
    <WhyMember customer={props.customer} of={`segment.${props.segment}`} />
  ) : (
    <WhyMember customer={props.customer} of={`tag.${props.tag}`} />
  );
}

function aboutOf({ customer: _, ...about }: AskWhyProps): readonly string[] {
  return Object.entries(about)[0] ?? [];
}

function WhyMessage({ customer, message }: { readonly customer: string; readonly message: string }): ReactNode {
  const { names, step } = useWhyWords();
  const asked = useQuery({
    queryKey: ['customers', customer, 'explain', { message }],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/explain', { params: { query: { customer, message } }, signal })),
  });
  return (
    <Answered of={asked}>
      {({ message: told }) =>
        told && (
          <div className="because">
            <p>
              <StatusTag status={told.status} /> {names.of('journey', told.journey)} ›{' '}
              <span title={told.step}>{step(told.journey, told.step)}</span> · {names.of('channel', told.channel)}
            </p>
            <p>
              <WhyRule rule={told.rule} read={told.read} />
            </p>
            <Chain links={told.chain} />
          </div>
        )
      }
    </Answered>
  );
}

function WhyJourney({ customer, journey }: { readonly customer: string; readonly journey: string }): ReactNode {
  const { names } = useWhyWords();
  const asked = useQuery({
    queryKey: ['customers', customer, 'explain', { journey }],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/explain', { params: { query: { customer, journey } }, signal })),
  });
  return (
    <Answered of={asked}>
      {({ journeys = [] }) =>
        journeys
          .filter((one) => one.journey === journey)
          .map((one) => (
            <div className="because" key={one.journey}>
              <p>
                <strong>{names.of('journey', one.journey)}</strong> <StandingTags of={one} />
              </p>
              <Standing of={one} />
            </div>
          ))
      }
    </Answered>
  );
}

/** `of`: segment.ID or tag.ID. */
function WhyMember({ customer, of }: { readonly customer: string; readonly of: string }): ReactNode {
  const { t, names, formats } = useWhyWords();
  const isAllowed = useMay('segments.read');
  const asked = useQuery({
    queryKey: ['customers', customer, 'match', of],
    queryFn: ({ signal }) => answerOf(api.POST('/v1/preview', { body: { of, customer, parts: [] }, signal })),
    enabled: isAllowed,
  });
  if (!isAllowed) return <NoPermission permission="segments.read" />;
  const [kind, id] = [of.slice(0, of.indexOf('.')), of.slice(of.indexOf('.') + 1)];
  return (
    <Answered of={asked}>
      {({ match, at }) =>
        match && (
          <div className="because">
            <p>
              <strong>{names.of(kind, id)}</strong>{' '}
              <Tag color={match.holds ? 'success' : 'default'}>{t(match.holds ? 'match.holds' : 'match.fails')}</Tag>
              <span className="soft">{formats.dateTime(at)}</span>
            </p>
            <ReasonTree of={match.why as Reason} />
            {match.from === 'events' && <p className="soft">{t('match.from')}</p>}
          </div>
        )
      }
    </Answered>
  );
}
