import { useTranslations } from 'use-intl'
import type { FlagView } from '@/scenarios/engine/debrief/moment'
import type { MomentSign } from './moment-signs'

const GROUP = {
  noticed: 'sign',
  missed: 'sign',
  sign: 'sign',
  later: 'later',
  question: 'question',
  harmless: 'harmless',
} as const satisfies Record<FlagView['kind'], MomentSign['group']>

/** The signs of a learner's moment. */
export function useOwnSigns(): (flags: readonly FlagView[]) => MomentSign[] {
  const t = useTranslations('debrief')
  return (flags) =>
    flags.map(({ segment, kind, label, quote, why = '', cites, origin }) => ({
      ...{ segment, group: GROUP[kind], label, quote, cites },
      why: origin ? `${why} ${t('originNote')}`.trim() : why,
      // What was flagged and is no sign stands under a heading that says so.
      flagged: kind === 'noticed' || kind === 'missed' ? t(`signsHere.${kind}`) : null,
    }))
}
