import { type PlayState, momentOf } from '@/scenarios/engine/play/play'

/** For the tab, on the server and in the browser alike. */
export const momentTitle = (
  t: (key: 'beforeDebrief' | 'moment', values?: { n: number }) => string,
  state: PlayState,
  title: string,
): string => `${state.phase === 'judgement' ? t('beforeDebrief') : t('moment', { n: momentOf(state) })}: ${title}`
