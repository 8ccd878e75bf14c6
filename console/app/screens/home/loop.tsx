/** The loop as a picture: six rooms, how much comes through each per second, and what waits between them. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Counters, useFormats, useRates } from '../../kit/index.ts';

const ROOMS = ['sense', 'know', 'decide', 'guard', 'act', 'learn'] as const;
type Room = (typeof ROOMS)[number];

export function Loop({ counters }: { readonly counters: Counters }): ReactNode {
  const { t } = useTranslation('home');
  const formats = useFormats();
  const rates = useRates(counters.loop, counters.at);
  const lags = lagsOf(counters);
  return (
    <>
      <ol className="loop">
        {ROOMS.map((room) => {
          const rate = rates?.[room] ?? 0;
          const lag = lags[room];
          return (
            <li key={room} className={`loop-room ${rate > 0 ? 'loop-moving' : ''}`}>
              <span className="loop-name">{t(`loop.${room}`)}</span>
              <span className="loop-rate">{t('loop.rate', { rate: formats.short(rate) })}</span>
              <span className="soft">
                {formats.short(counters.loop[room])} {t(`loop.units.${room}`)}
              </span>
              <span className={lag ? 'loop-lag' : 'soft'}>
                {lag ? t(`loop.lags.${room}`, { number: formats.short(lag) }) : t('loop.noLag')}
              </span>
            </li>
          );
        })}
      </ol>
      <p className="loop-back soft">{t('loop.back')}</p>
    </>
  );
}

/** What waits for each room. */
function lagsOf({ door, engine, delivery, sink }: Counters): Readonly<Partial<Record<Room, number>>> {
  return { sense: door.held, know: engine.behind, act: delivery.open + delivery.retrying, learn: sink.behind };
}
