import { type Competency, COMPETENCIES } from '@/scenarios/engine/format/competencies'
import { LEAST_POINTS, type Skill } from '@/scenarios/engine/score/skills'
import type { Skills } from '@/server/learning/skills'
import { translator } from '@/server/platform/locales'

interface Props {
  locale: string
  skills: Pick<Skills, 'profile' | 'calibration'> | null
}
/** We only mention a larger gap between how cases looked and what they were. */
const NOTABLE = 0.1

export function SkillList({ locale, skills }: Props) {
  const t = translator(locale, 'skills')
  const { profile = {}, calibration = null } = skills ?? {}
  return (
    <>
      <ul className="divide-y divide-line">
        {COMPETENCIES.map((competency) => (
          <SkillRow key={competency} locale={locale} competency={competency} skill={profile[competency]} />
        ))}
      </ul>
      {calibration && (
        <p className="border-t border-line py-4 text-note">
          {t(calibration.gap > NOTABLE ? 'suspicious' : calibration.gap < -NOTABLE ? 'trusting' : 'calibrated')}
        </p>
      )}
    </>
  )
}

const TONES = { secure: 'bg-good-soft text-good', 'needs practice': 'bg-signal-soft text-signal', 'not enough yet': 'bg-sunken text-ink-2' }
const NONE: Skill = { earned: 0, possible: 0, verdict: 'not enough yet' }

function SkillRow({ locale, competency, skill = NONE }: { locale: string; competency: Competency; skill: Skill | undefined }) {
  const t = translator(locale, 'skills')
  const { verdict, earned, possible } = skill
  return (
    <li className="grid gap-x-8 gap-y-2 py-4 sm:grid-cols-[1fr_16rem]">
      <div>
        <h3 className="font-semibold">{t(`names.${competency}`)}</h3>
        <p className="mt-0.5 text-note text-ink-2">{t(`about.${competency}`)}</p>
      </div>
      <div className="text-small">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className={`chip ${TONES[verdict]}`}>{t(`standing.${verdict}`)}</span>
          <span className="font-semibold tabular-nums">{t('points', { earned, possible })}</span>
        </p>
        {verdict === 'not enough yet' && (
          <p className="mt-1 text-balance text-ink-2">{possible < LEAST_POINTS ? t('few', { least: LEAST_POINTS }) : t('open')}</p>
        )}
      </div>
    </li>
  )
}
